import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { certFile, keyFile } from '../support/fake-azure/index.ts';
import { freePort, type Running } from './server.ts';

const version = '3.35.0';
const root = join(import.meta.dirname, '../..');
/** A folder of its own: its four hundred packages are nobody's dependency. */
const folder = join(root, '.cache/azurite');
const program = join(folder, 'node_modules/azurite/dist/src/blob/main.js');

/** Installs Azurite when it is not there yet. @returns why it cannot be, undefined when it is there */
export async function installAzurite(): Promise<string | undefined> {
  if (existsSync(program)) return undefined;
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--fetch-retries=1'];
  try {
    await promisify(execFile)('npm', [...args, `azurite@${version}`], { timeout: 180_000 });
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : '').split('\n');
    return `azurite ${version} cannot be installed: ${line.slice(0, 120)}`;
  }
  return existsSync(program) ? undefined : `azurite ${version} was installed without its program`;
}

/**
 * Starts the blob service alone, over TLS because tokens travel over nothing else, and without its telemetry. It refuses
 * the newest API version unless it is told to skip that check.
 */
export async function startAzurite(): Promise<Running> {
  const port = await freePort();
  const flags = ['--skipApiVersionCheck', '--inMemoryPersistence', '--silent', '--disableTelemetry'];
  const tls = ['--oauth', 'basic', '--cert', certFile, '--key', keyFile];
  const child = spawn(process.execPath, [program, '--blobHost', '127.0.0.1', '--blobPort', String(port), ...flags, ...tls], {
    stdio: 'ignore',
    cwd: folder,
  });
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
