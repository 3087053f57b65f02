import type { EvidenceLine, Remediation, Severity } from './check.ts';
import type { Obstacle } from './obstacle.ts';

export const statuses = ['fail', 'error', 'unknown', 'manual', 'waived', 'pass', 'not-applicable'] as const;
export type Status = (typeof statuses)[number];

/** One verdict per check and target, joined with what it rests on. */
export interface Finding {
  readonly check: string;
  readonly title: string;
  readonly target: string;
  readonly status: Status;
  readonly severity: Severity;
  readonly message: string;
  /** Stable name of this outcome of the check; part of the finding's id. */
  readonly key: string;
  readonly details?: readonly string[] | undefined;
  readonly evidence?: readonly EvidenceLine[] | undefined;
  readonly remediation?: Remediation | undefined;
  readonly obstacles?: readonly Obstacle[] | undefined;
  /** For `manual`: the key in the configuration that answers the question. */
  readonly answer?: string | undefined;
}
