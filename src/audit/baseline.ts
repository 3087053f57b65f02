import type { Baseline } from '../core/check.ts';
import type { Evidence } from '../evidence/index.ts';
import { readRecorded, type EvidenceProblem } from './collect.ts';

/** The keys that Azure AI resources had when the baseline was recorded. */
export interface Baselines {
  /** Undefined for a target that is not in the baseline, and for one that is no resource of Azure AI. */
  readonly of: (evidence: Evidence) => Baseline | undefined;
}

/** Why recordings are no baseline. */
export type BaselineProblem =
  | EvidenceProblem
  /** Nobody could look when that was recorded. */
  | { readonly kind: 'baseline-without-key'; readonly uri: string }
  /** No recording is of an Azure AI resource. */
  | { readonly kind: 'baseline-empty' };

export type ReadBaselines =
  { readonly ok: true; readonly baselines: Baselines } | { readonly ok: false; readonly problem: BaselineProblem };

/**
 * Reads recorded evidence of the same Azure AI resources, to which their keys are compared: a customer-managed key may
 * only be changed for another one of the same vault, which no single look can tell.
 * @param path a file or folder of recordings
 */
export async function readBaselines(path: string): Promise<ReadBaselines> {
  const known = new Map<string, Baseline>();
  for await (const found of readRecorded(path)) {
    if (!found.ok) return found;
    const { evidence } = found;
    if (!isAzureAi(evidence)) continue;
    const baseline = keyOf(evidence);
    if (baseline === undefined) return { ok: false, problem: { kind: 'baseline-without-key', uri: evidence.target.uri } };
    known.set(idOf(evidence), baseline);
  }
  if (known.size === 0) return { ok: false, problem: { kind: 'baseline-empty' } };
  return { ok: true, baselines: { of: (evidence) => (isAzureAi(evidence) ? known.get(idOf(evidence)) : undefined) } };
}

const idOf = ({ target }: Evidence): string => (target.resourceId ?? target.uri).replace(/\/+$/, '').toLowerCase();

const isAzureAi = (evidence: Evidence): evidence is Evidence<'azure-ai'> => evidence.provider === 'azure-ai';

/** Undefined when nobody could look. */
function keyOf({ facets }: Evidence<'azure-ai'>): Baseline | undefined {
  const { hub, account } = facets;
  if (hub?.state === 'present') {
    const { keyVaultArmId, keyIdentifier } = hub.value.properties.encryption?.keyVaultProperties ?? {};
    return { keyVault: keyVaultArmId ?? undefined, keyIdentifier: keyIdentifier ?? undefined };
  }
  if (account?.state === 'present') {
    const { keyVaultUri, keyName, keyVersion } = account.value.properties.encryption?.keyVaultProperties ?? {};
    if (typeof keyVaultUri !== 'string' || typeof keyName !== 'string') return {};
    const version = typeof keyVersion === 'string' && keyVersion !== '' ? `/${keyVersion}` : '';
    return { keyVault: keyVaultUri, keyIdentifier: `${keyVaultUri.replace(/\/+$/, '')}/keys/${keyName}${version}` };
  }
  return undefined;
}
