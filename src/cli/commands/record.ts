import { resolve } from 'node:path';
import { facetTables, type Evidence, type ProviderName } from '../../evidence/index.ts';
import { isAnswer, type Observation } from '../../evidence/observation.ts';
import { collect } from '../../audit/collect.ts';
import { liveForms } from '../../audit/target/forms.ts';
import type { AuditTarget } from '../../audit/target/model.ts';
import { shown } from '../../core/shown.ts';
import type { RecordFlags } from '../flags/record.ts';
import { interruption } from '../output/interrupted.ts';
import type { Io } from '../output/io.ts';
import { settingsOf } from '../settings/index.ts';
import { runWords } from '../target/recorded.ts';
import { progressOf } from '../output/terminal.ts';
import { sentence, UsageError } from '../usage-error.ts';

/** Whether the service answered anything at all about the target. */
const answered = ({ facets }: Evidence): boolean => Object.values<Observation<unknown>>(facets).some(isAnswer);

/** Collects every facet of the targets and writes one evidence file each. @returns the exit code */
export async function record(written: readonly string[], flags: RecordFlags, io: Io): Promise<number> {
  if (flags.output === '') throw new UsageError('--output: the name of the folder is missing');
  const { targets } = await settingsOf(written, flags, io);
  const recording = targets.find(({ target }) => target.kind === 'recorded');
  if (recording?.target.kind === 'recorded') {
    throw new UsageError(`target ${shown(recording.target.written)} is a recording already; expected ${liveForms}`);
  }
  const directory = resolve(io.cwd, flags.output);
  const { writeEvidence } = await import('../../providers/recorded/write.ts');
  const progress = progressOf(io, flags.quiet ?? false);
  let read = 0;
  let recorded = 0;
  const turns = new Map<string, number>();
  const started = ({ target }: AuditTarget): void => {
    if (target.kind === 'live') progress.show(`reading ${target.ref.uri}`);
  };
  const everyFacet = (provider: ProviderName): string[] => Object.keys(facetTables[provider]);
  for await (const collected of collect(targets, everyFacet, { now: io.now, signal: io.signal, started })) {
    if (!collected.ok) throw new UsageError(runWords(collected.problem, io));
    const { evidence, from } = collected;
    const key = JSON.stringify([evidence.provider, evidence.target, from.connect.endpoint]);
    const turn = (turns.get(key) ?? 0) + 1;
    turns.set(key, turn);
    const path = await write(
      async () =>
        writeEvidence(directory, evidence, { maskAccounts: flags.maskAccounts ?? false, endpoint: from.connect.endpoint, turn }),
      flags.output,
    );
    recorded += 1;
    progress.clear();
    const any = answered(evidence);
    if (any) read += 1;
    const why = any ? '' : '; nothing at all could be read, and the recording says why';
    if (!(flags.quiet ?? false)) io.stderr.write(sentence(`recorded ${evidence.target.uri} to ${path}${why}`));
  }
  progress.clear();
  const interrupted = interruption(io);
  if (interrupted !== undefined) return interrupted.code;
  return read === recorded && recorded > 0 ? 0 : 3;
}

/** A folder that cannot be written is the user's to mend, not a crash. */
async function write(work: () => Promise<string>, folder: string): Promise<string> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    throw new UsageError(
      `--output ${folder}: the recording cannot be written (${code}); expected a folder that can be made or written`,
    );
  }
}
