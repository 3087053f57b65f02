import { checksFor, judgeAll } from '../../audit/run.ts';
import type { AuditTarget } from '../../audit/target/model.ts';
import { exitOf } from '../../core/exit-code.ts';
import { defaultGate, type Gate } from '../../core/gate.ts';
import { reportSchemaVersion, tally, type RunEnd } from '../../core/report.ts';
import { tool } from '../../core/tool.ts';
import type { CheckFlags } from '../flags/check.ts';
import { refuseContradictions } from '../flags/contradictions.ts';
import type { GateFlags } from '../flags/report.ts';
import { interruption } from '../output/interrupted.ts';
import type { Io } from '../output/io.ts';
import { endNotice, openOutputs, wantedOf } from '../output/reports.ts';
import { columnsOf, progressOf, wantsColor } from '../output/terminal.ts';
import { settingsOf, type Settings } from '../settings/index.ts';
import { selectionOf, selectionWords } from '../settings/selection.ts';
import { runWords } from '../target/recorded.ts';
import { sentence, UsageError } from '../usage-error.ts';

/** Audits the targets and writes the reports. @returns the exit code */
export async function check(written: readonly string[], flags: CheckFlags, io: Io): Promise<number> {
  const { quiet = false, verbose = false } = flags;
  const wanted = wantedOf(flags);
  refuseContradictions(flags);
  const settings = await settingsOf(written, flags, io);
  const { edition, config, targets } = settings;
  const gate = gateOf(flags, settings);
  const hasRules = flags.rule !== undefined || config.rules !== undefined;
  const rules = hasRules ? (await import('../settings/rules.ts')).rulesOf(flags.rule ?? [], config) : {};
  const { baseline } = flags;
  const baselines =
    baseline === undefined ? undefined : await (await import('../settings/baseline.ts')).baselinesOf(baseline, io);
  const found = await checksFor(targets, selectionOf(flags, config), edition);
  if (!found.ok) throw new UsageError(selectionWords(found.problem));
  const { checks } = found;
  const options = { color: wantsColor(flags, io), columns: columnsOf(io), verbose, quiet, allowUnknown: gate.allowUnknown };
  const outputs = await openOutputs(
    wanted,
    options,
    io,
    targets.some(({ target }) => target.kind === 'recorded'),
    targets.flatMap(({ target }) => (target.kind === 'recorded' ? [target.path] : [])),
  );
  const progress = progressOf(io, quiet);
  const total = tally();
  try {
    outputs.begin({
      schemaVersion: reportSchemaVersion,
      tool,
      edition,
      startedAt: io.now().toISOString(),
      rules,
      checks: checks.selected,
    });
    let started = 0;
    const begun = ({ target }: AuditTarget): void => {
      started += 1;
      if (target.kind === 'live') progress.show(`reading ${started}/${targets.length} ${target.ref.uri}`);
    };
    const others = ({ target }: AuditTarget, count: number): void => {
      if (quiet || target.kind !== 'recorded') return;
      const files = count === 1 ? '1 JSON file is' : `${count} JSON files are`;
      io.stderr.write(sentence(`${target.written}: ${files} no evidence and not judged`));
    };
    const run = { targets, checks, edition, rules, baselines };
    for await (const judged of judgeAll(run, { now: io.now, signal: io.signal, started: begun, others })) {
      if (!judged.ok) throw new UsageError(runWords(judged.problem, io));
      const { report, isBaselineMissing } = judged;
      if (isBaselineMissing) io.stderr.write(sentence(`--baseline ${baseline} has no recording of ${report.target.uri}`));
      total.add(report);
      progress.clear();
      outputs.target(report);
      await outputs.taken();
    }
    progress.clear();
    const summary = total.summary();
    const interrupted = interruption(io);
    const exit: RunEnd['exit'] =
      interrupted !== undefined
        ? { code: interrupted.code, reason: `${interrupted.word}; targets read until then: ${summary.targets}` }
        : exitOf(summary, gate);
    outputs.end({ summary, exit });
    endNotice(wanted, exit, quiet, io);
    return exit.code;
  } catch (error) {
    progress.clear();
    outputs.discard();
    throw error;
  }
}

const gateOf = (flags: GateFlags, { config }: Settings): Gate => ({
  failOn: flags.failOn ?? config.failOn ?? defaultGate.failOn,
  strict: flags.strict ?? false,
  allowUnknown: flags.allowUnknown ?? false,
});
