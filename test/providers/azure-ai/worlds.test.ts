import { describe, expect, it } from 'vitest';
import { azureAiFacets } from '../../../src/evidence/azure-ai.ts';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { evidenceLines } from './lines.ts';
import {
  accessPolicy,
  foundryAccount,
  ids,
  keyVersion,
  legacyHub,
  managedIds,
  principals,
  projectOf,
  resource,
  serviceSideHub,
  telemetryKey,
  vaultBody,
  type AiWorld,
} from '../../support/fake-azure/ai-world.ts';
import { staticToken } from '../../support/fake-azure/index.ts';
import { outcomes, run, valueOf } from './support.ts';

const worlds: readonly (readonly [string, () => AiWorld])[] = [
  ['a hub with a managed resource group', () => legacyHub()],
  ['a hub with service-side encryption', () => serviceSideHub()],
  ['a project of a hub', () => projectOf(legacyHub())],
  ['a Default workspace', () => legacyHub('Default')],
  ['a Foundry account', () => foundryAccount()],
];

describe.each(worlds)('%s', (_, make) => {
  it('is read whole, each thing once, with GET alone', async () => {
    const { evidence, requests } = await run(make());
    expect(evidenceLines(evidence).filter((line) => line.includes('unreadable'))).toEqual([]);
    expect(Object.keys(evidence.facets)).toEqual(Object.keys(azureAiFacets));
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    const paths = requests.map(({ path }) => path.toLowerCase());
    expect(paths.toSorted()).toEqual([...new Set(paths)].toSorted());
    expect(paths.filter((path) => /listkeys|listsecrets/i.test(path))).toEqual([]);
  });

  it('replays as it was read, and carries nothing that is not declared', async () => {
    const { evidence } = await run(make());
    const text = JSON.stringify(evidence);
    expect(await parseEvidence(JSON.parse(text))).toEqual({ ok: true, evidence });
    for (const secret of [telemetryKey, 'somebody@example.com', staticToken, 'cognitiveservices.azure.com', 'createdBy'])
      expect(text, secret).not.toContain(secret);
  });

  it('is the same in pages, empty ones among them', async () => {
    const whole = await run(make());
    const paged = await run(make(), { pageSize: 1 });
    expect(paged.evidence).toEqual(whole.evidence);
    expect(paged.requests.length).toBeGreaterThan(whole.requests.length);
  });
});

describe('a hub', () => {
  it('leads to everything that is named by it, by its connections and by its managed resource group', async () => {
    const { evidence } = await run(legacyHub());
    expect(outcomes(evidence, 'storageAccounts')).toEqual({ acmeaistorage: 'present', samanaged0001: 'present' });
    expect(outcomes(evidence, 'registries')).toEqual({ acmeregistry: 'present' });
    expect(outcomes(evidence, 'accounts')).toEqual({ 'acme-ai-services': 'present' });
    expect(outcomes(evidence, 'searchServices')).toEqual({ 'acme-search': 'present', searchmanaged0001: 'present' });
    expect(outcomes(evidence, 'cosmosAccounts')).toEqual({ cosmosmanaged0001: 'present' });
    expect(valueOf(evidence, 'storageAccounts').map(({ namedBy }) => namedBy)).toEqual([
      [`${ids.hub} properties.storageAccount`],
      [`${ids.managedGroup} resources`],
    ]);
  });

  it('shares one vault and one key with what depends on it, whichever way they name them', async () => {
    const { evidence } = await run(legacyHub());
    expect(valueOf(evidence, 'vaults').map(({ id }) => id)).toEqual([ids.vault]);
    expect(valueOf(evidence, 'keys')[0]?.namedBy).toEqual([
      `${ids.hub} properties.encryption.keyVaultProperties`,
      `${ids.storage} properties.encryption.keyvaultproperties`,
      `${managedIds.storage} properties.encryption.keyvaultproperties`,
      `${ids.aiServices} properties.encryption.keyVaultProperties`,
      `${ids.registry} properties.encryption.keyVaultProperties`,
      `${managedIds.cosmos} properties.keyVaultKeyUri`,
    ]);
    expect(outcomes(evidence, 'keyVersions')).toEqual({ [keyVersion]: 'present' });
  });

  it('without a customer-managed key has no vault', async () => {
    const world = legacyHub();
    world.documents[ids.hub] = resource(ids.hub, { storageAccount: ids.storage }, { kind: 'hub' });
    world.documents[ids.storage] = resource(ids.storage, { encryption: { keySource: 'Microsoft.Storage' } });
    world.lists[`${ids.hub}/connections`] = [];
    const { evidence } = await run(world);
    for (const name of ['vaults', 'keys', 'keyVersions', 'roleAssignments', 'roleDefinitions', 'identities'] as const)
      expect(valueOf(evidence, name), name).toEqual([]);
    expect(evidence.facets.managedResourceGroup).toEqual({ state: 'absent', code: 'NotNamed' });
  });
});

describe('a project', () => {
  it('follows its hub', async () => {
    const { evidence } = await run(projectOf(serviceSideHub()));
    expect(valueOf(evidence, 'workspace')).toMatchObject({ id: ids.project, kind: 'Project' });
    expect(valueOf(evidence, 'hub')).toMatchObject({ id: ids.hub, properties: { enableServiceSideCMKEncryption: true } });
  });

  it.each([
    ['names no hub', undefined],
    ['names something that is no workspace', ids.vault],
    ['names a place outside of Azure', 'https://attacker.example/subscriptions/1'],
    ['names a path that climbs', `/subscriptions/1/resourceGroups/../providers/Microsoft.MachineLearningServices/workspaces/x`],
  ])('that %s leads nowhere', async (_, hubResourceId) => {
    const world = projectOf(legacyHub());
    world.documents[ids.project] = resource(ids.project, { hubResourceId }, { kind: 'project' });
    const { evidence, requests } = await run(world);
    expect(evidence.facets.hub).toMatchObject({ state: 'unreadable', cause: 'not-understood' });
    expect(evidence.facets.vaults).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'hub' });
    expect(requests.map(({ path }) => path)).toEqual([ids.project]);
  });
});

describe('a vault that grants by access policies', () => {
  it('is recorded with the permissions on keys alone', async () => {
    const world = serviceSideHub();
    world.documents[ids.vault] = vaultBody({
      enableRbacAuthorization: false,
      accessPolicies: [
        accessPolicy(principals.hub),
        { ...accessPolicy(principals.person), permissions: { keys: null, secrets: ['Get'] } },
      ],
    });
    const { evidence } = await run(world);
    const [vault] = valueOf(evidence, 'vaults');
    expect(vault?.answer).toMatchObject({
      value: {
        properties: {
          enableRbacAuthorization: false,
          accessPolicies: [
            { objectId: principals.hub, permissions: { keys: ['Get', 'WrapKey', 'UnwrapKey'] } },
            { objectId: principals.person, permissions: {} },
          ],
        },
      },
    });
    expect(JSON.stringify(vault)).not.toContain('secrets');
  });
});
