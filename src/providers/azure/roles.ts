import type { JsonObject } from './answer.ts';
import { isObject } from './answer.ts';
import type { ArmClient } from './arm.ts';
import { NotUnderstoodError } from '../shared/failures.ts';

const rolesVersion = '2022-04-01';
/** Nobody has more kinds of roles at one place. */
const maxDefinitions = 200;

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The assignments at a scope and above it, of one principal and of groups: an identity gets what its groups get, and who
 * is in them is told by another service. Those of people and of other identities are not recorded.
 */
export async function readRoleAssignments(
  arm: ArmClient,
  scope: string,
  principalId: string,
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const path = `${scope}/providers/Microsoft.Authorization/roleAssignments`;
  const rows = await arm.list(path, rolesVersion, { $filter: 'atScope()' }, signal);
  return rows.filter((row) => isRelevant(row, principalId.toLowerCase()));
}

function isRelevant({ properties }: JsonObject, principal: string): boolean {
  const { principalId, principalType } = isObject(properties) ? properties : {};
  // What is not understood is kept, so that it is not mistaken for the absence of a grant.
  if (typeof principalId !== 'string' || typeof principalType !== 'string') return true;
  return principalId.toLowerCase() === principal || !/^(?:User|ServicePrincipal|Device)$/i.test(principalType);
}

/** How "everybody" is written in a deny assignment (Azure RBAC, "Understand deny assignments"). */
const everybody = '00000000-0000-0000-0000-000000000000';

/**
 * The deny assignments at a scope and above it that may concern one principal. Other people and identities, also those
 * that one excepts, are not recorded.
 */
export async function readDenyAssignments(
  arm: ArmClient,
  scope: string,
  principalId: string,
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const path = `${scope}/providers/Microsoft.Authorization/denyAssignments`;
  const rows = await arm.list(path, rolesVersion, { $filter: 'atScope()' }, signal);
  const relevant = (list: unknown): unknown =>
    Array.isArray(list) ? list.filter((item: unknown) => isNamed(item, principalId.toLowerCase())) : list;
  return rows.map((row) => {
    const { properties } = row;
    if (!isObject(properties)) return row;
    const { principals, excludePrincipals } = properties;
    return {
      ...row,
      properties: { ...properties, principals: relevant(principals), excludePrincipals: relevant(excludePrincipals) },
    };
  });
}

function isNamed(principal: unknown, wanted: string): boolean {
  const { id, type } = isObject(principal) ? principal : {};
  // What is not understood is kept, so that it is not mistaken for somebody else.
  if (typeof id !== 'string' || typeof type !== 'string') return true;
  return [wanted, everybody].includes(id.toLowerCase()) || !/^(?:User|ServicePrincipal|Device)$/i.test(type);
}

/**
 * The definitions that assignments name, each once; ids come with and without a subscription, so that only the GUID counts.
 * @param scope where the caller may read, which need not be the whole subscription
 */
export async function readRoleDefinitions(
  arm: ArmClient,
  scope: string,
  assignments: readonly { readonly properties: { readonly roleDefinitionId: string } }[],
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const ids = new Set(assignments.map(({ properties }) => properties.roleDefinitionId.split('/').at(-1)?.toLowerCase() ?? ''));
  if (ids.size > maxDefinitions) throw new NotUnderstoodError('the identity has more than 200 kinds of roles');
  return Promise.all(
    [...ids].map(async (id) => {
      if (!guid.test(id)) throw new NotUnderstoodError('a role assignment names a role by something that is not a GUID');
      const answer = await arm.get(`${scope}/providers/Microsoft.Authorization/roleDefinitions/${id}`, rolesVersion, signal);
      if (!isObject(answer['properties'])) throw new NotUnderstoodError('the server answered something that is not a role');
      return answer;
    }),
  );
}
