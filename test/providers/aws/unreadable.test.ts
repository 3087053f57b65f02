import { describe, expect, it } from 'vitest';
import type { Observation, UnreadableCause } from '../../../src/evidence/observation.ts';
import type { Fault } from '../../support/fake-aws/index.ts';
import { account, allFacets, freshBucket, fullBucket, run } from './support.ts';

const kmsFacets = allFacets.filter((name) => name.startsWith('kms'));
const operationOf: Readonly<Record<string, string>> = {
  headBucket: 'HeadBucket',
  versioning: 'GetBucketVersioning',
  policy: 'GetBucketPolicy',
  policyStatus: 'GetBucketPolicyStatus',
  kmsKey: 'DescribeKey',
  kmsGrants: 'ListGrants',
  caller: 'GetCallerIdentity',
  accountPublicAccessBlock: 'GetAccountPublicAccessBlock',
};

const faults: readonly (readonly [string, Fault, Partial<Record<string, UnreadableCause>>])[] = [
  ['time-out', { timeout: true }, { headBucket: 'timeout', versioning: 'timeout', kmsKey: 'timeout', caller: 'timeout' }],
  ['connection reset', { reset: true }, { headBucket: 'unreachable', policy: 'unreachable', kmsGrants: 'unreachable' }],
  [
    'body that breaks off',
    { truncate: true },
    { versioning: 'not-understood', policy: 'not-understood', kmsKey: 'not-understood', caller: 'not-understood' },
  ],
  [
    'document without its end',
    { cut: true },
    { policyStatus: 'not-understood', policy: 'not-understood', kmsKey: 'not-understood' },
  ],
  [
    'text that is no document',
    { nonXml: true },
    {
      versioning: 'not-understood',
      policy: 'not-understood',
      kmsKey: 'not-understood',
      caller: 'not-understood',
      accountPublicAccessBlock: 'not-understood',
    },
  ],
  [
    'empty body',
    { empty: true },
    {
      versioning: 'not-understood',
      policy: 'not-understood',
      kmsKey: 'not-understood',
      kmsGrants: 'not-understood',
      caller: 'not-understood',
    },
  ],
  [
    'bucket listing',
    { listing: true },
    {
      versioning: 'not-understood',
      policy: 'not-understood',
      policyStatus: 'not-understood',
      kmsKey: 'not-understood',
      accountPublicAccessBlock: 'not-understood',
    },
  ],
  [
    'error document under 200',
    { body: '<Error><Code>InternalError</Code></Error>', status: 200 },
    { versioning: 'not-understood', policyStatus: 'not-understood' },
  ],
  [
    '500',
    { status: 500, code: 'InternalError' },
    { headBucket: 'server-error', versioning: 'server-error', kmsKey: 'server-error' },
  ],
  ['gateway page', { status: 502, nonXml: true }, { versioning: 'server-error', kmsKey: 'server-error' }],
  ['not implemented', { status: 501, code: 'NotImplemented' }, { versioning: 'not-supported', headBucket: 'not-supported' }],
  ['method not allowed', { status: 405, code: 'MethodNotAllowed' }, { policy: 'not-allowed' }],
  ['unsupported key operation', { code: 'UnsupportedOperationException' }, { kmsKey: 'not-supported' }],
  ['expired token', { status: 400, code: 'ExpiredToken' }, { versioning: 'no-credentials' }],
  ['unknown access key', { status: 403, code: 'InvalidAccessKeyId' }, { versioning: 'no-credentials' }],
  ['wrong secret', { status: 403, code: 'SignatureDoesNotMatch' }, { policy: 'no-credentials' }],
  ['KMS without a valid token', { code: 'UnrecognizedClientException' }, { kmsKey: 'no-credentials' }],
  ['plain 403', { status: 403, empty: true }, { headBucket: 'access-denied', versioning: 'access-denied' }],
  ['proxy login page', { status: 403, nonXml: true }, { versioning: 'access-denied' }],
  ['page of a web server', { status: 404, nonXml: true }, { versioning: 'not-understood', policy: 'not-understood' }],
  ['redirect without a region', { status: 301, empty: true }, { versioning: 'redirected' }],
  ['404 of something in between', { status: 404, nonXml: true }, { headBucket: 'not-understood' }],
  ['unknown code', { status: 400, code: 'InvalidRequest' }, { versioning: 'not-understood', kmsKey: 'not-understood' }],
];

describe('what cannot be read', () => {
  it.each(faults)('%s', async (_name, fault, expected) => {
    for (const [facet, cause] of Object.entries(expected)) {
      const operation = operationOf[facet] ?? '';
      const { evidence } = await run(fullBucket, {
        fake: { faults: { [operation]: fault } },
        facets: [facet],
        connect: { timeout: 300 },
      });
      const observation = evidence.facets[facet as 'versioning'];
      expect(observation, facet).toMatchObject({ state: 'unreadable', cause });
    }
  });

  it('names what was asked for and what came', async () => {
    const { facets } = (
      await run(freshBucket, {
        fake: { profile: 'listing' },
        facets: ['encryption', 'policyStatus', 'requestPayment', 'lifecycle', 'logging'],
      })
    ).evidence;
    expect(facets.policyStatus).toEqual({
      state: 'unreadable',
      cause: 'not-understood',
      detail: 'asked for PolicyStatus, the server answered ListBucketResult',
    });
    for (const observation of Object.values(facets))
      expect(observation).toMatchObject({ state: 'unreadable', cause: 'not-understood' });
  });

  it('says access-denied for everything but the caller when every read is denied', async () => {
    const { facets } = (await run(fullBucket, { fake: { denied: '*' } })).evidence;
    for (const [name, observation] of Object.entries(facets)) {
      if (name === 'caller') expect(observation.state).toBe('present');
      else if (kmsFacets.includes(name))
        expect(observation, name).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'encryption' });
      else expect(observation, name).toMatchObject({ state: 'unreadable', cause: 'access-denied', status: 403 });
    }
  });

  it('keeps the reason that the service gives', async () => {
    const { facets } = (await run(fullBucket, { fake: { denied: ['s3:GetBucketCORS'] }, facets: ['cors', 'versioning'] }))
      .evidence;
    expect(facets.versioning?.state).toBe('present');
    expect(facets.cors).toMatchObject({ code: 'AccessDenied', detail: 'no identity-based policy allows it' });
  });

  it('says for each facet that a bucket does not exist', async () => {
    const { facets } = (await run(fullBucket, { bucket: 'another-bucket' })).evidence;
    expect(facets.headBucket).toEqual({ state: 'absent', code: 'NotFound' });
    expect(facets.versioning).toMatchObject({ state: 'unreadable', cause: 'no-such-bucket', code: 'NoSuchBucket', status: 404 });
    expect(facets.requestPayment).toMatchObject({ cause: 'no-such-bucket' });
    expect(facets.kmsKey).toMatchObject({ cause: 'prerequisite' });
  });

  it.each([['headBucket'], ['headBucket', 'versioning'], ['headBucket', 'location']])(
    'believes 404 to a HEAD only beside NoSuchBucket, reading %s %s',
    async (...facets) => {
      const gone = await run(fullBucket, { bucket: 'another-bucket', facets });
      expect(gone.evidence.facets.headBucket).toEqual({ state: 'absent', code: 'NotFound' });
      expect(Object.keys(gone.evidence.facets)).toEqual(facets);
      const page = await run(fullBucket, { fake: { faults: { '*': { status: 404, nonXml: true } } }, facets });
      expect(page.evidence.facets.headBucket).toMatchObject({ state: 'unreadable', cause: 'not-understood', status: 404 });
    },
  );

  it('does not blame a permission when the credentials are what is wrong', async () => {
    const fault = { status: 403, code: 'InvalidAccessKeyId', message: 'AKIATESTTESTTESTTEST does not exist' };
    const { facets } = (await run(fullBucket, { fake: { faults: { '*': fault } }, facets: ['headBucket', 'versioning'] }))
      .evidence;
    expect(facets.headBucket).toMatchObject({ cause: 'no-credentials' });
    expect(JSON.stringify(facets)).not.toContain('AKIATEST');
  });

  it('keeps control characters and secrets of a server out of the detail', async () => {
    const message = `a\u001b[31m\u202eb Signature=abc123 //user:secret@host ${'x'.repeat(500)}`;
    const fault = { status: 400, code: 'InvalidRequest', message };
    const { facets } = (await run(fullBucket, { fake: { faults: { GetKeyPolicy: fault } }, facets: ['kmsKeyPolicy'] })).evidence;
    const observation: Observation<unknown> | undefined = facets.kmsKeyPolicy;
    const detail = observation?.state === 'unreadable' ? (observation.detail ?? '') : '';
    expect(detail).toContain('Signature=(removed)');
    expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]|secret|abc123/u);
    expect(detail.length).toBeLessThanOrEqual(300);
  });

  it('needs the caller for the block of an account that is not declared', async () => {
    const fake = { faults: { GetCallerIdentity: { status: 500, code: 'InternalError' } } };
    const { facets } = (await run(fullBucket, { fake, facets: ['accountPublicAccessBlock'] })).evidence;
    expect(facets.accountPublicAccessBlock).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'caller' });
    const told = await run(fullBucket, { fake, facets: ['accountPublicAccessBlock'], declared: { account } });
    expect(told.evidence.facets.accountPublicAccessBlock?.state).toBe('present');
  });
});

describe('servers that are not AWS', () => {
  it('Ceph: the listing in place of ownership controls is refused, KMS and STS are not supported', async () => {
    const { facets } = (await run(fullBucket, { fake: { profile: 'ceph' } })).evidence;
    expect(facets.location).toEqual({ state: 'present', value: { LocationConstraint: 'default' } });
    expect(facets.headBucket).toEqual({ state: 'present', value: {} });
    expect(facets.ownershipControls).toMatchObject({ cause: 'not-understood' });
    expect(facets.caller).toMatchObject({ cause: 'not-allowed' });
    expect(facets.kmsKey).toMatchObject({ cause: 'not-allowed' });
  });

  it('MinIO: what it does not implement is not supported', async () => {
    const { facets } = (
      await run(freshBucket, { fake: { profile: 'minio' }, facets: ['cors', 'publicAccessBlock', 'versioning'] })
    ).evidence;
    expect(facets.cors).toMatchObject({ cause: 'not-supported', code: 'NotImplemented' });
    expect(facets.publicAccessBlock).toMatchObject({ cause: 'not-supported' });
    expect(facets.versioning?.state).toBe('present');
  });
});
