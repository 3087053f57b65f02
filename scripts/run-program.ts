import { main } from '../src/cli/main.ts';

/** What a command printed, and how it ended. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** Runs the program from its sources, in a folder, without the environment. */
export async function runProgram(argv: readonly string[], cwd: string): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const code = await main(argv, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: {},
    // After every recording that the documents show, and the same every day.
    now: () => new Date('2026-12-01'),
    cwd,
  });
  return { stdout, stderr, code };
}
