import { readRecorded } from '../../audit/collect.ts';
import type { RunProblem } from '../../audit/run.ts';
import { cleanLine } from '../../core/clean.ts';
import type { Evidence } from '../../evidence/index.ts';
import type { Io } from '../output/io.ts';
import { UsageError } from '../usage-error.ts';

/** The evidence of a file or folder, one at a time; what is wrong with it is a {@link UsageError}. */
export async function* recordingsOf(path: string, io: Io): AsyncGenerator<Evidence, void, undefined> {
  for await (const found of readRecorded(path)) {
    if (!found.ok) throw new UsageError(runWords(found.problem, io));
    yield found.evidence;
  }
}

/** Why a run ended, in the words of the command line. Files below the working directory are named as one would type them. */
export function runWords(problem: RunProblem, { cwd }: Pick<Io, 'cwd'>): string {
  switch (problem.kind) {
    case 'bad-evidence':
      return problem.message.replaceAll(`${cwd}/`, '');
    case 'other-provider':
      return `the evidence of ${cleanLine(problem.uri)} is of ${problem.provider}, and its file began as that of another provider; expected a file as \`byob-audit record\` writes it`;
  }
}
