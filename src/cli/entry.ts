import { setMaxListeners } from 'node:events';
import { main } from './main.ts';
import { sinkOf } from './output/sink.ts';

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
