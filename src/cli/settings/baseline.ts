import { resolve } from 'node:path';
import { readBaselines, type BaselineProblem, type Baselines } from '../../audit/baseline.ts';
import type { Io } from '../output/io.ts';
import { runWords } from '../target/recorded.ts';
import { UsageError } from '../usage-error.ts';

/** Reads what `--baseline` names; a {@link UsageError} when that is no baseline. @param path as it was written */
export async function baselinesOf(path: string, io: Io): Promise<Baselines> {
  if (path === '') throw new UsageError('--baseline: the name of the file is missing');
  const read = await readBaselines(resolve(io.cwd, path));
  if (!read.ok) throw new UsageError(words(read.problem, path, io));
  return read.baselines;
}

function words(problem: BaselineProblem, path: string, io: Io): string {
  switch (problem.kind) {
    case 'bad-evidence':
      return runWords(problem, io);
    case 'baseline-without-key':
      return `--baseline ${path}: the key of ${problem.uri} could not be read when that was recorded`;
    case 'baseline-empty':
      return `--baseline ${path}: expected recordings of Azure AI workspaces or accounts, found none`;
  }
}
