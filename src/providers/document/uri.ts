import { tool } from '../../core/tool.ts';
import type { Deployment, Edition } from '../../evidence/declared.ts';
import type { Evidence } from '../../evidence/index.ts';
import { absent, present, unreadable } from '../../evidence/observation.ts';
import type { ComparedStore, UriProblem } from '../../evidence/uri.ts';
import { storeUriAgainstBucket, type BucketFacts } from '../../policy/store-uri/against.ts';
import { checkStoreUris, valueFindings, type CheckedStore } from '../../policy/store-uri/check.ts';
import type { StoreUriFinding } from '../../policy/store-uri/finding.ts';
import { pointerTo, shown } from '../../policy/store-uri/mask.ts';
import { understood } from '../../policy/store-uri/understood.ts';

/** One value of the variable, and where it was found. It holds secrets. */
export interface UriValue {
  /** Name of the variable; undefined where the value stands alone. */
  readonly variable: string | undefined;
  readonly text: string;
  /** Where the value begins in its file, counted from 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** False where the file writes it in another way, such as base64, so that its characters have no place of their own. */
  readonly isLiteral?: boolean | undefined;
  readonly isQuoted?: boolean | undefined;
  readonly expandsVariables?: boolean | undefined;
}

/** What is known of the audited bucket of a store, or why nothing is. */
export type Audited =
  { readonly facts: BucketFacts; readonly lacksRegion?: string | undefined } | { readonly missing: string } | undefined;

export interface UriReading {
  readonly edition: Edition;
  readonly deployment?: Deployment | undefined;
  readonly now: Date;
  /** How reports call the value. */
  readonly name: string;
  /** The audited bucket of each store; undefined where nothing is to be compared. */
  readonly auditedOf?: ((stores: readonly CheckedStore[]) => readonly Audited[]) | undefined;
}

/** Longest masked URI that is kept around what is pointed at. */
const longest = 400;

/** Judges the raw text of a value and keeps what may be shown. No secret reaches the evidence. */
export function uriEvidence(value: UriValue, { edition, deployment, now, name, auditedOf }: UriReading): Evidence<'uri'> {
  const { expandsVariables } = value;
  const context = { edition, deployment, expandsVariables };
  const stores = checkStoreUris(value.text, context);
  const about = valueFindings(value, context).map((found): UriProblem => problemOf(value, found, undefined));
  const problems = stores.flatMap((store) => store.findings.map((found) => problemOf(value, found, store)));
  const audited = auditedOf?.(stores);
  return {
    kind: 'byob-audit/evidence',
    schemaVersion: 1,
    provider: 'uri',
    target: { uri: name, bucket: '' },
    collectedAt: now.toISOString(),
    tool,
    facets: {
      stores: present({
        stores: stores.map(({ uri, meaning }) => ({
          uri: shown(uri, { start: 0, end: uri.text.length }, longest),
          ...(meaning.scheme === undefined ? {} : { scheme: meaning.scheme }),
          understood: understood(meaning),
        })),
        problems: [...about, ...problems],
      }),
      audited:
        audited === undefined ? absent() : present(stores.flatMap((store, index) => compared(value, store, audited[index]))),
      auditedRegion: audited === undefined ? absent() : present(audited.flatMap(regionOf)),
    },
  };
}

function problemOf(
  value: UriValue,
  { code, severity, message, range }: StoreUriFinding,
  store: CheckedStore | undefined,
): UriProblem {
  const common = { rule: code, severity, message, ...placeOf(value, (store?.offset ?? 0) + range.start) };
  if (store === undefined) return common;
  const { line, caret } = pointerTo(store.uri, range, longest);
  return { ...common, pointer: { text: line, start: caret.indexOf('^'), end: caret.length } };
}

/** Line and column of a character of the value, or of the value where its characters have none. */
function placeOf({ text, line, column, isLiteral }: UriValue, at: number): { readonly line?: number; readonly column?: number } {
  if (line === undefined || column === undefined) return {};
  if (isLiteral !== true) return { line, column };
  const before = text.slice(0, at).split('\n');
  const last = before.at(-1) ?? '';
  return { line: line + before.length - 1, column: before.length === 1 ? column + at : last.length + 1 };
}

function compared(value: UriValue, store: CheckedStore, audited: Audited): readonly ComparedStore[] {
  if (audited === undefined) return [];
  if ('missing' in audited) return [{ answer: unreadable('not-recorded', { detail: audited.missing }) }];
  return [{ answer: present(storeUriAgainstBucket(store, audited.facts).map((found) => problemOf(value, found, store))) }];
}

const regionOf = (audited: Audited): readonly ComparedStore[] =>
  audited === undefined || 'missing' in audited || audited.lacksRegion === undefined
    ? []
    : [{ answer: unreadable('not-recorded', { detail: audited.lacksRegion }) }];
