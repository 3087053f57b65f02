import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Running {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Full path of a program, or undefined when it is not installed. */
export function which(program: string): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, program);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      continue;
    }
  }
  return undefined;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/** Starts a server and waits until it answers HTTP at all. */
export async function startServer(
  program: string,
  args: readonly string[],
  port: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let log = '';
  const keep = (chunk: Buffer): void => {
    log = (log + chunk.toString('utf8')).slice(-2000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  const deadline = Date.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}: ${log}`);
    try {
      await fetch(url);
      return { url, close };
    } catch {
      if (Date.now() > deadline) {
        await close();
        throw new Error(`${program} did not answer at ${url}: ${log}`);
      }
      await sleep(100);
    }
  }
}

/** `MOTO_SERVER` names the program when it lives in a virtual environment. */
export const motoProgram = (): string | undefined => process.env['MOTO_SERVER'] ?? which('moto_server');

export async function startMoto(program: string, account: string): Promise<Running> {
  const port = await freePort();
  return startServer(program, ['-H', '127.0.0.1', '-p', String(port)], port, {
    MOTO_DISABLE_GLOBAL_CORS: 'true',
    MOTO_ACCOUNT_ID: account,
  });
}
