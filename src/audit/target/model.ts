import type { ConnectOptions } from '../../core/provider.ts';
import type { Declared } from '../../evidence/declared.ts';
import type { Evidence, CloudProvider, TargetRef } from '../../evidence/index.ts';

/** How long a call may take, in milliseconds, and how many targets are read at the same time. */
export const connectDefaults = { timeout: 10_000, concurrency: 10 } as const;

/** Where the evidence of a target comes from. */
export type Target =
  | { readonly kind: 'live'; readonly provider: CloudProvider; readonly ref: TargetRef }
  /** A file or folder of recorded evidence. @property written as the user named it */
  | { readonly kind: 'recorded'; readonly path: string; readonly written: string }
  /** Evidence that is there already: of a document, or collected by the program that asks. */
  | { readonly kind: 'evidence'; readonly evidence: Evidence };

/** What somebody can name in one word. */
export type NamedTarget = Extract<Target, { readonly kind: 'live' | 'recorded' }>;

/** Why a target is refused. */
export type TargetProblem =
  /** A URL with user information; what was written is not in here, because it may be a secret. */
  | { readonly kind: 'target-with-credentials'; readonly scheme?: 'az' | undefined }
  /** @property why a clause; what it repeats of the target is quoted. @property expected a clause */
  | { readonly kind: 'bad-target'; readonly written: string; readonly why: string; readonly expected?: string | undefined }
  /** The name of something else, from which the target follows. @property write the target */
  | { readonly kind: 'other-name'; readonly written: string; readonly what: string; readonly write: string }
  | { readonly kind: 'empty-target' }
  /** Azure has endpoints of its own for each of its services. */
  | { readonly kind: 'endpoint-for-azure'; readonly uri: string };

/** One target with everything that was said about it. */
export interface AuditTarget {
  readonly target: Target;
  /** What the user declares. It wins over what a recording declares. */
  readonly declared: Declared;
  /** Read for live targets only. */
  readonly connect: ConnectOptions;
}
