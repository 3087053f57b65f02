import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: unknown;
  readonly scripts: Readonly<Record<string, string>>;
}

interface Locked {
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

type Meta = Readonly<Record<string, { readonly inputs: readonly string[] }>>;

const tsc = join(root, 'node_modules/typescript/bin/tsc');
const strictly = ['--strict', '--target', 'es2023', '--module', 'nodenext', '--types', 'node'];

let files: readonly string[] = [];
let project = '';

/** The types of Node, which a program brings itself. */
function withNodeTypes(folder: string): void {
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  for (const name of ['@types/node', 'undici-types']) {
    const link = join(folder, 'node_modules', name);
    if (!existsSync(link)) symlinkSync(join(root, 'node_modules', name), link, 'junction');
  }
}

beforeAll(() => {
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  files = (JSON.parse(listed) as readonly Packed[]).flatMap((packed) => packed.files.map(({ path }) => path));
  project = mkdtempSync(join(tmpdir(), 'byob-audit-package-'));
  for (const file of files) cpSync(join(root, file), join(project, 'node_modules/byob-audit', file));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the published package', () => {
  it('holds the program, its types and its papers, and nothing else', () => {
    const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES', 'package.json'];
    const rest = files.filter(
      (file) =>
        !/^(bin\/byob-audit\.js|bin\/package\.json|dist\/index\.js|dist\/cjs\/((cli|index|launch)\.js|package\.json|chunks\/[\w-]+\.js)|dist\/types\/.+\.d\.ts)$/.test(
          file,
        ),
    );
    expect(rest.toSorted()).toEqual(papers);
    for (const file of [
      'bin/byob-audit.js',
      'bin/package.json',
      'dist/cjs/cli.js',
      'dist/cjs/launch.js',
      'dist/cjs/package.json',
      'dist/index.js',
      'dist/types/index.d.ts',
    ])
      expect(files).toContain(file);
  });

  it('runs no script where it is installed', () => {
    const { scripts } = JSON.parse(read('package.json')) as Manifest;
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];
    expect(Object.keys(scripts).filter((name) => atInstall.includes(name))).toEqual([]);
    // The tarball is built all the same, and in a clone the tests and the README say when.
    expect(scripts).toMatchObject({ prepack: 'npm run build', pretest: 'node scripts/build.mjs --if-stale' });
  });

  it('runs with nothing installed beside it', () => {
    const { version, dependencies } = JSON.parse(read('package.json')) as Manifest;
    expect(dependencies).toBeUndefined();
    const bin = join(project, 'node_modules/byob-audit/bin/byob-audit.js');
    expect(execFileSync(process.execPath, [bin, '--version'], { cwd: project, encoding: 'utf8' }).trim()).toBe(version);
  });

  it('has types that stand on their own', () => {
    withNodeTypes(project);
    writeFileSync(
      join(project, 'use.ts'),
      "import * as byobAudit from 'byob-audit';\nexport const names: readonly string[] = Object.keys(byobAudit);\n",
    );
    const options = ['--noEmit', ...strictly, 'use.ts'];
    expect(execFileSync(process.execPath, [tsc, ...options], { cwd: project, encoding: 'utf8' })).toBe('');
  });

  it('is used from a program as the README shows, which compiles and prints what is shown', () => {
    const shown = /<!-- program:begin -->\n\n```ts\n([^]+?)```\n\nIt prints:\n\n```console\n([^]*?)```/;
    const [, program = '', printed = ''] = shown.exec(read('README.md')) ?? [];
    expect(program).toContain("from 'byob-audit'");
    withNodeTypes(project);
    writeFileSync(join(project, 'program.mts'), program);
    execFileSync(process.execPath, [tsc, ...strictly, 'program.mts'], { cwd: project, encoding: 'utf8' });
    expect(execFileSync(process.execPath, [join(project, 'program.mjs')], { cwd: root, encoding: 'utf8' })).toBe(printed);
  });

  it('carries the licence of each package that is bundled', () => {
    const meta = JSON.parse(read('dist/meta.json')) as Meta;
    const inputs = Object.values(meta).flatMap((output) => output.inputs);
    const names = new Set(inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []));
    expect(names).toContain('@aws-sdk/client-s3');
    const notices = read('THIRD-PARTY-NOTICES');
    const named = new Set([...notices.matchAll(/^((?:@[\w-]+\/)?[\w.-]+) \d[\w.-]* \([\w.-]+\)$/gm)].map((match) => match[1]));
    expect([...names].filter((name) => !named.has(name))).toEqual([]);
    expect(notices).not.toMatch(/GENERAL PUBLIC LICENSE/i);
  });
});

it('the lock file pins every package by its digest and names no host', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as Lock;
  // A registry need not carry the builds of every platform; those of other ones are pinned by version.
  const foreign = ({ optional, os, cpu, libc }: Locked): boolean =>
    optional === true && [os, cpu, libc].some((names) => names !== undefined);
  const loose = Object.entries(packages).filter(
    ([path, entry]) => path !== '' && entry.integrity === undefined && !foreign(entry),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
  expect(read('package-lock.json')).not.toContain('"resolved"');
});

it('the bundled stand-in measures text as string-width does', () => {
  const load = createRequire(import.meta.url);
  const fast = load('../scripts/fast-string-width.cjs') as (text: string) => number;
  const full = load('string-width') as (text: string) => number;
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii' })),
      (text) => {
        expect(fast(text)).toBe(full(text));
      },
    ),
  );
  for (const text of ['', 'a · b…', '\u001b[31mred\u001b[39m', 'a\tb', '日本', '👩‍👩‍👧', '1\uFE0F\u20E3'])
    expect(fast(text)).toBe(full(text));
});
