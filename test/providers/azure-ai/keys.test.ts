import { describe, expect, it } from 'vitest';
import {
  accountBody,
  connection,
  encryptionUser,
  foundryAccount,
  group,
  ids,
  keyVersion,
  principals,
  resource,
  roleAssignment,
  roleDefinition,
  roleId,
  serviceSideHub,
  subscription,
  systemAssigned,
  userAssigned,
  vaultBody,
  vaultHost,
  workspaceEncryption,
  type AiWorld,
  type Json,
} from '../../support/fake-azure/ai-world.ts';
import { answerOf, outcomes, run, valueOf } from './support.ts';

const controlPlane = ['Microsoft.KeyVault/vaults/keys/read', 'Microsoft.KeyVault/vaults/keys/versions/read'];
const assignmentsOf = (world: AiWorld): Json[] =>
  world.lists[`${ids.key}/providers/Microsoft.Authorization/roleAssignments`] ?? [];
const withEncryption = (world: AiWorld, keyVaultProperties: Json, more: Json = {}): AiWorld => {
  world.documents[ids.hub] = resource(
    ids.hub,
    { encryption: workspaceEncryption({ keyVaultProperties, ...more }), storageAccount: ids.storage },
    { kind: 'hub', identity: systemAssigned(principals.hub) },
  );
  world.documents[ids.storage] = resource(ids.storage, { encryption: { keySource: 'Microsoft.Storage' } });
  world.lists[`${ids.hub}/connections`] = [];
  return world;
};

describe('a key', () => {
  it('is asked of Resource Manager, and its vault is left alone', async () => {
    const { evidence, vaults, scopes } = await run(serviceSideHub());
    expect(answerOf(evidence, 'keys', ids.key)).toMatchObject({
      value: { source: 'resource-manager', properties: { keySize: 2048 } },
    });
    expect(vaults).toEqual([]);
    expect(new Set(scopes)).toEqual(new Set(['https://management.azure.com/.default']));
  });

  it('is asked of its vault where Resource Manager refuses', async () => {
    const { evidence, vaults, scopes, requests } = await run(serviceSideHub(), { denied: controlPlane });
    expect(answerOf(evidence, 'keys', ids.key)).toMatchObject({
      value: {
        id: ids.key,
        source: 'key-vault',
        properties: {
          kty: 'RSA',
          keySize: 2048,
          keyOps: ['wrapKey', 'unwrapKey'],
          keyUriWithVersion: `https://${vaultHost}/keys/ai/${keyVersion}`,
          attributes: { enabled: true, exp: 1_830_000_000 },
          rotationPolicy: { lifetimeActions: [{ action: { type: 'Rotate' } }] },
        },
      },
    });
    expect(outcomes(evidence, 'keyVersions')).toEqual({ [keyVersion]: 'present' });
    expect(new Set(vaults)).toEqual(new Set([vaultHost]));
    expect(scopes).toContain('https://vault.azure.net/.default');
    expect(
      requests
        .map(({ path }) => path)
        .filter((path) => path.startsWith('/keys/'))
        .toSorted(),
    ).toEqual(['/keys/ai', `/keys/ai/${keyVersion}`, '/keys/ai/rotationpolicy']);
  });

  it('of another cloud is asked at the vaults of that cloud, with a token for them', async () => {
    const host = 'acme-cmk.vault.usgovcloudapi.net';
    const world = withEncryption(serviceSideHub(), { keyVaultArmId: ids.vault, keyIdentifier: `https://${host}/keys/ai` });
    const { vaults, scopes } = await run(world, { denied: controlPlane, connect: { azureCloud: 'usgov' } });
    expect(new Set(vaults)).toEqual(new Set([host]));
    expect(new Set(scopes)).toEqual(
      new Set(['https://management.usgovcloudapi.net/.default', 'https://vault.usgovcloudapi.net/.default']),
    );
  });

  it('says so when its rotation policy may not be read', async () => {
    const world = serviceSideHub();
    delete world.vault['/keys/ai/rotationpolicy'];
    const { evidence } = await run(world, { denied: controlPlane });
    expect(answerOf(evidence, 'keys', ids.key)).toMatchObject({ value: { properties: { rotationPolicyUnread: true } } });
  });

  it('stays unknown when neither answers, and the permission that is missing is that of Resource Manager', async () => {
    const { evidence } = await run(serviceSideHub(), { denied: [...controlPlane, 'Key Vault keys get'] });
    const answer = answerOf(evidence, 'keys', ids.key);
    expect(answer).toMatchObject({ cause: 'access-denied' });
    expect(JSON.stringify(answer)).toContain('no permission for Microsoft.KeyVault/vaults/keys/read');
  });

  it.each([
    ['a host that is no vault', 'https://attacker.example/keys/ai'],
    ['a host that ends like a vault', 'https://acme-cmk-vault.azure.net.attacker.example/keys/ai'],
    ['a host below a vault', 'https://deep.acme-cmk.vault.azure.net/keys/ai'],
    ['a vault of another cloud', 'https://acme-cmk.vault.azure.cn/keys/ai'],
    ['another port', 'https://acme-cmk.vault.azure.net:8443/keys/ai'],
    ['plain http', 'http://acme-cmk.vault.azure.net/keys/ai'],
    ['a user', 'https://user@acme-cmk.vault.azure.net/keys/ai'],
    ['a path that climbs', 'https://acme-cmk.vault.azure.net/keys/../secrets/x'],
  ])('is not asked for at %s', async (_, keyIdentifier) => {
    const world = withEncryption(serviceSideHub(), { keyVaultArmId: ids.vault, keyIdentifier });
    const { vaults } = await run(world, { denied: controlPlane });
    expect(vaults).toEqual([]);
  });

  it('without a version has none to read, and with a slash at the end is the same', async () => {
    const world = withEncryption(serviceSideHub(), {
      keyVaultArmId: ids.vault,
      keyIdentifier: `https://ACME-cmk.vault.azure.net:443/keys/ai/`,
    });
    const { evidence } = await run(world);
    expect(outcomes(evidence, 'keys')).toEqual({ ai: 'present' });
    expect(valueOf(evidence, 'keyVersions')).toEqual([]);
  });
});

describe('a vault that is named by its URI alone', () => {
  it('is found among those of the subscription', async () => {
    const { evidence } = await run(foundryAccount());
    expect(outcomes(evidence, 'vaults')).toEqual({ 'acme-cmk': 'present' });
    expect(outcomes(evidence, 'keys')).toEqual({ ai: 'present' });
  });

  it('is looked for in no list when a resource that names it by id is there', async () => {
    const { requests } = await run(serviceSideHub());
    expect(requests.map(({ path }) => path)).not.toContain(`/subscriptions/${subscription}/providers/Microsoft.KeyVault/vaults`);
  });

  it('may be in another subscription', async () => {
    const world = foundryAccount();
    world.lists[`/subscriptions/${subscription}/providers/Microsoft.KeyVault/vaults`] = [resource(ids.secretsVault, {})];
    const { evidence } = await run(world);
    expect(valueOf(evidence, 'vaults')).toEqual([
      {
        id: `https://${vaultHost}`,
        namedBy: [
          `${ids.account} properties.encryption.keyVaultProperties`,
          `${ids.storage} properties.encryption.keyvaultproperties`,
        ],
        answer: {
          state: 'unreadable',
          cause: 'no-such-resource',
          detail: `subscription ${subscription} shows no vault of this name; name the one that has it with --key-vault-subscription`,
        },
      },
    ]);
    expect(valueOf(evidence, 'keys')).toEqual([]);
  });

  it('is looked for in the subscription that the user names as well', async () => {
    const world = foundryAccount();
    const other = '00000000-0000-4000-8000-0000000000ff';
    const vault = ids.vault.replace(subscription, other);
    world.lists[`/subscriptions/${subscription}/providers/Microsoft.KeyVault/vaults`] = [];
    world.lists[`/subscriptions/${other}/providers/Microsoft.KeyVault/vaults`] = [resource(vault, {})];
    world.documents[vault] = { ...vaultBody(), id: vault };
    const { evidence } = await run(world, { connect: { keyVaultSubscription: other } });
    expect(valueOf(evidence, 'vaults').map(({ id, answer }) => [id, answer.state])).toEqual([[vault, 'present']]);
    const lost = await run(world, { connect: { keyVaultSubscription: '00000000-0000-4000-8000-0000000000fe' } });
    expect(outcomes(lost.evidence, 'vaults')).not.toEqual({ 'acme-cmk': 'present' });
  });

  it('stays unknown when the vaults may not be listed', async () => {
    const { evidence } = await run(foundryAccount(), { denied: ['Microsoft.KeyVault/vaults/read'] });
    expect(outcomes(evidence, 'vaults')).toEqual({ [vaultHost]: 'access-denied' });
  });

  it('is taken by its resource id where a template passed that instead', async () => {
    const encryption = {
      keySource: 'Microsoft.KeyVault',
      keyVaultProperties: { keyName: 'ai', keyVersion: '', keyVaultUri: ids.vault },
    };
    const { evidence } = await run(foundryAccount({ encryption }));
    expect(outcomes(evidence, 'vaults')).toEqual({ 'acme-cmk': 'present' });
    expect(outcomes(evidence, 'keys')).toEqual({ ai: 'present' });
  });
});

describe('a managed HSM', () => {
  it('is read, and its roles are not looked for where they are not', async () => {
    const hsm = `${group}/providers/Microsoft.KeyVault/managedHSMs/acme-hsm`;
    const world = withEncryption(serviceSideHub(), {
      keyVaultArmId: hsm,
      keyIdentifier: 'https://acme-hsm.managedhsm.azure.net/keys/ai',
    });
    world.documents[hsm] = resource(hsm, { hsmUri: 'https://acme-hsm.managedhsm.azure.net/', enablePurgeProtection: true });
    world.documents[`${hsm}/keys/ai`] = resource(`${hsm}/keys/ai`, { kty: 'RSA-HSM', keySize: 3072 });
    const { evidence } = await run(world);
    expect(outcomes(evidence, 'vaults')).toEqual({ 'acme-hsm': 'present' });
    expect(outcomes(evidence, 'keys')).toEqual({ ai: 'present' });
    expect(valueOf(evidence, 'roleAssignments')).toEqual([]);
  });
});

describe('role assignments', () => {
  it('are those of the identities that use the key and of groups; people are left out', async () => {
    const world = serviceSideHub();
    const rows = assignmentsOf(world);
    rows.push(roleAssignment(principals.group, encryptionUser, { principalType: 'Group' }));
    rows.push(roleAssignment('50000000-0000-4000-8000-000000000001', encryptionUser, { principalType: 'ServicePrincipal' }));
    const { evidence, requests } = await run(world);
    const kept = new Set(
      valueOf(evidence, 'roleAssignments').flatMap(({ answer }) =>
        answer.state === 'present' ? answer.value.value.map(({ properties }) => properties.principalId) : [],
      ),
    );
    expect(kept).toEqual(new Set([principals.hub, principals.storage, principals.aiServices, principals.user, principals.group]));
    expect(JSON.stringify(evidence)).not.toContain(principals.person);
    const list = requests.find(({ path }) => path.endsWith('/roleAssignments'));
    expect(list?.query.get('$filter')).toBe('atScope()');
  });

  it('keep their conditions, and rows that are not understood', async () => {
    const world = serviceSideHub();
    const condition = "@Resource[Microsoft.KeyVault/vaults:name] StringEquals 'other'";
    assignmentsOf(world).splice(0, 10, roleAssignment(principals.hub, encryptionUser, { condition, conditionVersion: '2.0' }), {
      ...roleAssignment(principals.person, encryptionUser, { principalType: null }),
    });
    const { evidence } = await run(world);
    expect(answerOf(evidence, 'roleAssignments', ids.key)).toMatchObject({
      value: {
        value: [{ properties: { condition, conditionVersion: '2.0' } }, { properties: { principalId: principals.person } }],
      },
    });
  });

  it('lead to each definition once, with what it denies', async () => {
    const world = serviceSideHub();
    const custom = '60000000-0000-4000-8000-000000000001';
    const permissions = [
      {
        actions: [],
        notActions: [],
        dataActions: ['Microsoft.KeyVault/vaults/*'],
        notDataActions: ['Microsoft.KeyVault/vaults/keys/wrap/action'],
      },
    ];
    assignmentsOf(world).push(roleAssignment(principals.hub, custom), roleAssignment(principals.hub, encryptionUser));
    world.documents[roleId(custom)] = roleDefinition(custom, 'Custom', [], { type: 'CustomRole', permissions });
    const { evidence } = await run(world);
    expect(valueOf(evidence, 'roleDefinitions').map(({ id }) => id)).toEqual([roleId(encryptionUser), roleId(custom)]);
    expect(answerOf(evidence, 'roleDefinitions', roleId(custom))).toMatchObject({ value: { properties: { permissions } } });
  });

  it('of a workspace with a user-assigned identity are those of that identity', async () => {
    const world = withEncryption(
      serviceSideHub(),
      { keyVaultArmId: ids.vault, keyIdentifier: `https://${vaultHost}/keys/ai` },
      { identity: { userAssignedIdentity: ids.identity.replace('resourceGroups', 'resourcegroups') } },
    );
    world.documents[ids.hub] = { ...world.documents[ids.hub], identity: userAssigned() };
    const { evidence } = await run(world);
    expect(outcomes(evidence, 'identities')).toEqual({ 'acme-cmk-user': 'present' });
    expect(JSON.stringify(answerOf(evidence, 'roleAssignments', ids.key))).toContain(principals.user);
    expect(JSON.stringify(answerOf(evidence, 'roleAssignments', ids.key))).not.toContain(principals.storage);
  });
});

describe('many', () => {
  it('connections are looked at up to a bound, and the rest is named', async () => {
    const world = serviceSideHub();
    const many = Array.from({ length: 53 }, (_, index) => `${group}/providers/Microsoft.CognitiveServices/accounts/ai-${index}`);
    for (const id of many) world.documents[id] = accountBody(id, principals.aiServices);
    world.lists[`${ids.hub}/connections`] = many.map((ResourceId, index) =>
      connection(`c-${index}`, 'AIServices', { ResourceId }),
    );
    const { evidence } = await run(world);
    const answers = Object.values(outcomes(evidence, 'accounts'));
    expect(answers.filter((answer) => answer === 'present')).toHaveLength(50);
    expect(answers.filter((answer) => answer === 'too-many')).toHaveLength(3);
    expect(answerOf(evidence, 'accounts', many[52] ?? '')).toMatchObject({ detail: '53 are named, and the first 50 were read' });
  });
});

describe('a connection that does not tell its resource', () => {
  it.each([
    ['AzureOpenAI', 'accounts', {}],
    ['CognitiveSearch', 'searchServices', { ResourceId: 'not an id' }],
    ['AzureBlob', 'storageAccounts', { AccountName: 'elsewhere' }],
    ['CosmosDb', 'cosmosAccounts', {}],
  ] as const)('of %s leaves %s open', async (category, facet, metadata) => {
    const world = serviceSideHub();
    world.lists[`${ids.hub}/connections`] = [connection('blind', category, metadata)];
    const { evidence } = await run(world);
    expect(answerOf(evidence, facet, `${ids.hub}/connections/blind`)).toEqual({
      state: 'unreadable',
      cause: 'no-such-resource',
      detail: 'the connection does not tell which resource it leads to',
    });
  });

  it('of another kind is nothing that a key is for', async () => {
    const world = serviceSideHub();
    world.lists[`${ids.hub}/connections`] = [connection('openai', 'ApiKey', {}), connection('git', 'Git', {})];
    const { evidence } = await run(world);
    expect(valueOf(evidence, 'accounts')).toEqual([]);
    expect(outcomes(evidence, 'storageAccounts')).toEqual({ acmeaistorage: 'present' });
  });
});

describe('a vault document', () => {
  it('of another vault is not believed', async () => {
    const world = serviceSideHub();
    world.documents[ids.vault] = { ...vaultBody(), id: ids.secretsVault };
    expect(outcomes((await run(world)).evidence, 'vaults')).toEqual({ 'acme-cmk': 'not-understood' });
  });
});

describe('locks', () => {
  const locks = '/providers/Microsoft.Authorization/locks';
  const lock = (scope: string, level = 'CanNotDelete'): Json => ({
    id: `${scope}${locks}/keep`,
    name: 'keep',
    properties: { level },
  });
  const idsOf = async (world: AiWorld): Promise<string[]> => {
    const { evidence } = await run(world, { facets: ['vaultLocks'] });
    const [item] = valueOf(evidence, 'vaultLocks');
    return item?.answer.state === 'present' ? item.answer.value.value.map(({ id }) => id) : [];
  };

  it('of the vault are enough', async () => {
    expect(await idsOf(serviceSideHub())).toEqual([`${ids.vault}${locks}/keep`]);
  });

  it('of the resource group count, and those of its other resources do not', async () => {
    const world = serviceSideHub();
    world.lists[`${ids.vault}${locks}`] = [];
    world.lists[`${group}${locks}`] = [lock(`${ids.vault}-2`), lock(ids.storage), lock(group.toLowerCase())];
    expect(await idsOf(world)).toEqual([`${group.toLowerCase()}${locks}/keep`]);
  });
});
