import { lstatSync, mkdirSync, statSync, type Stats } from 'node:fs';
import { isAbsolute, join } from 'node:path';

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
    const found = lstatSync(folder, { throwIfNoEntry: false }) ?? made(folder, parent);
    return found.isDirectory() && isOurs(found) && isGuarded(statSync(parent)) ? folder : undefined;
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

/** Makes the folder, and its parent in a home that exists. */
function made(folder: string, parent: string): Stats {
  for (const path of [parent, folder]) {
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return lstatSync(folder);
}

/** Windows keeps its owners elsewhere, and the folder for local data of programs is private there. */
const isOurs = ({ uid, mode }: Stats): boolean =>
  process.getuid === undefined || (uid === process.getuid() && (mode & writableByOthers) === 0);

/** Whether nobody else can put another folder in the place of ours. */
const isGuarded = ({ uid, mode }: Stats): boolean =>
  process.getuid === undefined ||
  ((uid === process.getuid() || uid === 0) && ((mode & writableByOthers) === 0 || (mode & sticky) !== 0));
