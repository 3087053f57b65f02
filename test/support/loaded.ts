import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(import.meta.dirname, '../..');

export interface Loaded {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Files of `dist` that the process loaded. */
  readonly files: readonly string[];
  /** Their size together. */
  readonly bytes: number;
  /** The sources and packages that were bundled into them. */
  readonly inputs: readonly string[];
}

interface Coverage {
  readonly result: readonly { readonly url: string }[];
}

type Meta = Readonly<Record<string, { readonly bytes: number; readonly inputs: readonly string[] } | undefined>>;

/**
 * Runs the built program and tells what it loaded: V8 writes a coverage entry for every module, and the build
 * wrote down which sources went where. Steadier than a clock.
 */
export async function loaded(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Loaded> {
  const coverage = mkdtempSync(join(tmpdir(), 'byob-audit-loaded-'));
  try {
    const ended = await run(argv, { ...env, NODE_V8_COVERAGE: coverage });
    const urls = readdirSync(coverage).flatMap((name) => {
      const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as Coverage;
      return result.map(({ url }) => url);
    });
    const files = [...new Set(urls)]
      .filter((url) => url.startsWith('file:'))
      .map((url) => relative(root, fileURLToPath(url)).replaceAll('\\', '/'))
      .filter((file) => file.startsWith('dist/'));
    const meta = JSON.parse(readFileSync(join(root, 'dist/meta.json'), 'utf8')) as Meta;
    const bytes = files.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
    return { ...ended, files, bytes, inputs: files.flatMap((file) => meta[file]?.inputs ?? [`unknown to the build: ${file}`]) };
  } finally {
    rmSync(coverage, { recursive: true, force: true });
  }
}

async function run(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Pick<Loaded, 'code' | 'stdout' | 'stderr'>> {
  // Nothing of the caller's AWS settings: the process sees a path and what the test gives.
  const child = spawn(process.execPath, [join(root, 'bin/byob-audit.js'), ...argv], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { code, stdout, stderr };
}
