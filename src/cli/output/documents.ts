import { exitOfDocuments, judged, type DocumentJudgement } from '../../core/document-verdict.ts';
import { defaultGate, type Gate } from '../../core/gate.ts';
import { reportSchemaVersion, tally, type RunHeader, type TargetReport } from '../../core/report.ts';
import { tool } from '../../core/tool.ts';
import type { GateFlags, OutputFlags } from '../flags/report.ts';
import { sentence, UsageError } from '../usage-error.ts';
import type { Io } from './io.ts';
import { openOutputs, wantedOf, type Outputs, type WantedReport } from './reports.ts';
import { columnsOf, wantsColor } from './terminal.ts';

/** Where the reports on documents go, and what makes the exit code. */
export interface DocumentOutputs {
  readonly wanted: readonly WantedReport[];
  readonly gate: Gate;
  readonly quiet: boolean;
  readonly outputs: Outputs;
}

/** Refuses flags that contradict each other and opens every report. */
export async function openDocumentOutputs(flags: OutputFlags & GateFlags, io: Io): Promise<DocumentOutputs> {
  const { quiet = false, verbose = false, strict = false, failOn, allowUnknown = false } = flags;
  if (quiet && verbose) throw new UsageError('--quiet and --verbose contradict each other; give one of them');
  if (strict && failOn !== undefined && failOn !== 'info')
    throw new UsageError(`--strict means --fail-on info, and --fail-on ${failOn} was given as well; give one of them`);
  const wanted = wantedOf(flags);
  const gate = { failOn: failOn ?? defaultGate.failOn, strict, allowUnknown };
  const options = { color: wantsColor(flags, io), columns: columnsOf(io), verbose, quiet, allowUnknown };
  return { wanted, gate, quiet, outputs: await openOutputs(wanted, options, io, true) };
}

/**
 * Writes the reports on documents, each with its verdict.
 * @returns the exit code
 */
export async function writeDocuments(
  { wanted, gate, quiet, outputs }: DocumentOutputs,
  header: Pick<RunHeader, 'edition' | 'rules' | 'checks'>,
  reports: AsyncIterable<TargetReport>,
  io: Io,
): Promise<number> {
  const total = tally();
  const all: DocumentJudgement[] = [];
  try {
    outputs.begin({ schemaVersion: reportSchemaVersion, tool, startedAt: io.now().toISOString(), ...header });
    for await (const { target, findings } of reports) {
      const result = judged(findings, gate);
      all.push(result);
      const report = { target: { ...target, verdict: result.verdict }, findings };
      total.add(report);
      outputs.target(report);
      await outputs.taken();
    }
    const summary = total.summary();
    const exit =
      io.signal?.aborted === true
        ? { code: 130, reason: `interrupted; documents judged until then: ${all.length}` }
        : exitOfDocuments(all, gate);
    outputs.end({ summary, exit });
    const files = wanted.flatMap(({ file }) => file ?? []);
    // When every report goes to a file, the terminal still says how it ended.
    if (!quiet && files.length === wanted.length)
      io.stderr.write(sentence(`exit ${exit.code}: ${exit.reason}; written: ${files.join(', ')}`));
    return exit.code;
  } catch (error) {
    outputs.discard();
    throw error;
  }
}
