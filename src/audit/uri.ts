import { loadChecks } from '../checks/index.ts';
import type { Check } from '../core/check.ts';
import { evaluate } from '../core/evaluate.ts';
import type { Finding } from '../core/finding.ts';
import type { TargetReport } from '../core/report.ts';
import type { Deployment, Edition } from '../evidence/declared.ts';
import type { Evidence } from '../evidence/index.ts';
import { selectChecks, type Selected, type Selection } from './select.ts';

/** What the documents are in a report. */
const kind = 'store-uri';

/** The checks of storage URIs that are selected. */
export async function checksForUris(selection: Omit<Selection, 'provider'>, edition: Edition): Promise<Selected<Check>> {
  // A pattern may name any check, and one that matches none is a mistake: then the list has to be whole.
  const isWhole = selection.select.length > 0 || selection.ignore.length > 0;
  return selectChecks(await loadChecks(isWhole ? undefined : ['uri']), { ...selection, provider: 'uri' }, edition);
}

/** One value, as evidence. */
export interface UriDocument {
  readonly evidence: Evidence<'uri'>;
  /** As the user named it. */
  readonly file: string;
  /** False where the value stands in no file, so that nothing in it has a place. */
  readonly hasPlaces: boolean;
}

/** Judges one value with the registered checks, as any other evidence. */
export function judgeUri(
  { evidence, file, hasPlaces }: UriDocument,
  selected: readonly Check[],
  { edition, deployment }: { readonly edition: Edition; readonly deployment?: Deployment | undefined },
): TargetReport {
  const { target, provider, collectedAt, facets } = evidence;
  const understood = facets.stores?.state === 'present' ? facets.stores.value.stores : [];
  const about = understood.map((store, index) =>
    understood.length > 1 ? `store ${index + 1} of ${understood.length}: ${store.understood}` : store.understood,
  );
  const findings = evaluate(evidence, selected, { edition, deployment, target, collectedAt: Date.parse(collectedAt) });
  return {
    target: { uri: target.uri, provider, collectedAt, declared: { deployment }, document: { kind, file }, about },
    findings: findings.map(({ at, ...finding }) => (hasPlaces ? { ...finding, location: locationOf(file, at) } : finding)),
  };
}

/** The place of what was found; of the rest the file, so that findings on several files differ. */
const locationOf = (file: string, at: Finding['at']): Finding['location'] =>
  at === undefined || typeof at === 'string' ? { file, line: 1, column: 1 } : { file, line: at.line, column: at.column };
