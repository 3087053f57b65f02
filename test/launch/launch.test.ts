import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as nodeModule from 'node:module';
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

const list = (env: Readonly<Record<string, string>> = {}): string =>
  execFileSync(process.execPath, [join(root, 'bin/byob-audit.js'), 'list'], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: home, ...env },
  });

// What the cache of Node.js does with damaged files, and with those of another version, is tried with several of them in
// test/emulators/node-versions.test.ts.
const isCaching = 'enableCompileCache' in nodeModule;

describe('the compile cache', () => {
  it.runIf(isCaching)('is made by the first run, for its user alone, and read by the next', () => {
    const first = list();
    expect(statSync(cache()).mode & 0o777).toBe(0o700);
    expect(readdirSync(cache(), { recursive: true }).length).toBeGreaterThan(2);
    expect(list()).toBe(first);
  });

  it.skipIf(isCaching)('is not missed by a Node.js without one', () => {
    expect(list()).toContain('aws/versioning');
    expect(readdirSync(home)).toEqual([]);
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
