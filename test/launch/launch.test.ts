import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cacheFolder } from '../../src/launch/cache-folder.ts';

const root = join(import.meta.dirname, '../..');
let home = '';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'byob-audit-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const cache = (): string => join(home, '.cache/byob-audit');

/** Every file below the cache, by path. */
const kept = (): string[] =>
  existsSync(cache())
    ? readdirSync(cache(), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
    : [];

const list = (env: Readonly<Record<string, string>> = {}, place = root): string =>
  execFileSync(process.execPath, [join(place, 'bin/byob-audit.js'), 'list'], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: home, ...env },
  });

describe('the compile cache', () => {
  it('is made by the first run, for its user alone, and read by the next', () => {
    const first = list();
    const files = kept();
    expect(files.length).toBeGreaterThan(2);
    expect(statSync(cache()).mode & 0o777).toBe(0o700);
    for (const file of files) utimesSync(file, 1, 1);
    expect(list()).toBe(first);
    expect(kept()).toEqual(files);
    // What was refused would have been written again.
    expect(files.map((file) => statSync(file).mtimeMs)).toEqual(files.map(() => 1000));
  });

  it.each([
    ['cut off', (file: string) => truncateSync(file, statSync(file).size - 8)],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['longer', (file: string) => appendFileSync(file, 'x')],
    [
      'changed in the middle',
      (file: string) => {
        const bytes = readFileSync(file);
        const middle = Math.floor(bytes.length / 2);
        bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
        writeFileSync(file, bytes);
      },
    ],
  ])('is made again when a file of it is %s', (_, damage) => {
    const first = list();
    const files = kept();
    for (const file of files) damage(file);
    const damaged = files.map((file) => readFileSync(file).toString('latin1'));
    expect(list()).toBe(first);
    expect(kept()).toEqual(files);
    expect(files.filter((file, index) => readFileSync(file).toString('latin1') === damaged[index])).toEqual([]);
  });

  it.each([
    ['CI', 'true'],
    ['NODE_DISABLE_COMPILE_CACHE', '1'],
    ['HOME', ''],
    ['HOME', '/nonexistent/home'],
  ])('is left alone with %s=%s', (name, value) => {
    expect(list({ [name]: value })).toContain('aws/versioning');
    expect(readdirSync(home)).toEqual([]);
    expect(existsSync('/nonexistent')).toBe(false);
  });

  it('is another one for the same program in another place, whose paths are in its stack traces', () => {
    const elsewhere = join(home, 'elsewhere');
    for (const part of ['bin', 'dist']) cpSync(join(root, part), join(elsewhere, part), { recursive: true });
    expect(list({}, elsewhere)).toBe(list());
    expect(readdirSync(cache())).toHaveLength(2);
  });

  it('leaves nothing behind of builds that nobody starts any more', () => {
    mkdirSync(join(cache(), 'old'), { recursive: true });
    mkdirSync(join(cache(), 'recent'), { recursive: true });
    utimesSync(join(cache(), 'old'), 1, 1);
    list();
    expect(readdirSync(cache()).filter((name) => ['old', 'recent'].includes(name))).toEqual(['recent']);
  });
});

describe('the folder of the compile cache', () => {
  const linux = (env: Readonly<Record<string, string>>): string | undefined => cacheFolder(env, 'linux');

  it('follows the habits of the system', () => {
    mkdirSync(join(home, 'Library'));
    expect(linux({ HOME: home })).toBe(join(home, '.cache/byob-audit'));
    expect(linux({ HOME: home, XDG_CACHE_HOME: join(home, 'xdg') })).toBe(join(home, 'xdg/byob-audit'));
    expect(linux({ HOME: home, XDG_CACHE_HOME: 'relative' })).toBe(join(home, '.cache/byob-audit'));
    expect(cacheFolder({ HOME: home }, 'darwin')).toBe(join(home, 'Library/Caches/byob-audit'));
    expect(cacheFolder({ LOCALAPPDATA: home }, 'win32')).toBe(join(home, 'byob-audit'));
    expect(cacheFolder({ HOME: home }, 'win32')).toBeUndefined();
  });

  it('is never one that somebody else could write to', () => {
    mkdirSync(cache(), { recursive: true });
    for (const mode of [0o720, 0o702, 0o777, 0o1777]) {
      chmodSync(cache(), mode);
      expect(linux({ HOME: home })).toBeUndefined();
    }
    chmodSync(cache(), 0o755);
    expect(linux({ HOME: home })).toBe(cache());
  });

  it('is not below a folder in which others can rename it, unless that keeps files to their owners', () => {
    mkdirSync(cache(), { recursive: true, mode: 0o700 });
    chmodSync(join(home, '.cache'), 0o777);
    expect(linux({ HOME: home })).toBeUndefined();
    chmodSync(join(home, '.cache'), 0o1777);
    expect(linux({ HOME: home })).toBe(cache());
  });

  it('is neither a link nor a file', () => {
    mkdirSync(join(home, '.cache'));
    mkdirSync(join(home, 'elsewhere'), { mode: 0o700 });
    symlinkSync(join(home, 'elsewhere'), cache());
    expect(linux({ HOME: home })).toBeUndefined();
    rmSync(cache());
    writeFileSync(cache(), '');
    expect(linux({ HOME: home })).toBeUndefined();
  });

  it('is not one of another user, as after sudo', () => {
    mkdirSync(cache(), { recursive: true, mode: 0o700 });
    const asked = vi.spyOn(process, 'getuid').mockReturnValue(statSync(home).uid + 1);
    expect(linux({ HOME: home })).toBeUndefined();
    rmSync(cache(), { recursive: true });
    expect(linux({ HOME: home })).toBeUndefined();
    rmSync(join(home, '.cache'), { recursive: true });
    expect(linux({ HOME: home })).toBeUndefined();
    expect(readdirSync(home)).toEqual([]);
    asked.mockRestore();
    expect(linux({ HOME: home })).toBe(cache());
  });
});
