import { lstatSync, mkdirSync, statSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a group or everybody may write to, and the mark that they may not move each other's files there. */
const writableByOthers = 0o022;
const sticky = 0o1000;

/**
 * The folder in which compiled code may be kept: one of the user's own, which nobody else can write to, because what is
 * in it gets executed. Node's default is in the folder for temporary files, which all users of a machine share.
 * @returns undefined when there is no such folder, in CI, where each run is the first one, and when the user does not want it
 */
export function cacheFolder(env: Environment, platform: NodeJS.Platform): string | undefined {
  const { CI: ci, NODE_DISABLE_COMPILE_CACHE: disabled } = env;
  const parent = parentFolder(env, platform);
  if (isSet(ci) || isSet(disabled) || parent === undefined) return undefined;
  const folder = join(parent, 'byob-audit');
  try {
    if (!exists(parent)) make(parent);
    if (!isGuarded(parent)) return undefined;
    if (!exists(folder)) make(folder);
    const found = lstatSync(folder);
    return found.isDirectory() && isOurs(found) ? folder : undefined;
  } catch {
    return undefined;
  }
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== 'false';

/** Where programs of this user keep what they can make again; undefined when nobody tells. */
function parentFolder(env: Environment, platform: NodeJS.Platform): string | undefined {
  const { HOME: home, LOCALAPPDATA: local, XDG_CACHE_HOME: xdg } = env;
  if (platform === 'win32') return absolute(local);
  if (absolute(home) === undefined) return undefined;
  return platform === 'darwin' ? join(home ?? '', 'Library/Caches') : (absolute(xdg) ?? join(home ?? '', '.cache'));
}

const absolute = (path: string | undefined): string | undefined => (path !== undefined && isAbsolute(path) ? path : undefined);

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** In a folder of this user alone: after `sudo`, nothing of root's is left in the home of another. */
function make(folder: string): void {
  if (!isOurs(statSync(dirname(folder)))) return;
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another run was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Windows keeps its owners elsewhere, and the folder for local data of programs is private there. */
const isOurs = ({ uid, mode }: Stats): boolean =>
  process.getuid === undefined || (uid === process.getuid() && (mode & writableByOthers) === 0);

/** Whether nobody else can put another folder in the place of one that is in this. */
function isGuarded(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  if (process.getuid === undefined) return true;
  return (uid === process.getuid() || uid === 0) && ((mode & writableByOthers) === 0 || (mode & sticky) !== 0);
}
