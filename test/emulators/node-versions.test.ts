import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { install } from './install.ts';

// The oldest Node.js that is supported, those that followed, and one that is too old. What npm calls `node` is an
// installer; the program itself is in a package of its own for each platform.

const root = join(import.meta.dirname, '../..');
const platform = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
const nodeOf = async (version: string) => install(`node-${version}`, `${platform}@${version}`, `${platform}/${binary}`);

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

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

const run = async (node: string, argv: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'], HOME: home, NO_COLOR: '1', ...more };
    execFile(node, [join(root, 'bin/byob-audit.js'), ...argv], { env, cwd: root }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });

for (const version of ['20.19.0', '22.23.3', '24.21.0']) {
  const { program, absent } = await nodeOf(version);
  describe.skipIf(absent !== undefined)(`Node.js ${version}${absent === undefined ? '' : ` (skipped: ${absent})`}`, () => {
    it('tells of a recorded bucket what this one tells, with and without compiled code', async () => {
      const argv = ['check', 'fixtures/aws/versioning-off'];
      const here = await run(process.execPath, argv);
      expect(here.code).toBe(1);
      const first = await run(program, argv);
      expect(first).toEqual(here);
      expect(await run(program, argv)).toEqual(here);
      expect(await run(program, argv, { CI: 'true' })).toEqual(here);
    });

    if (version.startsWith('20.')) {
      it('leaves no folder where it has no compile cache', async () => {
        await run(program, ['list']);
        expect(readdirSync(home)).toEqual([]);
      });
    } else {
      it('keeps compiled code where nobody else can write, and reads it again', async () => {
        const first = await run(program, ['list']);
        expect(statSync(cache()).mode & 0o777).toBe(0o700);
        const files = kept();
        expect(files.length).toBeGreaterThan(2);
        for (const file of files) utimesSync(file, 1, 1);
        expect(await run(program, ['list'])).toEqual(first);
        expect(kept()).toEqual(files);
        // What was refused would have been written again.
        expect(files.map((file) => statSync(file).mtimeMs)).toEqual(files.map(() => 1000));
      });

      it.each([
        ['cut off', (bytes: Buffer) => bytes.subarray(0, -8)],
        ['empty', () => Buffer.alloc(0)],
        ['longer', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
        [
          'changed in the middle',
          (bytes: Buffer) => {
            const middle = Math.floor(bytes.length / 2);
            bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
            return bytes;
          },
        ],
      ])('does not execute compiled code that is %s', async (_, damage) => {
        const first = await run(program, ['list']);
        for (const file of kept()) writeFileSync(file, damage(readFileSync(file)));
        expect(await run(program, ['list'])).toEqual(first);
      });
    }

    it.each(['s3://acme-wandb', 'gs://acme-wandb', 'az://acmewandb/wandb'])(
      'says nothing of its own on stderr: %s',
      async (target) => {
        const env = {
          AWS_ACCESS_KEY_ID: 'testing',
          AWS_SECRET_ACCESS_KEY: 'testing',
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
          AWS_REGION: 'eu-central-1',
          GCE_METADATA_HOST: '127.0.0.1:9',
          AZURE_TOKEN_CREDENTIALS: 'EnvironmentCredential',
        };
        const { code, stderr } = await run(program, ['check', target, '--quiet'], env);
        expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
      },
    );
  });
}

const old = await nodeOf('18.20.8');
describe.skipIf(old.absent !== undefined)(`Node.js 18${old.absent === undefined ? '' : ` (skipped: ${old.absent})`}`, () => {
  it('is told to be too old, in one sentence', async () => {
    expect(await run(old.program, ['check', 'fixtures/aws/versioning-off'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'byob-audit: needs Node.js 20.19 or newer, and this is 18.20.8\n',
    });
  });
});
