import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Io } from '../../src/cli/output/io.ts';
import { main } from '../../src/cli/main.ts';

export interface RunOptions {
  /** Working directory; default: a temporary folder that is removed afterwards. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Files to make below the working directory first. */
  readonly files?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
  readonly signal?: AbortSignal;
  /** What is piped in. */
  readonly stdin?: string | Uint8Array;
  /** Width of the terminal; stdout is a terminal when given. */
  readonly columns?: number;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program in this process, with buffers for its streams. */
export async function runCli(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd = mkdtempSync(join(tmpdir(), 'byob-audit-')), env = {}, files = {}, columns } = options;
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  let stdout = '';
  let stderr = '';
  const io: Io = {
    stdout: {
      write: (text) => {
        stdout += text;
      },
      ...(columns === undefined ? {} : { isTTY: true, columns }),
    },
    stderr: {
      write: (text) => {
        stderr += text;
      },
    },
    env,
    now: options.now ?? (() => new Date()),
    cwd,
    signal: options.signal,
    ...(options.stdin === undefined ? {} : { stdin: Readable.from([Buffer.from(options.stdin)]) }),
  };
  try {
    const code = await main(argv, io);
    return { code, stdout, stderr };
  } finally {
    if (options.cwd === undefined) rmSync(cwd, { recursive: true });
  }
}
