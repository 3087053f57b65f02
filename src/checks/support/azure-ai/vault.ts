import { fail, manual, notApplicable, pass, undecided, type EvidenceLine, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import { isManagedHsm, vaultHost } from '../../../policy/azure/vault-uri.ts';
import { reachOf, trustedServices, unknownRule } from '../../../policy/azure/network.ts';
import { lastSegment, parseResourceId, sameResource } from '../../../policy/azure/resource-id.ts';
import { printable } from '../../../policy/printable.ts';
import { contradictions } from '../../../requirements/azure-ai.ts';
import { az, named } from '../../../fixes/azure.ts';
import { given, type KeyUse } from './uses.ts';
import { dangerous, remedy } from '../../../fixes/step.ts';
import type { Step } from '../../../evidence/step.ts';

export type ReadVaults = FacetValue<'azure-ai', 'vaults'> | null;
export type Vault = Extract<NonNullable<ReadVaults>[number]['answer'], { state: 'present' }>['value'];

/** A vault that was read, and where it stands in the facet. */
export interface FoundVault {
  readonly vault: Vault;
  readonly index: number;
  /** `the vault acme`. */
  readonly noun: string;
  readonly evidence: (path: string, value: unknown) => readonly EvidenceLine[];
}

/** The vault that holds a key: by its resource id, else by the host of its address. */
export const vaultItem = (
  use: KeyUse,
  vaults: ReadVaults,
): { item: NonNullable<ReadVaults>[number]; index: number } | undefined =>
  (vaults ?? [])
    .map((item, index) => ({ item, index }))
    .find(({ item: { id, answer } }) => {
      if (use.vaultId !== undefined && sameResource(id, use.vaultId)) return true;
      if (use.vaultId !== undefined || use.host === undefined) return false;
      if (answer.state === 'present' && hostOf(answer.value) === use.host) return true;
      return vaultHost(id) === use.host || (answer.state !== 'present' && lastSegment(id) === use.host.split('.')[0]);
    });

/** The host of a vault or of a managed HSM. */
export const hostOf = ({ properties }: Vault): string | undefined => vaultHost(properties.vaultUri ?? properties.hsmUri ?? '');

/** A managed HSM keeps keys like a vault, and has roles of its own, which Resource Manager does not know. */
export const isInHsm = ({ host }: KeyUse): boolean => host !== undefined && isManagedHsm(host);
const isHsm = ({ id }: Vault): boolean => parseResourceId(id)?.type === 'microsoft.keyvault/managedhsms';

export const vaultName = ({ vaultId, host }: KeyUse): string =>
  `the ${host !== undefined && isManagedHsm(host) ? 'managed HSM' : 'vault'} ${printable(vaultId === undefined ? (host ?? 'without an address') : (vaultId.split('/').at(-1) ?? ''), 80)}`;

/**
 * Judges the vault of a key, or says why there is none to judge.
 * @param tellsGone whether this is the check that fails for a vault that does not exist; the others do not repeat it
 */
export function onVault(use: KeyUse, vaults: ReadVaults, judge: (found: FoundVault) => Verdict, tellsGone = false): Verdict {
  const found = vaultItem(use, vaults);
  const noun = vaultName(use);
  if (found === undefined && isInHsm(use))
    return notApplicable(`${noun} of ${use.who} was not read; see azure-ai/key-permissions`);
  if (found === undefined) {
    return manual(`where ${noun} of ${use.who} is, nothing tells: its resource id was not found`, {
      key: 'vault-not-found',
      severity: 'medium',
      evidence: [{ facet: use.facet, path: use.path, value: use.host ?? null }],
    });
  }
  const { item, index } = found;
  if (item.answer.state === 'unreadable') return undecided(`${noun} of ${use.who} could not be read`, ['vaults']);
  if (item.answer.state === 'absent') {
    if (!tellsGone) return notApplicable(`${noun} of ${use.who} does not exist; see azure-ai/key-reference`);
    return fail(`${noun}, which holds the key of ${use.who}, does not exist`, {
      key: 'no-vault',
      evidence: [{ facet: 'vaults', path: `[${index}].answer.state`, value: 'absent' }],
      fix: remedy(
        'Recover the deleted vault',
        az('keyvault', 'recover', isInHsm(use) ? '--hsm-name' : '--name', item.id.split('/').at(-1) ?? item.id),
      ),
    });
  }
  return judge({
    vault: item.answer.value,
    index,
    noun: `the ${isHsm(item.answer.value) ? 'managed HSM' : 'vault'} ${printable(item.answer.value.name, 80)}`,
    evidence: (path, value) => [{ facet: 'vaults', path: `[${index}].answer.value.${path}`, value: value ?? null }],
  });
}

export const updateVault = ({ vault }: FoundVault, ...words: readonly string[]): Step =>
  isHsm(vault)
    ? az('keyvault', 'update-hsm', ...named(vault.id, '--hsm-name'), ...words)
    : az('keyvault', 'update', ...named(vault.id), ...words);

/** Catalogue row AZ-KV-01: newer services leave the property out, because every vault has it. */
export function judgeSoftDelete(found: FoundVault): Verdict {
  const { enableSoftDelete } = found.vault.properties;
  const evidence = found.evidence('properties.enableSoftDelete', enableSoftDelete);
  if (enableSoftDelete === true) return pass(`enableSoftDelete of ${found.noun} is true`, { evidence });
  if (enableSoftDelete === false) {
    return fail(`enableSoftDelete of ${found.noun} is false`, {
      evidence,
      fix: remedy(
        'Enable soft delete, which stays on for good',
        dangerous(updateVault(found, '--set', 'properties.enableSoftDelete=true'), 'soft delete can never be turned off again'),
      ),
    });
  }
  return pass(`${found.noun} does not tell enableSoftDelete, which is on for every vault unless it says false`, { evidence });
}

/** Catalogue row AZ-KV-02: `false` is never stored. */
export function judgePurgeProtection(found: FoundVault): Verdict {
  const { enablePurgeProtection } = found.vault.properties;
  const evidence = found.evidence('properties.enablePurgeProtection', enablePurgeProtection);
  if (enablePurgeProtection === true) return pass(`enablePurgeProtection of ${found.noun} is true`, { evidence });
  // Only of a vault is it documented what the absence means.
  if (enablePurgeProtection !== false && isHsm(found.vault))
    return manual(`${found.noun} does not tell enablePurgeProtection`, { key: 'not-told', severity: 'medium', evidence });
  const state = enablePurgeProtection === false ? 'is false' : 'is not there, which means off';
  return fail(`enablePurgeProtection of ${found.noun} ${state}`, {
    evidence,
    fix: remedy(
      'Enable purge protection, which stays on for good',
      dangerous(updateVault(found, '--enable-purge-protection', 'true'), 'purge protection can never be turned off again'),
    ),
  });
}

/** Catalogue row AZ-KV-07. */
export function judgeTrustedServices(found: FoundVault): Verdict {
  const { properties } = found.vault;
  const { publicNetworkAccess, networkAcls } = properties;
  const evidence = [
    ...found.evidence('properties.networkAcls', networkAcls),
    ...found.evidence('properties.publicNetworkAccess', publicNetworkAccess),
  ];
  const reach = reachOf(properties);
  if (reach === 'everywhere') return pass(`the firewall of ${found.noun} keeps no service out`, { evidence });
  const allowed = trustedServices(properties);
  if (allowed === 'true') return pass(`the firewall of ${found.noun} lets trusted services in`, { evidence });
  if (allowed === 'unknown' || reach === 'unknown') {
    const state =
      reach === 'perimeter'
        ? `a network security perimeter guards ${found.noun}`
        : reach === 'unknown'
          ? `${unknownRule(properties)} at ${found.noun}`
          : given(networkAcls?.bypass) === undefined
            ? `public access is off to ${found.noun}`
            : `bypass of ${found.noun} is ${printable(networkAcls?.bypass ?? '', 80)}`;
    return manual(`${state}, and it does not tell whether trusted services come in`, {
      severity: 'medium',
      evidence,
      details: [contradictions.trustedServices],
    });
  }
  return fail(`the firewall of ${found.noun} keeps trusted services out: bypass is ${printable(networkAcls?.bypass ?? '', 80)}`, {
    evidence,
    details: [contradictions.trustedServices],
    fix: remedy('Let trusted services of Azure in', updateVault(found, '--bypass', 'AzureServices')),
  });
}
