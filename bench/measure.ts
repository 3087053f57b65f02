import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** One line of the results: a step beside its floor. */
export interface Row {
  readonly step: string;
  readonly milliseconds: number;
  readonly floor: string;
  readonly ratio: number;
  readonly goal: string;
}

/** One process to time, beside others in the same rounds. */
export interface Contender {
  readonly name: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes that are answers; anything else makes the measurement void. */
  readonly codes?: readonly number[];
}

/** Milliseconds of wall time of the whole process. */
async function once({ name, args, env, codes = [0] }: Contender): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [...args], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code === null || !codes.includes(code)) throw new Error(`${name} ended with exit code ${code}`);
  return performance.now() - start;
}

/** Runs every contender once a round, in turn, so that a noisy neighbour hits all of them; the first round warms up. */
export async function interleaved(
  contenders: readonly Contender[],
  rounds: number,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const times: Record<string, number[]> = Object.fromEntries(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const time = await once(contender);
      if (round > 0) times[contender.name]?.push(time);
    }
  }
  return times;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The median of the ratios inside each round: the only figures that a shared machine lets one believe. */
export const ratio = (times: readonly number[], floor: readonly number[]): number =>
  median(times.map((time, round) => time / (floor[round] ?? Number.NaN)));
