import { describe, expect, it } from 'vitest';
import { azureAiFacets } from '../../../src/evidence/azure-ai.ts';
import { evidenceLines } from './lines.ts';
import {
  foundryAccount,
  ids,
  legacyHub,
  managedIds,
  projectOf,
  resource,
  serviceSideHub,
} from '../../support/fake-azure/ai-world.ts';
import { answerOf, outcome, outcomes, run, valueOf } from './support.ts';

const operation = (id: string): string => id.split('/providers/').at(-1) ?? id;
const refused = (action: string) => ({
  status: 403,
  code: 'AuthorizationFailed',
  message: `The client 'somebody@example.com' with object id '30000000-0000-4000-8000-000000000009' does not have authorization to perform action '${action}' over scope '/subscriptions/x' or the scope is invalid.`,
});

describe('a caller who is locked out', () => {
  it.each([
    ['of a hub', legacyHub(), 'workspace'],
    ['of a project', projectOf(legacyHub()), 'workspace'],
    ['of an account', foundryAccount(), 'account'],
  ] as const)('%s learns nothing, and that is said', async (_, world, target) => {
    const { evidence, requests } = await run(world, { denied: '*' });
    expect(requests.map(({ path }) => path)).toEqual([world.target]);
    expect(evidence.facets[target]).toMatchObject({
      state: 'unreadable',
      cause: 'access-denied',
      code: 'AuthorizationFailed',
      status: 403,
    });
    const states = Object.entries(evidence.facets).map(([name, observation]) => `${name} ${outcome(observation)}`);
    expect(states.filter((line) => line.endsWith(' present'))).toEqual([]);
    expect(JSON.stringify(evidence)).not.toContain('somebody@example.com');
    expect(JSON.stringify(evidence)).not.toContain('auditor@acme.example');
  });
});

describe('a caller who may see some of it', () => {
  it.each([
    ['Microsoft.MachineLearningServices/workspaces/connections/read', ['connections access-denied']],
    ['Microsoft.KeyVault/vaults/read', ['vaults acme-cmk access-denied']],
    ['Microsoft.Authorization/locks/read', ['vaultLocks acme-cmk access-denied']],
    ['Microsoft.Insights/diagnosticSettings/read', ['vaultDiagnostics acme-cmk access-denied']],
    ['Microsoft.Authorization/roleAssignments/read', ['roleAssignments ai access-denied']],
    ['Microsoft.Authorization/denyAssignments/read', ['denyAssignments ai access-denied']],
    ['Microsoft.Authorization/roleDefinitions/read', ['roleDefinitions e147488a-f6f5-4113-8e2d-b22465e65bf6 access-denied']],
    ['Microsoft.Storage/storageAccounts/encryptionScopes/read', ['encryptionScopes acmeaistorage access-denied']],
    ['Microsoft.Search/searchServices/read', ['searchServices acme-search access-denied']],
    ['Microsoft.ContainerRegistry/registries/read', ['registries acmeregistry access-denied']],
    ['Microsoft.CognitiveServices/accounts/read', ['accounts acme-ai-services access-denied']],
    ['Microsoft.ManagedIdentity/userAssignedIdentities/read', ['identities acme-cmk-user access-denied']],
  ])('but lacks %s is told what', async (denied, expected) => {
    const { evidence } = await run(serviceSideHub(), { denied: [denied] });
    const unread = evidenceLines(evidence).flatMap((line) => {
      const [, name, id = '', cause] = /^(\w+) (?:(\S+) )?\{"state":"unreadable","cause":"([\w-]+)"/.exec(line) ?? [];
      return cause === undefined
        ? []
        : [[name, id.slice(id.lastIndexOf('/') + 1), cause].filter((word) => word !== '').join(' ')];
    });
    for (const line of expected) expect(unread).toContain(line);
    const permissions = Object.entries(azureAiFacets).filter(([name]) => expected.some((line) => line.startsWith(`${name} `)));
    expect(permissions.map(([, { permission }]) => permission)).toEqual([denied]);
  });

  it('sees one storage account and not the other', async () => {
    const { evidence } = await run(legacyHub(), {
      faults: { [operation(managedIds.storage)]: refused('Microsoft.Storage/storageAccounts/read') },
    });
    expect(outcomes(evidence, 'storageAccounts')).toEqual({ acmeaistorage: 'present', samanaged0001: 'access-denied' });
    expect(answerOf(evidence, 'storageAccounts', managedIds.storage)).toMatchObject({
      detail: 'no permission for Microsoft.Storage/storageAccounts/read over /subscriptions/x',
    });
  });

  it('cannot know all AI services without the connections', async () => {
    const { evidence } = await run(serviceSideHub(), {
      denied: ['Microsoft.MachineLearningServices/workspaces/connections/read'],
    });
    expect(outcomes(evidence, 'accounts')).toEqual({ connections: 'prerequisite' });
    expect(outcomes(evidence, 'storageAccounts')).toEqual({ acmeaistorage: 'present', connections: 'prerequisite' });
    expect(outcomes(evidence, 'registries')).toEqual({ acmeregistry: 'present' });
  });
});

describe('what was not found', () => {
  it('may be hidden, so that a target is never said not to exist', async () => {
    const world = legacyHub();
    delete world.documents[ids.hub];
    const { evidence } = await run(world);
    expect(evidence.facets.workspace).toMatchObject({
      state: 'unreadable',
      cause: 'no-such-resource',
      code: 'ResourceNotFound',
      status: 404,
    });
    expect(evidence.facets.keys).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'hub' });
  });

  it('is a key that does not exist, when its vault could be seen', async () => {
    const world = serviceSideHub();
    delete world.documents[ids.key];
    expect(outcomes((await run(world)).evidence, 'keys')).toEqual({ ai: 'absent' });
    const { evidence } = await run(world, { denied: ['Microsoft.KeyVault/vaults/read'] });
    expect(outcomes(evidence, 'keys')).toEqual({ ai: 'no-such-resource' });
  });

  it('is a managed resource group that is gone', async () => {
    const world = legacyHub();
    delete world.documents[ids.managedGroup];
    const gone = { status: 404, code: 'ResourceGroupNotFound', message: 'Resource group could not be found.' };
    world.documents[ids.managedGroup] = gone;
    const { evidence } = await run(world);
    expect(evidence.facets.managedResourceGroup).toEqual({ state: 'absent', code: 'ResourceGroupNotFound' });
  });

  it('is a subscription that the tenant does not show', async () => {
    const { evidence } = await run(legacyHub(), {
      faults: { '*': { status: 404, code: 'SubscriptionNotFound', message: 'The subscription could not be found.' } },
    });
    expect(evidence.facets.workspace).toMatchObject({ cause: 'no-such-resource' });
    expect(JSON.stringify(evidence.facets.workspace)).toContain('--tenant');
  });
});

describe('trouble on the way', () => {
  it('is waited for when the service throttles', async () => {
    const { evidence } = await run(serviceSideHub(), { faults: { [operation(ids.vault)]: { throttle: 1, retryAfter: 0 } } });
    expect(outcomes(evidence, 'vaults')).toEqual({ 'acme-cmk': 'present' });
  });

  it.each([
    ['throttling without end', { throttle: true, retryAfter: 0 }, 'throttled'],
    ['a failing service', { status: 500, code: 'InternalServerError' }, 'server-error'],
    ['a web page', { html: true }, 'not-understood'],
    ['another resource', { body: resource(ids.storage, {}) }, 'not-understood'],
    ['a list', { body: { value: [] } }, 'not-understood'],
    ['a redirect', { redirect: 'https://attacker.example/' }, 'not-understood'],
  ] as const)('is told apart: %s', async (_, fault, cause) => {
    const { evidence } = await run(serviceSideHub(), { faults: { [operation(ids.registry)]: fault } });
    expect(outcomes(evidence, 'registries')).toEqual({ acmeregistry: cause });
    expect(outcomes(evidence, 'vaults')).toEqual({ 'acme-cmk': 'present' });
  });

  it('never carries the token to another host', async () => {
    const { evidence } = await run(serviceSideHub(), {
      faults: { [`${operation(ids.hub)}/connections`]: { nextLink: 'https://attacker.example/subscriptions?page=2' } },
    });
    expect(evidence.facets.connections).toMatchObject({
      cause: 'not-understood',
      detail: 'the link to the next page leads to another host, where no token is sent',
    });
  });

  it('ends at once when the run is interrupted', async () => {
    const stop = new AbortController();
    stop.abort();
    const { evidence, requests } = await run(legacyHub(), { signal: stop.signal });
    expect(requests).toEqual([]);
    expect(evidence.facets.workspace).toMatchObject({ cause: 'interrupted' });
  });

  it('is a server that is not there', async () => {
    const { evidence } = await run(legacyHub(), { connect: { azureArmEndpoint: 'https://127.0.0.1:1' } });
    expect(evidence.facets.workspace).toMatchObject({ cause: 'unreachable', code: 'ECONNREFUSED' });
    expect(evidence.facets.vaults).toMatchObject({ cause: 'prerequisite' });
  });
});

describe('a selection', () => {
  it('reads only what leads to it', async () => {
    const { evidence, requests } = await run(legacyHub(), { facets: ['workspace'] });
    expect(Object.keys(evidence.facets)).toEqual(['workspace']);
    expect(requests).toHaveLength(1);
    const { evidence: keys } = await run(legacyHub(), { facets: ['keys'] });
    expect(Object.keys(keys.facets)).toEqual(['keys']);
    expect(valueOf(keys, 'keys')).toHaveLength(1);
  });
});
