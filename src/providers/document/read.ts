import type { Declared } from '../../evidence/declared.ts';
import type { DocumentKind, JudgedDocument } from '../../evidence/document.ts';
import type { Evidence, Facets, ProviderName, TargetRef } from '../../evidence/index.ts';
import { tool } from '../../core/tool.ts';
import type { DocumentLocator } from './places.ts';

/** One document with everything that was said about it. */
export interface DocumentInput {
  readonly kind: DocumentKind;
  readonly text: string;
  /** As the user named it; `-` is standard input. */
  readonly file: string;
  /** The bucket, or for Azure the storage account, that the document is for. */
  readonly bucket: string | undefined;
  readonly prefix: string | undefined;
  readonly declared: Declared;
  /** ISO 8601, UTC: conditions on the time are judged for this moment. */
  readonly now: string;
}

/** Evidence of what a document says, or one clause on what is wrong with the input. */
export type ReadDocument =
  | { readonly ok: true; readonly evidence: Evidence; readonly locate: DocumentLocator }
  | { readonly ok: false; readonly problem: string };

/** Evidence in which every facet that the document does not tell is missing, and so not recorded. */
export function evidenceOf<P extends ProviderName>(
  provider: P,
  { kind, text, now }: DocumentInput,
  target: TargetRef,
  tells: JudgedDocument['tells'],
  facets: Facets<P>,
): Evidence<P> {
  return {
    kind: 'byob-audit/evidence',
    schemaVersion: 1,
    provider,
    target,
    collectedAt: now,
    tool,
    document: { kind, text, tells },
    facets,
  };
}

/** `s3://bucket/prefix`; the file where the bucket is not known. */
export const uriOf = (scheme: string, bucket: string | undefined, { prefix, file }: DocumentInput): string =>
  bucket === undefined ? file : `${scheme}://${bucket}${prefix === undefined ? '' : `/${prefix}`}`;

/** The only one of the names that a policy has, or what is wrong. */
export function theOnly(
  names: ReadonlySet<string>,
  what: string,
  flag: string,
): { readonly name: string } | { readonly problem: string } {
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) return { name: only };
  const found = only === undefined ? `names no ${what}` : `names ${names.size} ${what}s`;
  return { problem: `the policy ${found}, and which one it belongs to decides the verdict; pass ${flag}` };
}
