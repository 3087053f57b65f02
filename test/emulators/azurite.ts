import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { certFile, keyFile } from '../support/fake-azure/index.ts';
import { install } from './install.ts';
import { freePort, type Running } from './server.ts';

export const azurite = await install('azurite', 'azurite@3.35.0', 'azurite/dist/src/blob/main.js');

/**
 * Starts the blob service alone, over TLS because tokens travel over nothing else, and without its telemetry. It refuses
 * the newest API version unless it is told to skip that check.
 */
export async function startAzurite(): Promise<Running> {
  const port = await freePort();
  const flags = ['--skipApiVersionCheck', '--inMemoryPersistence', '--silent', '--disableTelemetry'];
  const tls = ['--oauth', 'basic', '--cert', certFile, '--key', keyFile];
  const child = spawn(
    process.execPath,
    [azurite.program, '--blobHost', '127.0.0.1', '--blobPort', String(port), ...flags, ...tls],
    {
      stdio: 'ignore',
      cwd: azurite.folder,
    },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  for (let tries = 0; !(await listens(port)); tries += 1) {
    if (child.exitCode !== null || tries > 200) {
      await close();
      throw new Error('azurite did not start');
    }
    await sleep(100);
  }
  return { url: `https://127.0.0.1:${port}`, close };
}

async function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
