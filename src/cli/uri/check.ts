import { checksFor, judgeAll } from '../../audit/run.ts';
import type { AuditTarget } from '../../audit/target/model.ts';
import type { Finding } from '../../core/finding.ts';
import type { TargetReport } from '../../core/report.ts';
import type { Evidence } from '../../evidence/index.ts';
import { newestEdition } from '../../evidence/declared.ts';
import { uriEvidence, type UriReading } from '../../providers/document/uri.ts';
import { documentReports, writeDocuments } from '../output/documents.ts';
import type { Io } from '../output/io.ts';
import { selectionOf, selectionWords } from '../settings/selection.ts';
import { runWords } from '../target/recorded.ts';
import { UsageError } from '../usage-error.ts';
import { readAgainst } from './against.ts';
import type { UriCheckFlags } from './flags.ts';
import { readUriInputs } from './input.ts';
import { environment, type UriInput } from './model.ts';

export { uriBuild } from './build.ts';

/** What the documents of this command are in a report. */
const kind = 'store-uri';

/** One value, and the evidence that was made of it. */
interface ReadValue {
  readonly file: string;
  readonly evidence: Evidence<'uri'>;
}

/** Judges the storage URIs of the environment, of standard input or of files. @returns the exit code */
export async function uriCheck(files: readonly string[], flags: UriCheckFlags, io: Io): Promise<number> {
  const wanted = documentReports(flags, io);
  const edition = flags.edition ?? newestEdition;
  const deployment = flags.deployment === 'saas' ? 'multi-tenant' : flags.deployment;
  const inputs = await readUriInputs(files, flags.env, io);
  const auditedOf = flags.against === undefined ? undefined : await readAgainst(flags.against, io);
  const reading = { edition, deployment, now: io.now(), auditedOf };
  const values = readValues(inputs, reading);
  const targets = values.map(({ evidence }): AuditTarget => ({
    target: { kind: 'evidence', evidence },
    declared: { deployment },
    connect: { timeout: 0, concurrency: 1 },
  }));
  const selection = selectionOf(flags, {});
  // Only where something is selected does the list have to be narrowed: without, no other checks are loaded.
  const isNarrowed = selection.select.length > 0 || selection.ignore.length > 0;
  const found = await checksFor(targets, isNarrowed ? { ...selection, provider: 'uri' } : selection, edition);
  if (!found.ok) throw new UsageError(selectionWords(found.problem));
  const { checks } = found;
  const run = { targets, checks, edition, rules: {} };
  async function* reports(): AsyncGenerator<TargetReport, void, undefined> {
    let next = 0;
    for await (const judged of judgeAll(run, { now: io.now, signal: io.signal })) {
      if (!judged.ok) throw new UsageError(runWords(judged.problem, io));
      const value = values[next];
      next += 1;
      if (value !== undefined) yield reportOf(value, judged.report);
    }
  }
  return writeDocuments(wanted, { edition, rules: {}, checks: checks.selected }, reports(), io);
}

/** The name of a value is that of its variable; a further one of the same name in the same file has a number. */
function readValues(inputs: readonly UriInput[], reading: Omit<UriReading, 'name'>): readonly ReadValue[] {
  const seen = new Map<string, number>();
  return inputs.map((input) => {
    const { file, variable } = input;
    const key = JSON.stringify([file, variable]);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const name = `${variable ?? file}${count === 1 ? '' : ` (${count})`}`;
    return { file, evidence: uriEvidence(input, { ...reading, name }) };
  });
}

function reportOf({ file, evidence }: ReadValue, { target, findings }: TargetReport): TargetReport {
  const { stores } = evidence.facets;
  const understood = stores?.state === 'present' ? stores.value.stores : [];
  const about = understood.map((store, index) =>
    understood.length > 1 ? `store ${index + 1} of ${understood.length}: ${store.understood}` : store.understood,
  );
  return {
    target: { ...target, document: { kind, file }, about },
    findings: findings.map((finding) => ({ ...finding, location: locationOf(file, finding) })),
  };
}

/** The place of what was found; of the rest the file, so that findings on several files differ. The environment has no places. */
function locationOf(file: string, { at }: Finding): Finding['location'] {
  if (file === environment) return undefined;
  return at === undefined || typeof at === 'string' ? { file, line: 1, column: 1 } : { file, line: at.line, column: at.column };
}
