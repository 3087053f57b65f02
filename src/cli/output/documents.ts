import { exitOfDocuments, judged, type DocumentJudgement } from '../../core/document-verdict.ts';
import { defaultGate, type Gate } from '../../core/gate.ts';
import { reportSchemaVersion, tally, type RunHeader, type TargetReport } from '../../core/report.ts';
import { tool } from '../../core/tool.ts';
import { refuseContradictions } from '../flags/contradictions.ts';
import type { GateFlags, OutputFlags } from '../flags/report.ts';
import { interruption } from './interrupted.ts';
import type { Io } from './io.ts';
import type { ReporterOptions } from '../../reporters/options.ts';
import { endNotice, openOutputs, wantedOf } from './reports.ts';
import { columnsOf, wantsColor } from './terminal.ts';

/** What flags say about the reports on documents and their exit code. */
export interface DocumentReports {
  readonly wanted: ReturnType<typeof wantedOf>;
  readonly gate: Gate;
  readonly options: ReporterOptions;
}

/** Refuses flags that contradict each other, before anything is read. */
export function documentReports(flags: OutputFlags & GateFlags, io: Io): DocumentReports {
  refuseContradictions(flags);
  const { quiet = false, verbose = false, strict = false, failOn, allowUnknown = false } = flags;
  const gate = { failOn: failOn ?? defaultGate.failOn, strict, allowUnknown };
  const options = { color: wantsColor(flags, io), columns: columnsOf(io), verbose, quiet, allowUnknown };
  return { wanted: wantedOf(flags), gate, options };
}

/**
 * Writes the reports on documents, each with its verdict.
 * @returns the exit code
 */
export async function writeDocuments(
  { wanted, gate, options }: DocumentReports,
  header: Pick<RunHeader, 'edition' | 'rules' | 'checks'>,
  reports: readonly TargetReport[],
  io: Io,
): Promise<number> {
  const read = reports.flatMap(({ target }) => target.document?.file ?? []);
  const outputs = await openOutputs(wanted, options, io, true, read);
  const total = tally();
  const all: DocumentJudgement[] = [];
  try {
    outputs.begin({ schemaVersion: reportSchemaVersion, tool, startedAt: io.now().toISOString(), ...header });
    for (const { target, findings } of reports) {
      const result = judged(findings, gate);
      all.push(result);
      const report = { target: { ...target, verdict: result.verdict }, findings };
      total.add(report);
      outputs.target(report);
      await outputs.taken();
    }
    const summary = total.summary();
    const interrupted = interruption(io);
    const exit =
      interrupted !== undefined
        ? { code: interrupted.code, reason: `${interrupted.word}; documents judged until then: ${all.length}` }
        : exitOfDocuments(all, gate);
    outputs.end({ summary, exit });
    endNotice(wanted, exit, options.quiet, io);
    return exit.code;
  } catch (error) {
    outputs.discard();
    throw error;
  }
}
