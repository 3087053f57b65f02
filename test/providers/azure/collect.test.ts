import { describe, expect, it } from 'vitest';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { staticToken, startFakeAzure } from '../../support/fake-azure/index.ts';
import { allFacets, clientId, fullState, principalId, roleGuid, run, subscription } from './support.ts';

const accountId = `/subscriptions/${subscription}/resourceGroups/acme-ml/providers/Microsoft.Storage/storageAccounts/acmestorage`;

describe('a live container', () => {
  it('gives every facet in the wire words of Azure', async () => {
    const { evidence } = await run();
    for (const name of allFacets.filter((facet) => facet !== 'blobProperties'))
      expect(evidence.facets[name as 'locks'], name).toMatchObject({ state: 'present' });
    expect(evidence.facets.blobProperties).toBeUndefined();
    expect(evidence.target).toEqual({
      uri: 'az://acmestorage/wandb',
      bucket: 'wandb',
      account: 'acmestorage',
      resourceId: accountId,
    });
    const { storageAccount, blobService, roleDefinitions, identity } = evidence.facets;
    expect(storageAccount).toMatchObject({
      value: { kind: 'StorageV2', properties: { supportsHttpsTrafficOnly: true, networkAcls: { defaultAction: 'Allow' } } },
    });
    expect(blobService).toMatchObject({ value: { properties: { isVersioningEnabled: true } } });
    expect(identity).toMatchObject({ value: { properties: { clientId, principalId } } });
    expect(roleDefinitions).toMatchObject({ value: { value: [{ name: roleGuid }] } });
  });

  it('asks the data plane where Resource Manager may not be asked', async () => {
    const rules = [
      {
        allowedOrigins: ['https://a.example?x=1&y=<2>'],
        allowedMethods: ['GET'],
        allowedHeaders: ['*'],
        exposedHeaders: [],
        maxAgeInSeconds: 5,
      },
    ];
    const blobService = { cors: { corsRules: rules }, deleteRetentionPolicy: { enabled: true, days: 9 } };
    const { evidence } = await run(
      { ...fullState, blobService },
      {
        facets: ['blobService', 'blobProperties'],
        fake: { faults: { blobService: { status: 403, code: 'AuthorizationFailed' } } },
      },
    );
    expect(evidence.facets.blobService).toMatchObject({ cause: 'access-denied' });
    expect(evidence.facets.blobProperties).toMatchObject({
      value: {
        cors: [{ allowedOrigins: 'https://a.example?x=1&y=<2>', allowedMethods: 'GET', exposedHeaders: '', maxAgeInSeconds: 5 }],
        deleteRetentionPolicy: { enabled: true, days: 9 },
      },
    });
  });

  it('replays as it was read', async () => {
    const { evidence } = await run();
    const text = JSON.stringify(evidence);
    expect(await parseEvidence(JSON.parse(text))).toEqual({ ok: true, evidence: JSON.parse(text) as unknown });
  });

  it('keeps no token and nobody in the evidence', async () => {
    const { evidence, fake } = await run();
    const text = JSON.stringify(evidence);
    for (const secret of [staticToken, 'Bearer', 'createdBy', '00000000beef', 'ml-platform']) expect(text).not.toContain(secret);
    for (const { authorization, userAgent } of fake.requests) {
      expect(authorization).toBe(`Bearer ${staticToken}`);
      expect(userAgent).toContain('byob-audit/0.1.0');
    }
  });

  it('only reads', async () => {
    const { fake } = await run();
    expect(new Set(fake.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(fake.requests.filter(({ path }) => /listkeys|listsas|listsecrets/i.test(path))).toEqual([]);
  });

  it('leaves out what Azure leaves out', async () => {
    const { evidence } = await run({ ...fullState, blobService: { cors: { corsRules: [] } } });
    expect(evidence.facets.blobService).toEqual({
      state: 'present',
      value: { id: `${accountId}/blobServices/default`, properties: { cors: { corsRules: [] } } },
    });
  });

  it('reads nothing that was not asked for', async () => {
    const { evidence, fake } = await run(fullState, { facets: ['blobService'], connect: { subscription } });
    expect(Object.keys(evidence.facets)).toEqual(['blobService']);
    expect(fake.requests.map(({ operation }) => operation)).toEqual(['storageAccounts', 'blobService']);
  });

  it('says what is not there', async () => {
    const { managementRules: _, ...state } = fullState;
    const { evidence } = await run({ ...state, containerProperties: null });
    expect(evidence.facets.container).toEqual({ state: 'absent', code: 'ContainerNotFound' });
    expect(evidence.facets.managementPolicy).toEqual({ state: 'absent', code: 'ManagementPolicyNotFound' });
  });
});

describe('the order of reads', () => {
  it('asks everything about the account at once, then what depends on the identity, then the roles', async () => {
    const { fake } = await run(fullState, { fake: { delay: 150 }, connect: { subscription } });
    const rounds = [
      ['storageAccounts'],
      [
        'storageAccount',
        'blobService',
        'container',
        'immutabilityPolicy',
        'managementPolicy',
        'locks',
        'diagnosticSettings',
        'identities',
      ],
      ['federatedCredentials', 'roleAssignments', 'denyAssignments'],
      ['roleDefinition'],
    ].map((names) => fake.requests.filter(({ operation }) => names.includes(operation)));
    expect(rounds.map(({ length }) => length)).toEqual([1, 8, 3, 1]);
    for (const [index, round] of rounds.entries()) {
      const ended = Math.min(...round.map(({ answeredAt }) => answeredAt ?? Infinity));
      expect(Math.max(...round.map(({ at }) => at)), `round ${index}`).toBeLessThan(ended);
    }
  });

  it('finds the subscription when none is named', async () => {
    const { evidence, fake } = await run(fullState, { facets: ['storageAccount'] });
    expect(evidence.facets.storageAccount?.state).toBe('present');
    expect(fake.requests.map(({ operation }) => operation)).toEqual(['subscriptions', 'storageAccounts', 'storageAccount']);
  });
});

describe('the identity', () => {
  it('is not looked for when none is declared, or one of another cloud', async () => {
    for (const declared of [{}, { principal: 'arn:aws:iam::111122223333:role/wandb' }]) {
      const { evidence, fake } = await run(fullState, { declared, facets: ['identity', 'roleAssignments', 'blobService'] });
      expect(evidence.facets.identity).toEqual({ state: 'absent', code: 'NotDeclared' });
      expect(evidence.facets.roleAssignments).toEqual({ state: 'absent', code: 'NotDeclared' });
      expect(fake.requests.filter(({ operation }) => operation === 'identities')).toEqual([]);
    }
  });

  it('is read directly when its resource id is declared', async () => {
    const principal = `/subscriptions/${subscription}/resourceGroups/ACME-ml/providers/microsoft.managedidentity/userassignedidentities/wandb-identity`;
    const { evidence, fake } = await run(fullState, { declared: { principal } });
    expect(evidence.facets.federatedCredentials?.state).toBe('present');
    expect(fake.requests.some(({ operation }) => operation === 'identities')).toBe(false);
  });

  it('that is elsewhere is unknown, and its roles with it', async () => {
    const principal = '12345678-1234-4234-8234-123456789abc';
    const { evidence } = await run(fullState, { declared: { principal } });
    const { identity, federatedCredentials, roleAssignments, roleDefinitions } = evidence.facets;
    expect(identity).toMatchObject({ cause: 'no-such-resource', detail: expect.stringContaining(principal) as string });
    expect(federatedCredentials).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'identity' });
    expect(roleAssignments).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'identity' });
    expect(roleDefinitions).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'identity' });
  });

  it('of another subscription has roles that are found by its principal id', async () => {
    const { evidence } = await run({ ...fullState, identities: [] }, { declared: { principal: principalId } });
    expect(evidence.facets.roleAssignments).toMatchObject({ value: { value: [{ properties: { principalId } }] } });
    expect(evidence.facets.roleDefinitions?.state).toBe('present');
  });
});

describe('role assignments', () => {
  it('are read at the container: those of the identity and of groups, and nobody else', async () => {
    const group = '5e1f0000-0000-4000-8000-0000000000aa';
    const person = '5e1f0000-0000-4000-8000-0000000000bb';
    const [own] = fullState.roleAssignments ?? [];
    const role = own?.role ?? '';
    const roleAssignments = [
      { role, principalId: group, principalType: 'Group', scope: `/subscriptions/${subscription}` },
      { role, principalId: person, principalType: 'User' },
      { role, principalId, scope: `/subscriptions/${subscription}/resourceGroups/elsewhere` },
      { role, principalId },
    ];
    const { evidence } = await run({ ...fullState, roleAssignments });
    const found = evidence.facets.roleAssignments;
    expect(found?.state === 'present' ? found.value.value.map(({ properties }) => properties.principalId) : found).toEqual([
      group,
      principalId,
    ]);
    expect(JSON.stringify(evidence)).not.toContain(person);
  });
});

describe('deny assignments', () => {
  it('are read at the container, without the people whom they name', async () => {
    const person = '5e1f0000-0000-4000-8000-0000000000bb';
    const group = { id: '5e1f0000-0000-4000-8000-0000000000aa', type: 'Group' };
    const everybody = { id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' };
    const own = { id: principalId, type: 'ServicePrincipal' };
    const permissions = [{ actions: ['*/delete'], notActions: [], dataActions: [], notDataActions: [] }];
    const denyAssignments = [
      { permissions, principals: [everybody], excludePrincipals: [own, { id: person, type: 'User' }, group] },
      { permissions, principals: [{ id: person, type: 'ServicePrincipal' }] },
    ];
    const { evidence } = await run({ ...fullState, denyAssignments });
    expect(evidence.facets.denyAssignments).toMatchObject({
      value: {
        value: [{ properties: { principals: [everybody], excludePrincipals: [own, group] } }, { properties: { principals: [] } }],
      },
    });
    expect(JSON.stringify(evidence)).not.toContain(person);
  });

  it('are none of an identity that is not known', async () => {
    const { evidence } = await run(fullState, { declared: {}, facets: ['denyAssignments'] });
    expect(evidence.facets.denyAssignments).toEqual({ state: 'absent', code: 'NotDeclared' });
  });
});

describe('lists in pages', () => {
  const locks = Array.from({ length: 5 }, (_, index) => ({ name: `lock-${index}`, level: 'ReadOnly' }));

  it('are joined, empty pages in between included', async () => {
    const { evidence, fake } = await run({ ...fullState, locks }, { facets: ['locks'], fake: { pageSize: 2 } });
    expect(evidence.facets.locks).toMatchObject({ value: { value: locks.map(({ name }) => ({ name })) } });
    expect(fake.requests.filter(({ operation }) => operation === 'locks')).toHaveLength(5);
  });

  it('are not followed to another host, where no token is sent', async () => {
    const other = await startFakeAzure({ routes: [] });
    const links = [`${other.url}/next`, 'https://user:pass@127.0.0.1/next', 'http://127.0.0.1/next', '/next'];
    for (const nextLink of links) {
      const { evidence } = await run(fullState, { facets: ['locks'], fake: { faults: { locks: { nextLink } } } });
      expect(evidence.facets.locks, nextLink).toMatchObject({ state: 'unreadable', cause: 'not-understood' });
    }
    await other.close();
    expect(other.requests).toEqual([]);
  });

  it('that go round in circles are given up', async () => {
    const fake = await startFakeAzure({ routes: [] });
    await fake.close();
    const { evidence } = await run(fullState, {
      facets: ['locks'],
      fake: { faults: { locks: { body: { value: [], nextLink: 'https://management.azure.com/again' } } } },
    });
    expect(evidence.facets.locks).toMatchObject({ cause: 'not-understood' });
  });
});
