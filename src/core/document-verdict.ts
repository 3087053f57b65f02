import { severities, type Severity } from './check.ts';
import type { Gate } from './gate.ts';
import type { Finding } from './finding.ts';

/** Whether a document can be applied. `depends`: the document alone does not decide. */
export const documentVerdicts = ['pass', 'fail', 'depends'] as const;
export type DocumentVerdict = (typeof documentVerdicts)[number];

/** What the findings on one document come to. */
export interface DocumentJudgement {
  readonly verdict: DocumentVerdict;
  /** At or above the threshold. */
  readonly failures: number;
  /** Likewise: questions, and what could not be evaluated. */
  readonly open: number;
  /** Checks that threw, which is a bug of ours and counts whatever its weight. */
  readonly errors: number;
}

const thresholdOf = ({ strict, failOn }: Gate): Severity | 'none' => (strict ? 'info' : failOn);

/**
 * Weighs the findings on one document. What is below the threshold of the gate changes nothing, and nothing passes of
 * which no check said pass or fail.
 */
export function judged(findings: readonly Finding[], gate: Gate): DocumentJudgement {
  const threshold = thresholdOf(gate);
  const counts = ({ severity }: Finding): boolean =>
    threshold !== 'none' && severities.indexOf(severity) <= severities.indexOf(threshold);
  const failures = findings.filter((finding) => finding.status === 'fail' && counts(finding)).length;
  const open = findings.filter(
    (finding) => (finding.status === 'unknown' || finding.status === 'manual') && counts(finding),
  ).length;
  const errors = findings.filter(({ status }) => status === 'error').length;
  const isEvaluated = findings.some(({ status }) => status === 'pass' || status === 'fail');
  const isOpen = open > 0 || errors > 0 || !isEvaluated;
  return { verdict: failures > 0 ? 'fail' : isOpen ? 'depends' : 'pass', failures, open, errors };
}

/** The exit code of a run over documents, and the reason in words: 1 when one fails, 3 when one depends. */
export function exitOfDocuments(
  all: readonly DocumentJudgement[],
  gate: Gate,
): { readonly code: 0 | 1 | 3; readonly reason: string } {
  const threshold = thresholdOf(gate);
  const failures = all.reduce((sum, one) => sum + one.failures, 0);
  const failing = all.filter(({ verdict }) => verdict === 'fail').length;
  const where = (n: number): string => (all.length === 1 ? '' : `, in ${n} of ${count(all.length, 'document')}`);
  if (failures > 0) return { code: 1, reason: `${count(failures, 'failure')} at or above ${threshold}${where(failing)}` };
  const depending = all.filter(({ verdict }) => verdict === 'depends');
  if (depending.length > 0) {
    const open = all.reduce((sum, one) => sum + one.open, 0);
    const errors = all.reduce((sum, one) => sum + one.errors, 0);
    const what =
      errors > 0
        ? `${count(errors, 'check')} failed by a bug of byob-audit`
        : depending.some((one) => one.open === 0)
          ? 'nothing could be judged'
          : `nothing is wrong for certain, and ${count(open, 'question is', 'questions are')} open`;
    const told = `${what}${where(depending.length)}`;
    if (gate.strict) return { code: 1, reason: `${told}; --strict does not accept that` };
    const isAccepted = gate.allowUnknown && errors === 0 && depending.every((one) => one.open > 0);
    return isAccepted ? { code: 0, reason: `${told}, which --allow-unknown accepts` } : { code: 3, reason: told };
  }
  if (threshold === 'none') return { code: 0, reason: 'reported only (--fail-on none)' };
  return { code: 0, reason: `nothing at or above ${threshold} failed` };
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
