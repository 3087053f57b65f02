import { describe, expect, it } from 'vitest';
import type { Unreadable, UnreadableCause } from '../../../src/evidence/observation.ts';
import type { GcsFault } from '../../support/fake-gcs/index.ts';
import { allFacets, fullBucket, keyName, projectNumber, run } from './support.ts';

const caller = 'someone@acme-audit.iam.gserviceaccount.com';
const permissions = {
  bucket: 'storage.buckets.get',
  iamPolicy: 'storage.buckets.getIamPolicy',
  ipFilterPermission: 'storage.buckets.getIpFilter',
  projectIamPolicy: 'resourcemanager.projects.getIamPolicy',
  kmsKey: 'cloudkms.cryptoKeys.get',
  kmsKeyIamPolicy: 'cloudkms.cryptoKeys.getIamPolicy',
} as const;
type Name = keyof typeof permissions;
const names = Object.keys(permissions) as readonly Name[];

describe('a denied permission', () => {
  it.each(names)('is told for %s, with the permission where Google says it and without the caller', async (name) => {
    const { evidence } = await run(fullBucket, { fake: { denied: [permissions[name]], caller } });
    const observation = evidence.facets[name] as Unreadable;
    expect(observation).toMatchObject({ state: 'unreadable', cause: 'access-denied' });
    expect(JSON.stringify(evidence)).not.toContain(caller);
    if (name !== 'projectIamPolicy' && name !== 'ipFilterPermission')
      expect(observation.detail).toContain(`ermission '${permissions[name]}' denied on resource`);
  });

  it('leaves the other facets alone', async () => {
    const { evidence } = await run(fullBucket, { fake: { denied: [permissions.iamPolicy, permissions.projectIamPolicy] } });
    expect(names.filter((name) => evidence.facets[name]?.state === 'present')).toEqual([
      'bucket',
      'ipFilterPermission',
      'kmsKey',
      'kmsKeyIamPolicy',
    ]);
  });

  it('makes what depends on the bucket unknown, and asks for none of it', async () => {
    const { evidence, fake } = await run(fullBucket, { fake: { denied: '*' } });
    for (const name of ['projectIamPolicy', 'kmsKey', 'kmsKeyIamPolicy'] as const)
      expect(evidence.facets[name]).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'bucket' });
    expect(fake.requests).toHaveLength(3);
  });
});

describe('an API that is not enabled', () => {
  it.each([
    ['cloudkms.googleapis.com', 'kmsKey', 'acme-ml'],
    ['cloudresourcemanager.googleapis.com', 'projectIamPolicy', projectNumber],
  ] as const)('is named: %s', async (service, name, project) => {
    const { evidence } = await run(fullBucket, { fake: { disabled: [service] } });
    expect(evidence.facets[name]).toEqual({
      state: 'unreadable',
      cause: 'not-supported',
      code: 'SERVICE_DISABLED',
      status: 403,
      detail: `${service} is not enabled in project ${project}: \`gcloud services enable\` does that`,
    });
  });
});

describe('a key', () => {
  it('that KMS does not know is not found', async () => {
    const { key: _, ...without } = fullBucket;
    const { evidence } = await run(without);
    expect(evidence.facets.kmsKey).toMatchObject({ cause: 'no-such-key', code: 'NOT_FOUND', status: 404 });
    expect(evidence.facets.kmsKeyIamPolicy).toMatchObject({ cause: 'no-such-key' });
  });
});

const html = { html: true } as const;
const faults: readonly (readonly [string, GcsFault, UnreadableCause, readonly Name[]])[] = [
  ['404 that is a web page', { ...html, status: 404 }, 'not-understood', names],
  ['403 that is a web page', { ...html, status: 403 }, 'not-understood', names],
  ['web page', html, 'not-understood', names],
  ['empty answer', { empty: true }, 'not-understood', names],
  ['document without its end', { cut: true }, 'not-understood', names],
  ['body that breaks off', { truncate: true }, 'not-understood', names],
  ['list', { body: '[]' }, 'not-understood', names],
  ['null', { body: 'null' }, 'not-understood', names],
  ['empty object', { body: '{}' }, 'not-understood', names],
  ['document of another kind', { body: '{"kind":"storage#buckets","items":[],"name":"other"}' }, 'not-understood', names],
  [
    'error with status 200',
    { body: '{"error":{"code":403,"message":"no","errors":[{"reason":"forbidden"}]}}' },
    'access-denied',
    names,
  ],
  ['error that is text', { body: '{"error":"invalid"}' }, 'not-understood', names],
  ['redirect', { redirect: 'http://127.0.0.1:1/elsewhere' }, 'not-understood', names],
  ['answer without end', { endless: true }, 'not-understood', ['bucket', 'projectIamPolicy']],
  ['bad request', { status: 400, reason: 'invalid', message: 'Invalid argument.' }, 'not-understood', names],
  ['401', { status: 401, reason: 'authError', message: 'Invalid Credentials' }, 'no-credentials', names],
  ['429', { throttle: true }, 'throttled', names],
  ['403 that means too often', { rateLimit: true }, 'throttled', names],
  ['500', { status: 500 }, 'server-error', names],
  ['503 of a load balancer', { ...html, status: 503 }, 'server-error', names],
  ['501', { status: 501, reason: 'notImplemented' }, 'not-supported', names],
];
const operations = {
  bucket: 'buckets.get',
  iamPolicy: 'buckets.getIamPolicy',
  ipFilterPermission: 'buckets.testIamPermissions',
  projectIamPolicy: 'projects.getIamPolicy',
  kmsKey: 'cryptoKeys.get',
  kmsKeyIamPolicy: 'cryptoKeys.getIamPolicy',
} as const;

describe.each(faults)('%s', (_, fault, cause, facets) => {
  it(`makes a facet ${cause}, never a value and never absent`, async () => {
    await Promise.all(
      facets.map(async (name) => {
        const { evidence } = await run(fullBucket, { fake: { faults: { [operations[name]]: fault } }, facets: [name] });
        expect(evidence.facets[name], name).toMatchObject({ state: 'unreadable', cause });
      }),
    );
  });
});

describe('the configuration of the bucket', () => {
  const { name, projectNumber: number } = fullBucket;
  const whole = {
    kind: 'storage#bucket',
    name,
    projectNumber: number,
    location: 'US',
    storageClass: 'STANDARD',
    iamConfiguration: {},
  };
  it.each(['projectNumber', 'location', 'storageClass', 'iamConfiguration'])('is not believed without %s', async (member) => {
    const body = JSON.stringify({ ...whole, [member]: undefined });
    const { evidence } = await run(fullBucket, { fake: { faults: { 'buckets.get': { body } } }, facets: ['bucket'] });
    expect(evidence.facets.bucket).toEqual({
      state: 'unreadable',
      cause: 'not-understood',
      detail: `the answer lacks ${member}`,
    });
  });

  it('is not believed when it is of another bucket', async () => {
    const body = JSON.stringify({ ...whole, name: 'another' });
    const { evidence } = await run(fullBucket, { fake: { faults: { 'buckets.get': { body } } }, facets: ['bucket'] });
    expect(evidence.facets.bucket).toMatchObject({ cause: 'not-understood', detail: 'the server answered for another bucket' });
  });

  it.each([
    ['a CORS rule with an unknown member', { cors: [{ origin: ['*'], exposeHeaders: ['ETag'] }] }],
    [
      'a lifecycle condition with an unknown member',
      { lifecycle: { rule: [{ action: { type: 'Delete' }, condition: { moon: 1 } }] } },
    ],
    ['a number where a string is', { softDeletePolicy: { retentionDurationSeconds: 604800 } }],
  ])('is not believed with %s', async (_, extra) => {
    const { evidence } = await run({ ...fullBucket, extra });
    if ('lifecycle' in extra) expect(evidence.facets.bucket?.state).toBe('present');
    else expect(evidence.facets.bucket).toMatchObject({ cause: 'not-understood' });
  });
});

describe('denials', () => {
  const denied = async (message: string, status = 403, reason = 'forbidden'): Promise<Unreadable> => {
    const { evidence } = await run(fullBucket, {
      facets: ['bucket'],
      fake: { faults: { 'buckets.get': { status, reason, message } } },
    });
    return evidence.facets.bucket as Unreadable;
  };

  it("keep Google's reason on one line, without addresses, tokens and control characters", async () => {
    const message =
      "Request is prohibited by organization's policy for a.b+c@acme.example and principal://iam.googleapis.com/x/subject/me \u001b[31m Bearer ya29.secret-token. vpcServiceControlsUniqueIdentifier: abc\nmore";
    const { detail, cause, code } = await denied(message);
    expect({ cause, code }).toEqual({ cause: 'access-denied', code: 'forbidden' });
    expect(detail).toBe(
      "Request is prohibited by organization's policy for (the caller) and (the caller) [31m Bearer (removed) vpcServiceControlsUniqueIdentifier: abc",
    );
  });

  it('say who has to pay', async () => {
    const message = 'Bucket is a requester pays bucket but no user project provided.';
    expect(await denied(message, 400, 'required')).toMatchObject({
      cause: 'access-denied',
      detail: expect.stringContaining('GOOGLE_CLOUD_QUOTA_PROJECT') as string,
    });
  });

  it('say why an emulator that wants a token gets none', async () => {
    const { evidence, fake } = await run(fullBucket, { facets: ['bucket'], fake: { tokens: ['x'] } });
    expect(evidence.facets.bucket).toMatchObject({
      cause: 'no-credentials',
      detail: "an endpoint that is not one of Google's gets no credentials",
    });
    expect(fake.requests.map(({ token }) => token)).toEqual(['']);
  });
});

it('has looked at every facet', () => {
  expect(names).toEqual(allFacets);
  expect(keyName).toBe(fullBucket.key?.name);
});
