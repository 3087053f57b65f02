import type { EvidenceLine, DocumentPlace, Pointer, Remediation, Severity } from './check.ts';
import type { Obstacle } from './obstacle.ts';

export const statuses = ['fail', 'error', 'unknown', 'manual', 'waived', 'pass', 'not-applicable'] as const;
export type Status = (typeof statuses)[number];

/** Where in a file a finding points. Lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export interface Location {
  /** As the user named it; `-` is standard input. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
}

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
  /** The step of its target that mends it, by position from 1; others may be mended by the same one. */
  readonly step?: number | undefined;
  readonly obstacles?: readonly Obstacle[] | undefined;
  /** For `manual`: the key in the configuration that answers the question. */
  readonly answer?: string | undefined;
  /** The flag that answers it, as it is typed and with what it takes: `--origin URL`, `--level instance|team`. */
  readonly flag?: string | undefined;
  /** In a document that was checked: the statement or rule that the verdict rests on. */
  readonly location?: Location | undefined;
  /** What the location is made of; reports do not show it. */
  readonly at?: DocumentPlace | undefined;
  /** What the message is about: the text on one line and the part of it. */
  readonly pointer?: Pointer | undefined;
}
