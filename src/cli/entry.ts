import { setMaxListeners } from 'node:events';
import { main } from './main.ts';
import type { Sink } from './io.ts';

/** Runs the program with the process as its world. The bundle's entry; `bin/byob-audit.js` sets the exit code. */
export async function run(): Promise<number> {
  const interrupt = new AbortController();
  // Every call of a target listens to it at the same time; Node takes more than ten listeners for a leak.
  setMaxListeners(0, interrupt.signal);
  // The second Ctrl-C finds no listener and ends the process at once.
  process.once('SIGINT', () => interrupt.abort());
  return main(process.argv.slice(2), {
    stdout: sinkOf(() => process.stdout),
    stderr: sinkOf(() => process.stderr),
    env: process.env,
    now: () => new Date(),
    cwd: process.cwd(),
    // Touching it opens it, which keeps a program alive whose terminal nobody types on.
    get stdin() {
      return process.stdin;
    },
    signal: interrupt.signal,
  });
}

/**
 * A reader that went away (`| head`) ends the output, not the run: the exit code still tells the truth.
 * The stream is opened when it is first asked for, because Node takes a millisecond for each.
 */
function sinkOf(stream: () => NodeJS.WriteStream): Sink {
  let opened: NodeJS.WriteStream | undefined;
  let open = true;
  const get = (): NodeJS.WriteStream =>
    (opened ??= stream().on('error', (error: NodeJS.ErrnoException) => {
      open = false;
      if (error.code !== 'EPIPE') process.exitCode = 2;
    }));
  return {
    write: (text) => {
      if (open) get().write(text);
    },
    get isTTY() {
      return get().isTTY;
    },
    get columns() {
      return get().columns;
    },
  };
}
