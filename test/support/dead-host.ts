import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Listens and never takes a connection: the program sleeps for good. */
const program = `
  require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
    require('node:fs').writeSync(1, String(this.address().port) + '\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

export interface DeadHost {
  readonly url: string;
  readonly close: () => void;
}

/** A port whose queue is full, so that connecting to it neither succeeds nor fails. */
export async function startDeadHost(): Promise<DeadHost> {
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  const port = await new Promise<number>((resolve) => child.stdout.once('data', (text: Buffer) => resolve(Number(text))));
  const held: Socket[] = [];
  for (let isTaken = true; isTaken && held.length < 50;) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    held.push(socket);
    isTaken = await Promise.race([
      new Promise<true>((resolve) => void socket.once('connect', () => resolve(true))),
      sleep(300, false as const),
    ]);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      for (const socket of held) socket.destroy();
      child.kill('SIGKILL');
    },
  };
}
