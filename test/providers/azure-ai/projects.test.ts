import { describe, expect, it } from 'vitest';
import {
  connection,
  foundryAccount,
  ids,
  projectOf,
  resource,
  serviceSideHub,
  subscription,
  type AiWorld,
} from '../../support/fake-azure/ai-world.ts';
import { outcome, outcomes, run, valueOf } from './support.ts';

const cosmos = ids.storage.replace(
  'Microsoft.Storage/storageAccounts/acmeaistorage',
  'Microsoft.DocumentDB/databaseAccounts/agents',
);

/** The world with a Cosmos DB account that nothing but a project is connected to. */
function connectedBy(world: AiWorld, project: string): AiWorld {
  world.documents[cosmos] = resource(cosmos, {});
  world.lists[`${project}/connections`] = [connection('agents', 'CosmosDB', { ResourceId: cosmos }, project)];
  return world;
}

describe('the projects of a Foundry account', () => {
  it('lead to what only they are connected to', async () => {
    const { evidence } = await run(connectedBy(foundryAccount(), ids.foundryProject));
    expect(valueOf(evidence, 'foundryProjects').value.map(({ id }) => id)).toEqual([ids.foundryProject]);
    expect(outcomes(evidence, 'projectConnections')).toEqual({ ml: 'present' });
    expect(outcomes(evidence, 'cosmosAccounts')).toEqual({ agents: 'present' });
  });

  it('that may not be listed leave open what they are connected to', async () => {
    const { evidence } = await run(foundryAccount(), { denied: ['Microsoft.CognitiveServices/accounts/projects/read'] });
    expect(outcome(evidence.facets.foundryProjects)).toBe('access-denied');
    expect(outcomes(evidence, 'cosmosAccounts')).toEqual({ connections: 'prerequisite' });
  });

  it('whose connections may not be listed leave open what they lead to', async () => {
    const { evidence } = await run(foundryAccount(), {
      denied: ['Microsoft.CognitiveServices/accounts/projects/connections/read'],
    });
    expect(outcomes(evidence, 'cosmosAccounts')).toEqual({ connections: 'access-denied' });
    expect(outcomes(evidence, 'searchServices')).toEqual({ 'acme-search': 'present', connections: 'access-denied' });
  });

  it('whose agents keep threads by a connection that no list shows leave that open', async () => {
    const world = foundryAccount();
    world.lists[`${ids.foundryProject}/capabilityHosts`] = [
      { id: `${ids.foundryProject}/capabilityHosts/agents`, properties: { threadStorageConnections: ['elsewhere'] } },
    ];
    const { evidence } = await run(world);
    expect(outcomes(evidence, 'cosmosAccounts')).toEqual({ 'agents elsewhere': 'no-such-resource' });
  });

  it.each([
    ['another kind', { kind: 'OpenAI' }, {}],
    ['a kind that forbids them', {}, { allowProjectManagement: false }],
  ])('are not asked of an account of %s', async (_, more, properties) => {
    const world = foundryAccount(properties);
    world.documents[ids.account] = { ...(world.documents[ids.account] as object), ...more };
    const { evidence, requests } = await run(world);
    expect(outcome(evidence.facets.foundryProjects)).toBe('absent');
    expect(requests.filter(({ path }) => path.includes('/projects'))).toEqual([]);
  });

  it('lead nowhere where the list names what is no project of the account', async () => {
    const world = foundryAccount();
    const other = ids.foundryProject.replace('acme-foundry', 'other');
    world.lists[`${ids.account}/projects`] = [{ id: other }, { id: `${ids.account}/projects/a/b` }, { id: 7 }, {}];
    const { evidence, requests } = await run(world);
    expect(valueOf(evidence, 'foundryProjects').value).toEqual([]);
    expect(requests.filter(({ path }) => path.includes('/projects/'))).toEqual([]);
  });
});

describe('the projects of a hub', () => {
  const list = `/subscriptions/${subscription}/providers/Microsoft.MachineLearningServices/workspaces`;
  const hubWithProject = (): AiWorld => {
    const world = connectedBy(projectOf(serviceSideHub()), ids.project);
    return { ...world, target: ids.hub };
  };

  it('lead to what only they are connected to', async () => {
    const { evidence } = await run(hubWithProject());
    expect(valueOf(evidence, 'hubProjects').value.map(({ id }) => id)).toEqual([ids.project]);
    expect(outcomes(evidence, 'cosmosAccounts')).toEqual({ agents: 'present' });
  });

  it('are those that follow it, and those that it names', async () => {
    const world = hubWithProject();
    world.lists[list] = [
      resource(`${ids.project}-other`, { hubResourceId: `${ids.hub}-other` }, { kind: 'Project' }),
      ...(world.lists[list] ?? []),
    ];
    const hub = world.documents[ids.hub] as { readonly properties: object };
    world.documents[ids.hub] = { ...hub, properties: { ...hub.properties, associatedWorkspaces: [ids.project.toUpperCase()] } };
    const { evidence } = await run(world);
    expect(valueOf(evidence, 'hubProjects').value.map(({ id }) => id)).toEqual([ids.project]);
  });

  it('whose connections may not be listed leave open what they lead to', async () => {
    const world = hubWithProject();
    const refused = { status: 403, code: 'AuthorizationFailed', message: 'no' };
    const { evidence } = await run(world, {
      faults: { [`${ids.project}/connections`.split('/providers/').at(-1) ?? '']: refused },
    });
    expect(outcomes(evidence, 'cosmosAccounts')).toEqual({ connections: 'access-denied' });
  });

  it('are not looked for where one of them is asked about', async () => {
    const { evidence, requests } = await run(projectOf(serviceSideHub()));
    expect(outcome(evidence.facets.hubProjects)).toBe('absent');
    expect(requests.map(({ path }) => path)).not.toContain(list);
  });
});
