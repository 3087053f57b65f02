import { NotUnderstoodError } from '../shared/failures.ts';
import { childIdOf, idKey, parseResourceId, sameId } from './ids.ts';
import type { ArmPort } from './port.ts';

/** One version for each service. Older ones of Machine Learning do not tell `enableServiceSideCMKEncryption`. */
export const apiVersions = {
  machineLearning: '2025-06-01',
  cognitiveServices: '2025-06-01',
  storage: '2024-01-01',
  registry: '2023-07-01',
  search: '2025-05-01',
  cosmos: '2024-11-15',
  vault: '2023-07-01',
  identity: '2023-01-31',
  resources: '2021-04-01',
  locks: '2020-05-01',
  diagnosticSettings: '2021-05-01-preview',
} as const;

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The document of the very resource that was asked for. */
export async function readResource(port: ArmPort, id: string, apiVersion: string): Promise<unknown> {
  const body = await port.get(id, apiVersion);
  const answered = member(body, 'id');
  if (typeof answered === 'string' && !sameId(answered, id))
    throw new NotUnderstoodError('the server answered for another resource');
  return body;
}

export const readers = {
  workspace: (port: ArmPort, id: string) => readResource(port, id, apiVersions.machineLearning),
  account: (port: ArmPort, id: string) => readResource(port, id, apiVersions.cognitiveServices),
  /** Of several parents, each connection once: a project shows those of its hub as well. */
  connections: async (port: ArmPort, parents: readonly string[]) => {
    const known = new Map<string, unknown>();
    for (const parent of new Map(parents.map((id) => [idKey(id), id])).values()) {
      for (const item of await port.list(`${parent}/connections`, apiVersions.machineLearning)) {
        const id = member(item, 'id');
        known.set(typeof id === 'string' ? idKey(id) : String(known.size), trimmedConnection(item));
      }
    }
    return { value: [...known.values()] };
  },
  projects: async (port: ArmPort, account: string) => ({
    value: (await port.list(`${account}/projects`, apiVersions.cognitiveServices)).filter(
      (item) => childIdOf(account, 'projects', textOf(member(item, 'id'))) !== undefined,
    ),
  }),
  /** Projects of a hub may be in any resource group of its subscription. */
  hubProjects: async (port: ArmPort, hub: string, subscription: string, named: readonly string[]) => {
    const path = `/subscriptions/${subscription}/providers/Microsoft.MachineLearningServices/workspaces`;
    const following = (await port.list(path, apiVersions.machineLearning)).filter((item) => {
      const followed = member(member(item, 'properties'), 'hubResourceId');
      const id = textOf(member(item, 'id'));
      return typeof followed === 'string' && sameId(followed, hub) && !sameId(id, hub) && parseResourceId(id) !== undefined;
    });
    const known = new Map<string, unknown>(named.map((id) => [idKey(id), { id, name: id.slice(id.lastIndexOf('/') + 1) }]));
    for (const item of following) known.set(idKey(textOf(member(item, 'id'))), item);
    return { value: [...known.values()] };
  },
  capabilityHosts: async (port: ArmPort, project: string) => ({
    value: await port.list(`${project}/capabilityHosts`, apiVersions.cognitiveServices),
  }),
  resources: async (port: ArmPort, group: string) => ({ value: await port.list(`${group}/resources`, apiVersions.resources) }),
  encryptionScopes: async (port: ArmPort, account: string) => ({
    value: await port.list(`${account}/encryptionScopes`, apiVersions.storage),
  }),
  diagnosticSettings: async (port: ArmPort, id: string) => ({
    value: await port.list(`${id}/providers/Microsoft.Insights/diagnosticSettings`, apiVersions.diagnosticSettings),
  }),
  /** Those of the resource, or where it has none those that it inherits from its resource group. */
  locks: async (port: ArmPort, id: string) => {
    const own = await locksAt(port, id, id);
    return { value: own.length > 0 ? own : await locksAt(port, id.replace(/\/providers\/.*$/, ''), id) };
  },
};

/** The locks that the list of a scope has for a resource: those of its neighbours are in it as well. */
async function locksAt(port: ArmPort, scope: string, id: string): Promise<readonly unknown[]> {
  const locks = await port.list(`${scope}/providers/Microsoft.Authorization/locks`, apiVersions.locks);
  return locks.filter((lock) => {
    const lockId = member(lock, 'id');
    const locked =
      typeof lockId === 'string' ? idKey(lockId).replace(/\/providers\/microsoft\.authorization\/locks\/[^/]*$/, '') : '';
    return locked !== '' && `${idKey(id)}/`.startsWith(`${locked}/`);
  });
}

/** Metadata are free words; the ones that are read are spelled in one way. */
function trimmedConnection(connection: unknown): unknown {
  const metadata = member(member(connection, 'properties'), 'metadata');
  const word = (name: string): unknown =>
    Object.entries(typeof metadata === 'object' && metadata !== null ? metadata : {}).find(
      ([key, value]) => key.toLowerCase() === name.toLowerCase() && typeof value === 'string',
    )?.[1];
  const words = ['ResourceId', 'ApiType', 'AccountName'].flatMap((name) => {
    const value = word(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    id: member(connection, 'id'),
    name: member(connection, 'name'),
    properties: {
      category: member(member(connection, 'properties'), 'category'),
      authType: member(member(connection, 'properties'), 'authType'),
      ...(words.length === 0 ? {} : { metadata: Object.fromEntries(words) }),
    },
  };
}
