import type { Declared, Edition } from '../evidence/declared.ts';
import type { DocumentKind, JudgedDocument } from '../evidence/document.ts';
import type { FacetName, FacetValue, ProviderName, TargetRef } from '../evidence/index.ts';
import type { Observation } from '../evidence/observation.ts';
import type { Step } from '../evidence/step.ts';

/** Most to least grave. `high` breaks W&B or opens the data, `info` is worth knowing. */
export const severities = ['high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Where a rule comes from. Keys of documents: `docs/sources.md`. */
export interface Source {
  readonly document: string;
  readonly edition?: Edition | undefined;
  readonly quote?: string | undefined;
  /** True when no document says so and the rule follows from how the service works. */
  readonly inferred?: boolean | undefined;
}

/** What the verdict rests on: a path in one facet and the value found there. */
export interface EvidenceLine {
  readonly facet: string;
  /** Dotted path inside the facet's answer, in the service's own words. */
  readonly path: string;
  readonly value: unknown;
}

export interface Remediation {
  /** Starts with a verb. */
  readonly summary: string;
  /** Shell commands, filled with the real names and safe to paste: the steps, rendered. */
  readonly commands?: readonly string[] | undefined;
  /** The same as data, in the order in which they have to run. */
  readonly steps?: readonly Step[] | undefined;
}

/** Where in a document a verdict points: a path in its facet, or a place in its text, both counted from 1. */
export type DocumentPlace = string | { readonly line: number; readonly column: number };

/** A text on one line and a part of it: `start` counts from 0, `end` is the one behind the last; empty where something is missing. */
export interface Pointer {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

interface VerdictDetail {
  /** A sentence about this bucket. */
  readonly message: string;
  /** Distinguishes failures of one check, so that a waiver for one does not hide another. */
  readonly key?: string | undefined;
  readonly details?: readonly string[] | undefined;
  readonly evidence?: readonly EvidenceLine[] | undefined;
  /** The part that decides, where it is narrower than the first line of evidence. */
  readonly at?: DocumentPlace | undefined;
  /** What the message is about, to be shown below it. */
  readonly pointer?: Pointer | undefined;
}

/** What a check can say. `unknown` is missing on purpose: only the engine says it. */
export type Verdict =
  | ({ readonly kind: 'pass' } & VerdictDetail)
  | ({ readonly kind: 'fail'; readonly severity?: Severity | undefined; readonly fix?: Remediation | undefined } & VerdictDetail)
  /** No API tells. `answer` names the key in the configuration that settles it. */
  | ({ readonly kind: 'manual'; readonly answer?: string | undefined; readonly severity?: Severity | undefined } & VerdictDetail)
  | ({ readonly kind: 'not-applicable' } & VerdictDetail)
  /** The consulted facets that would have to be readable to decide; the engine makes it `unknown`. */
  | ({
      readonly kind: 'undecided';
      readonly facets: readonly string[];
      /** What would decide as well, and that no facet reads. */
      readonly unasked?: readonly Unasked[] | undefined;
    } & VerdictDetail);

/** A call that nobody makes, though its answer would decide. */
export interface Unasked {
  readonly call: string;
  /** What it would tell: `what is granted above the project`. */
  readonly about: string;
  /** What it would take to ask. */
  readonly permissions: readonly string[];
}

type Extra = Omit<VerdictDetail, 'message'>;
export const pass = (message: string, extra: Extra = {}): Verdict => ({ kind: 'pass', message, ...extra });
export const fail = (message: string, extra: Extra & { severity?: Severity; fix?: Remediation } = {}): Verdict => ({
  kind: 'fail',
  message,
  ...extra,
});
export const manual = (message: string, extra: Extra & { answer?: string; severity?: Severity } = {}): Verdict => ({
  kind: 'manual',
  message,
  ...extra,
});
export const notApplicable = (message: string, extra: Extra = {}): Verdict => ({ kind: 'not-applicable', message, ...extra });
export const undecided = (
  message: string,
  facets: readonly string[],
  extra: Extra & { unasked?: readonly Unasked[] } = {},
): Verdict => ({
  kind: 'undecided',
  message,
  facets,
  ...extra,
});

/** The key that a target had in an earlier recording of it; without members it had none. */
export interface Baseline {
  /** Resource id of the vault, or its URI where the target tells only that. */
  readonly keyVault?: string | undefined;
  readonly keyIdentifier?: string | undefined;
}

/** What a check may know besides its facets. */
export interface CheckContext extends Declared {
  readonly edition: Edition;
  readonly target: TargetRef;
  /** Milliseconds since the epoch at which the evidence was collected; never the clock. */
  readonly collectedAt: number;
  /** What the run chose for debatable rules, by name; a rule that is not named has its default. */
  readonly rules?: Readonly<Record<string, 'strict' | 'lenient' | undefined>> | undefined;
  /** From `--baseline`, where that has a recording of this target. */
  readonly baseline?: Baseline | undefined;
  /** The document that the evidence was read from, when it is judged before it is applied. */
  readonly document?: JudgedDocument | undefined;
}

export interface CheckMeta {
  /** `provider/name`, equal to the path of the file below `checks/`. */
  readonly id: string;
  /** A sentence that is true of every bucket that passes. */
  readonly title: string;
  readonly severity: Severity;
  /** Where an edition weighs the rule differently. */
  readonly severityIn?: { readonly [E in Edition]?: Severity } | undefined;
  /** What it means for W&B when the check fails. */
  readonly rationale: string;
  /** How to mend it in general; the finding carries the filled-in form. */
  readonly remediation: string;
  readonly source: readonly Source[];
  /** Rows of the requirement catalogue that this check decides. */
  readonly rows: readonly string[];
  readonly tags: readonly string[];
  /** Control identifiers by framework, e.g. `'nist-800-53-r5': ['CP-9']`. */
  readonly controls?: { readonly [framework: string]: readonly string[] } | undefined;
  /**
   * Kinds of documents that it judges before they are applied, from `context.document`. Such a check has nothing to say
   * about what a service has stored, and is never asked about it.
   */
  readonly documents?: readonly DocumentKind[] | undefined;
  /** All that it reads of a facet with many settings, as `bucket.cors`: a document that tells this is enough for it. */
  readonly reads?: readonly string[] | undefined;
}

/** `null` means that the service said there is none, never that nobody could look. */
type Required<P extends ProviderName, R extends FacetName<P>> = { readonly [F in R]: FacetValue<P, F> | null };
type Consulted<P extends ProviderName, C extends FacetName<P>> = { readonly [F in C]: Observation<FacetValue<P, F>> };

interface CheckDefinition<P extends ProviderName, R extends FacetName<P>, C extends FacetName<P>> extends CheckMeta {
  readonly provider: P;
  readonly requires: readonly R[];
  /** Facets of which either may settle the question: the check sees the observation itself. */
  readonly consults?: readonly C[] | undefined;
  readonly evaluate: (facts: Required<P, R> & Consulted<P, C>, context: CheckContext) => Verdict;
}

/** What a check says of itself, without its judgement. */
export interface CheckInfo extends CheckMeta {
  readonly provider: ProviderName;
  readonly requires: readonly string[];
  readonly consults: readonly string[];
}

/** A check whose generics are sealed: the engine can hold a list of them without casts in between. */
export interface Check extends CheckInfo {
  readonly evaluate: (facts: Readonly<Record<string, unknown>>, context: CheckContext) => Verdict;
}

/**
 * Declares a check for AWS whose `evaluate` can read only what it `requires` or `consults`.
 * The engine calls it with exactly those facets, and only when every required one could be read.
 */
export function defineAwsCheck<const R extends FacetName<'aws'>, const C extends FacetName<'aws'> = never>(
  definition: Omit<CheckDefinition<'aws', R, C>, 'provider'>,
): Check {
  return defineCheck({ ...definition, provider: 'aws' });
}

/** The same for Cloud Storage. */
export function defineGcsCheck<const R extends FacetName<'gcs'>, const C extends FacetName<'gcs'> = never>(
  definition: Omit<CheckDefinition<'gcs', R, C>, 'provider'>,
): Check {
  return defineCheck({ ...definition, provider: 'gcs' });
}

/** The same for stores that speak the S3 API. */
export function defineS3CompatibleCheck<
  const R extends FacetName<'s3-compatible'>,
  const C extends FacetName<'s3-compatible'> = never,
>(definition: Omit<CheckDefinition<'s3-compatible', R, C>, 'provider'>): Check {
  return defineCheck({ ...definition, provider: 's3-compatible' });
}

/** The same for CoreWeave AI Object Storage. */
export function defineCoreweaveCheck<const R extends FacetName<'coreweave'>, const C extends FacetName<'coreweave'> = never>(
  definition: Omit<CheckDefinition<'coreweave', R, C>, 'provider'>,
): Check {
  return defineCheck({ ...definition, provider: 'coreweave' });
}

/** The same for Azure Blob Storage. */
export function defineAzureCheck<const R extends FacetName<'azure'>, const C extends FacetName<'azure'> = never>(
  definition: Omit<CheckDefinition<'azure', R, C>, 'provider'>,
): Check {
  return defineCheck({ ...definition, provider: 'azure' });
}

/** The same for the value of `GORILLA_SUPPORTED_FILE_STORES`. */
export function defineUriCheck<const R extends FacetName<'uri'>, const C extends FacetName<'uri'> = never>(
  definition: Omit<CheckDefinition<'uri', R, C>, 'provider'>,
): Check {
  return defineCheck({ ...definition, provider: 'uri' });
}

/** The same for the customer-managed keys of Azure AI. */
export function defineAzureAiCheck<const R extends FacetName<'azure-ai'>, const C extends FacetName<'azure-ai'> = never>(
  definition: Omit<CheckDefinition<'azure-ai', R, C>, 'provider'>,
): Check {
  return defineCheck({ ...definition, provider: 'azure-ai' });
}

/** Declares a check of any provider; see {@link defineAwsCheck}. */
export function defineCheck<const P extends ProviderName, const R extends FacetName<P>, const C extends FacetName<P> = never>(
  definition: CheckDefinition<P, R, C>,
): Check {
  // The engine builds `facts` from `requires` and `consults`, which is what the type of `evaluate` says.
  return { ...definition, consults: definition.consults ?? [], evaluate: definition.evaluate as Check['evaluate'] };
}

/** The severity of a check in an edition. */
export const severityOf = (check: CheckMeta, edition: Edition): Severity => check.severityIn?.[edition] ?? check.severity;
