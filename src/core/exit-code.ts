import { severities } from './check.ts';
import type { Gate } from './gate.ts';
import type { Summary } from './report.ts';

/** The exit code of a finished run, and the reason in words. Codes: `byob-audit check --help`. */
export function exitOf(summary: Summary, gate: Gate): { code: 0 | 1 | 3; reason: string } {
  const threshold = gate.strict ? 'info' : gate.failOn;
  const gating = threshold === 'none' ? [] : severities.slice(0, severities.indexOf(threshold) + 1);
  const failures = gating.reduce((sum, severity) => sum + summary.failuresBySeverity[severity], 0);
  const { byStatus, targets, undecidedTargets = 0 } = summary;
  if (failures > 0) return { code: 1, reason: `${count(failures, 'failure')} at or above ${threshold}` };
  if (gate.strict && byStatus.manual > 0) {
    return { code: 1, reason: `${count(byStatus.manual, 'question')} open, and --strict does not accept that` };
  }
  if (byStatus.pass + byStatus.fail + byStatus.unknown + byStatus.manual + byStatus.waived + byStatus.error === 0) {
    return { code: 3, reason: 'nothing was evaluated' };
  }
  const open = byStatus.unknown + byStatus.error;
  if (open > 0 && !gate.allowUnknown) return { code: 3, reason: `${count(open, 'check')} could not be evaluated` };
  // A run over many targets is good only if it would be so for each of them alone.
  if (undecidedTargets > 0 && !gate.allowUnknown) {
    const where = undecidedTargets === targets ? '' : ` for ${undecidedTargets} of ${count(targets, 'target')}`;
    return { code: 3, reason: `nothing was evaluated${where}` };
  }
  if (threshold === 'none') return { code: 0, reason: 'reported only (--fail-on none)' };
  return { code: 0, reason: `nothing at or above ${threshold} failed` };
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
