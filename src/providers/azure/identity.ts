import type { JsonObject } from './answer.ts';
import { isObject } from './answer.ts';
import type { AzureSession } from './client.ts';
import { NotUnderstoodError } from '../shared/failures.ts';
import { NotFoundError } from './failures.ts';

export const identityVersion = '2023-01-31';

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const resourceId =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\p{L}\p{N}_.()-]{1,90}\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[\w-]{3,128}$/iu;

/** How a declared principal names a managed identity; undefined for principals of other clouds. */
export type NamedIdentity = { readonly id: string } | { readonly guid: string };

export function identityNamed(principal: string | undefined): NamedIdentity | undefined {
  if (principal === undefined) return undefined;
  if (resourceId.test(principal)) return { id: principal };
  return guid.test(principal) ? { guid: principal } : undefined;
}

/**
 * The managed identity of a client id or principal id among those of a subscription, or of a resource id.
 * @throws NotFoundError where none of them has it, which does not mean that no other subscription does
 */
export async function readIdentity(
  { arm }: AzureSession,
  named: NamedIdentity,
  subscription: string,
  signal?: AbortSignal,
): Promise<JsonObject> {
  if ('id' in named) return arm.get(named.id, identityVersion, signal);
  const path = `/subscriptions/${subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  const wanted = named.guid.toLowerCase();
  const found = (await arm.list(path, identityVersion, {}, signal)).find(({ properties }) => {
    if (!isObject(properties)) return false;
    const { clientId, principalId } = properties;
    return [clientId, principalId].some((id) => typeof id === 'string' && id.toLowerCase() === wanted);
  });
  if (found === undefined)
    throw new NotFoundError(
      `no managed identity that the caller can see in subscription ${subscription} has the client id ${named.guid}; the resource id names one elsewhere`,
    );
  if (typeof found['id'] !== 'string' || !resourceId.test(found['id']))
    throw new NotUnderstoodError('the id of the managed identity is not the id of one');
  return found;
}
