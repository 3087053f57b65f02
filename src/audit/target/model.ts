import type { ConnectOptions } from '../../core/provider.ts';
import type { Declared } from '../../evidence/declared.ts';
import type { Evidence, ProviderName, TargetRef } from '../../evidence/index.ts';

/** Where the evidence of a target comes from. */
export type Target =
  | { readonly kind: 'live'; readonly provider: ProviderName; readonly ref: TargetRef }
  /** A file or folder of recorded evidence. @property written as the user named it */
  | { readonly kind: 'recorded'; readonly path: string; readonly written: string }
  /** Evidence that is there already: of a document, or collected by the program that asks. */
  | { readonly kind: 'evidence'; readonly evidence: Evidence };

/** One target with everything that was said about it. */
export interface AuditTarget {
  readonly target: Target;
  /** What the user declares. It wins over what a recording declares. */
  readonly declared: Declared;
  /** Read for live targets only. */
  readonly connect: ConnectOptions;
}
