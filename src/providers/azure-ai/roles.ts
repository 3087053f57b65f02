import type { AzureAiFacetValues } from '../../evidence/azure-ai-schema.ts';
import { isRoleDefinitionId } from './ids.ts';
import { addNamed, presentItems, type NamedResources } from './named.ts';
import type { ArmPort } from './port.ts';

type Assignments = AzureAiFacetValues['roleAssignments'];

const apiVersion = '2022-04-01';

/**
 * Role assignments at the scope of a key and above it, of the identities that use the key and of groups: an identity
 * gets what its groups get, and who is in them is told by another service. Those of people are not recorded.
 */
export async function readRoleAssignments(port: ArmPort, key: string, principals: ReadonlySet<string>): Promise<unknown> {
  const value = await port.list(`${key}/providers/Microsoft.Authorization/roleAssignments`, apiVersion, { $filter: 'atScope()' });
  return { value: value.filter((row) => isRelevant(row, principals)) };
}

function isRelevant(row: unknown, principals: ReadonlySet<string>): boolean {
  const properties = member(row, 'properties');
  const principal = member(properties, 'principalId');
  const type = member(properties, 'principalType');
  // What is not understood is kept, so that it is not mistaken for the absence of a grant.
  if (typeof principal !== 'string' || typeof type !== 'string') return true;
  return principals.has(principal.toLowerCase()) || !/^(?:User|ServicePrincipal|Device)$/i.test(type);
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

export async function readDenyAssignments(port: ArmPort, key: string): Promise<unknown> {
  const value = await port.list(`${key}/providers/Microsoft.Authorization/denyAssignments`, apiVersion, { $filter: 'atScope()' });
  return { value };
}

/** The definitions that the assignments name, those of the identities themselves first. */
export function namedDefinitions(assignments: Assignments): NamedResources {
  const named: NamedResources = new Map();
  const rows = presentItems(assignments).flatMap(({ value }) => value);
  const isGroup = (type: string | null | undefined): boolean => type?.toLowerCase() === 'group';
  for (const wantsGroups of [false, true]) {
    for (const { id, properties } of rows) {
      if (isGroup(properties.principalType) === wantsGroups && isRoleDefinitionId(properties.roleDefinitionId))
        addNamed(named, properties.roleDefinitionId, `${id} properties.roleDefinitionId`);
    }
  }
  return named;
}

export const readDefinition = async (port: ArmPort, id: string): Promise<unknown> => port.get(id, apiVersion);
