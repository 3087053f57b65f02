import { describe, expect, it } from 'vitest';
import { obstacleOf } from '../../../src/core/obstacle.ts';
import type { Fault } from '../../support/fake-azure/index.ts';
import { CredentialsError } from '../../../src/providers/shared/failures.ts';
import { allFacets, clientId, fullState, run, subscription } from './support.ts';

const scope = '/subscriptions/x/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a';

const faults: readonly (readonly [string, Fault, object])[] = [
  [
    'a denial, without the name of the caller',
    {
      status: 403,
      code: 'AuthorizationFailed',
      message: `The client 'somebody@acme.example' with object id '5e1f0000-0000-4000-8000-00000000dead' does not have authorization to perform action 'Microsoft.Storage/storageAccounts/blobServices/read' over scope '${scope}' or the scope is invalid.`,
    },
    { cause: 'access-denied', detail: `no permission for Microsoft.Storage/storageAccounts/blobServices/read over ${scope}` },
  ],
  [
    'a token of another tenant',
    {
      status: 401,
      code: 'InvalidAuthenticationTokenTenant',
      message:
        "The access token is from the wrong issuer 'https://sts.windows.net/11111111-0000-4000-8000-000000000001/'. It must match the tenant 'https://sts.windows.net/22222222-0000-4000-8000-000000000002/' associated with this subscription.",
    },
    {
      cause: 'no-credentials',
      detail:
        'the credentials are of tenant 11111111-0000-4000-8000-000000000001 and the subscription belongs to 22222222-0000-4000-8000-000000000002: --tenant 22222222-0000-4000-8000-000000000002',
    },
  ],
  ['a subscription that is not there', { status: 404, code: 'SubscriptionNotFound' }, { cause: 'no-such-resource' }],
  ['a resource that is not there', { status: 404, code: 'ResourceNotFound' }, { cause: 'no-such-resource' }],
  ['an unregistered provider', { status: 409, code: 'MissingSubscriptionRegistration' }, { cause: 'not-supported' }],
  ['a conflict', { status: 409, code: 'Conflict', message: 'Another operation is in progress.' }, { cause: 'not-understood' }],
  ['an error of the service', { status: 503, code: 'ServerBusy' }, { cause: 'server-error', status: 503 }],
  ['throttling without end', { throttle: true, retryAfter: 0 }, { cause: 'throttled', code: 'TooManyRequests' }],
  ['a wish for an hour of patience', { throttle: true, retryAfter: 3600 }, { cause: 'throttled' }],
  ['silence', { timeout: true }, { cause: 'timeout' }],
  ['a web page', { html: true }, { cause: 'not-understood', detail: 'the server answered a web page or XML' }],
  ['a web page with an error', { html: true, status: 403 }, { cause: 'not-understood' }],
  ['nothing', { empty: true }, { cause: 'not-understood', detail: 'the answer is empty' }],
  ['another resource', { body: { id: '/subscriptions/other', properties: {} } }, { cause: 'not-understood' }],
  ['another type', { body: { id: 7, properties: [] } }, { cause: 'not-understood' }],
  ['a list', { body: [] }, { cause: 'not-understood' }],
  [
    'an answer without end',
    { body: { id: 'x'.repeat(17 << 20) } },
    { cause: 'not-understood', detail: 'the answer is larger than 16 MB' },
  ],
  ['a redirect', { redirect: 'https://evil.example/' }, { cause: 'not-understood' }],
  ['half an answer', { truncate: true }, { cause: 'not-understood' }],
  ['a connection that breaks', { reset: true }, { cause: 'unreachable' }],
];

describe('an answer that is not one', () => {
  for (const operation of ['blobService', 'container'] as const)
    it.each(faults)(`${operation}: %s`, async (_, fault, expected) => {
      const { evidence } = await run(fullState, {
        facets: [operation, 'locks'],
        fake: { faults: { [operation]: fault } },
        connect: { timeout: 700 },
      });
      expect(evidence.facets[operation]).toMatchObject({ state: 'unreadable', ...expected });
      expect(JSON.stringify(evidence)).not.toMatch(/somebody@acme|dead/);
      expect(evidence.facets.locks?.state).toBe('present');
    });

  it.each([{ throttle: 2, retryAfter: 0 }, { reset: 2 }])('is asked for again: %j', async (fault) => {
    const { evidence, fake } = await run(fullState, { facets: ['locks'], fake: { faults: { locks: fault } } });
    expect(evidence.facets.locks?.state).toBe('present');
    expect(fake.requests.filter(({ operation }) => operation === 'locks')).toHaveLength(3);
  });
});

describe('an account that cannot be found', () => {
  it('is told where it was looked for, and may be hidden', async () => {
    const { evidence } = await run(fullState, { account: 'otherstorage', facets: ['storageAccount', 'container'] });
    const detail =
      'the account otherstorage is not among the storage accounts that the caller can see in 1 subscription; --subscription names another one';
    for (const name of ['storageAccount', 'container'] as const)
      expect(evidence.facets[name]).toEqual({ state: 'unreadable', cause: 'no-such-resource', detail });
    const { container } = evidence.facets;
    if (container?.state !== 'unreadable') throw new Error('expected to be unreadable');
    expect(obstacleOf('azure', 'container', container).message).toContain('or the caller may not see it');
  });

  it('names the subscription that was named', async () => {
    const { evidence } = await run(fullState, { account: 'otherstorage', facets: ['locks'], connect: { subscription } });
    expect(evidence.facets.locks).toMatchObject({ detail: expect.stringContaining(`in subscription ${subscription}`) as string });
  });

  it('says that no subscription is visible', async () => {
    const { evidence } = await run(fullState, {
      facets: ['locks'],
      fake: { faults: { subscriptions: { body: { value: [] } } } },
    });
    expect(evidence.facets.locks).toMatchObject({
      detail: expect.stringContaining('the caller can see no subscription') as string,
    });
  });

  it('is not absent where one list could not be read', async () => {
    const { evidence } = await run(fullState, {
      facets: ['storageAccount', 'locks'],
      fake: { faults: { storageAccounts: { status: 403, code: 'AuthorizationFailed' } } },
    });
    expect(evidence.facets.storageAccount).toMatchObject({ cause: 'access-denied' });
    expect(evidence.facets.locks).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'storageAccount' });
  });
});

describe('ids in answers', () => {
  const hostile = [
    '//evil.example/x',
    'https://evil.example/x',
    '/a/../b',
    '/a?b',
    '/a#b',
    '\\\\evil.example',
    '',
    '/subscriptions/%2e%2e/x',
  ];

  it.each(hostile)('lead nowhere else: %j', async (id) => {
    const properties = { clientId, principalId: clientId, tenantId: clientId };
    const { evidence, fake } = await run(fullState, {
      facets: ['identity', 'federatedCredentials'],
      fake: { faults: { identities: { body: { value: [{ id, name: 'x', properties }] } } } },
    });
    const { federatedCredentials } = evidence.facets;
    expect(federatedCredentials).toMatchObject({
      cause: expect.stringMatching(/^(?:not-understood|prerequisite)$/) as string,
    });
    const strange = fake.requests.filter(({ path }) => !/^\/subscriptions(?:$|\/)/.test(path));
    expect(strange).toEqual([]);
  });

  it('of an account must be the id of an account', async () => {
    const body = { value: [{ id: '/subscriptions/x/../storageAccounts/acmestorage', name: 'acmestorage' }] };
    const { evidence, fake } = await run(fullState, { facets: ['locks'], fake: { faults: { storageAccounts: { body } } } });
    expect(evidence.facets.locks).toMatchObject({ cause: 'no-such-resource' });
    expect(fake.requests.map(({ operation }) => operation)).toEqual(['subscriptions', 'storageAccounts']);
  });
});

describe('nothing at all', () => {
  it('no permission: every facet says which one is missing', async () => {
    const { evidence } = await run(fullState, { fake: { denied: '*' } });
    for (const name of allFacets) {
      const observation = evidence.facets[name as 'locks'];
      expect(observation?.state, name).toBe('unreadable');
      if (observation?.state !== 'unreadable') continue;
      expect(obstacleOf('azure', name, observation, evidence.facets).permission, name).toMatch(/^Microsoft\./);
    }
  });

  it('no credentials: searched once, and every facet says so', async () => {
    let asked = 0;
    const { evidence, fake } = await run(fullState, {
      credential: {
        getToken: async () => {
          asked += 1;
          throw new CredentialsError('DefaultAzureCredential found none');
        },
      },
    });
    expect(asked).toBeGreaterThan(0);
    expect(fake.requests).toEqual([]);
    for (const name of allFacets)
      expect(evidence.facets[name as 'locks'], name).toMatchObject({
        cause: expect.stringMatching(/^(?:no-credentials|prerequisite)$/) as string,
      });
  });

  it('a dead endpoint costs one refused connect', async () => {
    const begin = performance.now();
    const { evidence } = await run(fullState, {
      connect: { azureArmEndpoint: 'https://127.0.0.1:9', azureBlobEndpoint: 'https://127.0.0.1:9' },
    });
    for (const name of allFacets) expect(evidence.facets[name as 'locks'], name).toMatchObject({ state: 'unreadable' });
    expect(evidence.facets.locks).toMatchObject({ cause: 'unreachable', detail: '127.0.0.1:9: connection refused' });
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  it('an interrupted run', async () => {
    const { evidence } = await run(fullState, { signal: AbortSignal.abort() });
    for (const name of allFacets) expect(evidence.facets[name as 'locks'], name).toMatchObject({ cause: 'interrupted' });
  });
});
