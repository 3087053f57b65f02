import { setMaxListeners } from 'node:events';
import { main } from './main.ts';
import { sinkOf } from './output/sink.ts';
import { sentence } from './usage-error.ts';

/** Runs the program with the process as its world. The bundle's entry; `bin/byob-audit.js` sets the exit code. */
export async function run(): Promise<number> {
  const interrupt = new AbortController();
  // Every call of a target listens to it at the same time; Node takes more than ten listeners for a leak.
  setMaxListeners(0, interrupt.signal);
  // The second Ctrl-C finds no listener and ends the process at once.
  process.once('SIGINT', () => interrupt.abort());
  const stdout = sinkOf(() => process.stdout, 1);
  const stderr = sinkOf(() => process.stderr, 2);
  const code = await main(process.argv.slice(2), {
    stdout,
    stderr,
    env: process.env,
    now: () => new Date(),
    cwd: process.cwd(),
    // Touching it opens it, which keeps a program alive whose terminal nobody types on.
    get stdin() {
      return process.stdin;
    },
    signal: interrupt.signal,
  });
  const why = stdout.failure();
  if (why === undefined) return code;
  // What was written reads as a shorter, greener report.
  stderr.write(sentence(`the output could not be written whole to standard output: ${why}`));
  return 2;
}
