import { resolve } from 'node:path';
import type { Baseline } from '../core/check.ts';
import type { Evidence } from '../evidence/index.ts';
import { readRecorded } from './collect.ts';
import type { Io } from '../cli/output/io.ts';
import { sentence, UsageError } from '../cli/usage-error.ts';

/** The key that a target had when the baseline was recorded; undefined for a target that is not in it. */
export type BaselineOf = (evidence: Evidence) => Baseline | undefined;

/**
 * Reads recorded evidence of the same Azure AI resources, to which their keys are compared: a customer-managed key may
 * only be changed for another one of the same vault, which no single look can tell.
 * @param path a file or folder of recordings
 */
export async function readBaseline(path: string, io: Io): Promise<BaselineOf> {
  if (path === '') throw new UsageError('--baseline: the name of the file is missing');
  const known = new Map<string, Baseline>();
  for await (const evidence of readRecorded(resolve(io.cwd, path), io)) {
    if (!isAzureAi(evidence)) continue;
    const baseline = keyOf(evidence);
    if (baseline === undefined)
      throw new UsageError(`--baseline ${path}: the key of ${evidence.target.uri} could not be read when that was recorded`);
    known.set(idOf(evidence), baseline);
  }
  if (known.size === 0)
    throw new UsageError(`--baseline ${path}: expected recordings of Azure AI workspaces or accounts, found none`);
  return (evidence) => {
    if (evidence.provider !== 'azure-ai') return undefined;
    const found = known.get(idOf(evidence));
    if (found === undefined) io.stderr.write(sentence(`--baseline ${path} has no recording of ${evidence.target.uri}`));
    return found;
  };
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
