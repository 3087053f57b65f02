import type { CheckContext, Severity } from '../../core/check.ts';
import type { Finding } from '../../core/finding.ts';
import type { Declared, Edition } from '../../evidence/declared.ts';

/** One document with everything that was said about it. */
export interface Question {
  readonly text: string;
  readonly bucket: string | undefined;
  readonly prefix: string | undefined;
  readonly declared: Declared;
  readonly edition: Edition;
  /** Debatable rules that were switched, by name. */
  readonly rules: CheckContext['rules'];
  /** Milliseconds since the epoch: conditions on the time are judged for this moment. */
  readonly now: number;
}

export interface Judged {
  /** What the document was judged for: a bucket, a key or an account. */
  readonly target: string;
  readonly findings: readonly Finding[];
}

/** What is the same for all findings about one property of a document. */
export interface About {
  readonly check: string;
  readonly title: string;
  readonly target: string;
  readonly severity: Severity;
}

/** A finding that no registered check of a provider makes. */
export const findingOf = (
  { check, title, target, severity }: About,
  status: Finding['status'],
  key: string,
  message: string,
  more: Partial<Pick<Finding, 'severity' | 'details' | 'evidence' | 'remediation' | 'answer'>> = {},
): Finding => ({ check, title, target, status, severity, key, message, ...more });
