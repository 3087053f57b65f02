import { manual, notApplicable, type CheckContext, type EvidenceLine, type Verdict } from '../../../core/check.ts';
import type { AccessModel } from '../../../evidence/declared.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import { parseResourceId } from '../../../policy/azure/resource-id.ts';
import { printable } from '../../../policy/printable.ts';
import { az } from '../../../fixes/azure.ts';
import type { Step } from '../../../evidence/step.ts';

export type StorageAccount = FacetValue<'azure', 'storageAccount'>;

/** Most settings are members of the account, so the checks of settings have nothing to judge without it. */
export const noAccount = (): Verdict => notApplicable('there is no storage account to look at');
export const noBlobService = (): Verdict => notApplicable('there is no blob service to look at');

/** One member of the account as evidence; what the service left out is shown as null. */
export const accountLine = (path: string, value: unknown): EvidenceLine => ({
  facet: 'storageAccount',
  path: `properties.${path}`,
  value: typeof value === 'string' ? printable(value) : (value ?? null),
});

export { az };

export const updateAccount = (id: string, ...flags: readonly string[]): Step =>
  az('storage', 'account', 'update', '--ids', id, ...flags);

/** The flags that name an account, from the id of the account or of something in it. */
export function accountFlags(id: string): readonly string[] {
  const parts = parseResourceId(id);
  if (parts === undefined) return [];
  const [name = ''] = parts.names;
  return ['--account-name', name, '--resource-group', parts.resourceGroupName, '--subscription', parts.subscription];
}

/** `az storage account blob-service-properties update` for the account with this blob service. */
export const updateBlobService = (id: string, ...flags: readonly string[]): Step =>
  az('storage', 'account', 'blob-service-properties', 'update', ...accountFlags(id), ...flags);

/** The id of a container of an account. */
export const containerId = (accountId: string, container: string): string =>
  `${accountId}/blobServices/default/containers/${container}`;

/**
 * How W&B gets at the container, as far as it is declared or only one way is documented. A declared identity is one that
 * W&B uses. Up to edition 2025-03 the documents know the account's key at instance level and nothing else.
 */
export function accessOf({ access, principal, level, edition }: CheckContext): AccessModel | undefined {
  if (access !== undefined) return access;
  if (principal !== undefined) return 'managed-identity';
  return level === 'instance' && edition !== '2026-02' ? 'account-key' : undefined;
}

/** The verdict of a check of the managed identity when there is none to look at; undefined when there is. */
export function withoutIdentity(context: CheckContext): Verdict | undefined {
  const access = accessOf(context);
  if (access === 'account-key') return notApplicable("W&B uses the account's key and no managed identity");
  if (context.principal !== undefined) return undefined;
  if (access === 'managed-identity' || context.level === 'team')
    return manual('the managed identity that W&B uses is not declared', { answer: 'principal' });
  return manual("whether W&B uses the account's key or a managed identity is not declared", { answer: 'access' });
}
