import { setMaxListeners } from 'node:events';
import { main } from './main.ts';
import { sinkOf } from './output/sink.ts';
import { sentence } from './usage-error.ts';

/** What a shell calls the end by a signal. CI jobs, containers and `timeout` send SIGTERM. */
const exitCodes = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** The working directory, or undefined where somebody removed it. */
function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

/** Runs the program with the process as its world. The bundle's entry; `bin/byob-audit.js` sets the exit code. */
export async function run(): Promise<number> {
  const interrupt = new AbortController();
  // Every call of a target listens to it at the same time; Node takes more than ten listeners for a leak.
  setMaxListeners(0, interrupt.signal);
  // The second signal finds no listener and ends the process at once.
  for (const [signal, code] of exitCodes) process.once(signal, () => interrupt.abort(code));
  const stdout = sinkOf(() => process.stdout, 1);
  const stderr = sinkOf(() => process.stderr, 2);
  const cwd = workingDirectory();
  if (cwd === undefined) {
    stderr.write(sentence('the working directory does not exist any more; change to one that does'));
    return 2;
  }
  const code = await main(process.argv.slice(2), {
    stdout,
    stderr,
    env: process.env,
    now: () => new Date(),
    cwd,
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
