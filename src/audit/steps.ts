import type { Finding } from '../core/finding.ts';
import type { TargetReport } from '../core/report.ts';
import { mergeFixes } from '../fixes/merge.ts';

/**
 * The report of a target whose findings name the steps that mend them. Where several findings share a step, its commands
 * stand in the place of their own. A finding that nothing changes stays the same object, and so does its remediation
 * where the step is its own: what writes reports rests on that.
 */
export function withSteps({ target, findings }: Omit<TargetReport, 'steps'>): TargetReport {
  const mended = findings.flatMap((finding) => {
    const steps = finding.remediation?.steps;
    return steps === undefined || steps.length === 0 ? [] : [{ finding, check: finding.check, steps }];
  });
  if (mended.length === 0) return { target, findings };
  const { steps, stepOf } = mergeFixes(mended);
  const places = new Map(mended.map(({ finding }, position) => [finding, stepOf[position] ?? 0]));
  const pointing = findings.map((finding): Finding => {
    const step = places.get(finding);
    const made = step === undefined ? undefined : steps[step - 1];
    if (step === undefined || made === undefined || finding.remediation === undefined) return finding;
    const own = finding.remediation.commands ?? [];
    const isOwn = own.join('\n') === made.commands.join('\n');
    const remediation = isOwn ? finding.remediation : { ...finding.remediation, commands: made.commands, steps: made.steps };
    return { ...finding, remediation, step };
  });
  return { target, findings: pointing, steps };
}
