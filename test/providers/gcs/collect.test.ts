import { describe, expect, it } from 'vitest';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { allFacets, freshBucket, fullBucket, keyName, projectNumber, run } from './support.ts';

describe('reading a bucket', () => {
  it('reads every facet as the API words it', async () => {
    const { evidence } = await run(fullBucket, { declared: { deployment: 'dedicated' } });
    expect(Object.keys(evidence.facets)).toEqual(allFacets);
    expect(Object.values(evidence.facets).map(({ state }) => state)).toEqual(allFacets.map(() => 'present'));
    expect(evidence).toMatchObject({
      provider: 'gcs',
      target: { uri: 'gs://acme-wandb', bucket: 'acme-wandb' },
      collectedAt: '2026-11-21T12:00:00.000Z',
      declared: { deployment: 'dedicated' },
    });
    expect(evidence.facets.bucket).toEqual({
      state: 'present',
      value: {
        name: 'acme-wandb',
        projectNumber,
        location: 'EUROPE-WEST4',
        locationType: 'region',
        storageClass: 'STANDARD',
        cors: [{ origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'], maxAgeSeconds: 3000 }],
        versioning: { enabled: true },
        softDeletePolicy: { retentionDurationSeconds: '604800', effectiveTime: '2026-03-02T09:15:27.340Z' },
        iamConfiguration: {
          uniformBucketLevelAccess: { enabled: true, lockedTime: '2026-05-31T09:15:27.340Z' },
          publicAccessPrevention: 'enforced',
        },
        encryption: { defaultKmsKeyName: keyName },
        retentionPolicy: { retentionPeriod: '86400', isLocked: true, effectiveTime: '2026-03-02T09:15:27.340Z' },
        defaultEventBasedHold: true,
        billing: { requesterPays: true },
        ipFilter: { mode: 'Disabled', publicNetworkSource: { allowedIpCidrRanges: ['192.0.2.0/24'] } },
        hierarchicalNamespace: { enabled: true },
        autoclass: { enabled: true, terminalStorageClass: 'NEARLINE' },
        logging: { logBucket: 'acme-logs', logObjectPrefix: 'wandb' },
        lifecycle: { rule: [{ action: { type: 'Delete' }, condition: { daysSinceNoncurrentTime: 30, isLive: false } }] },
      },
    });
    expect(evidence.facets.iamPolicy).toMatchObject({ value: { version: 3, bindings: fullBucket.bindings } });
    expect(evidence.facets.projectIamPolicy).toMatchObject({
      value: { bindings: fullBucket.projectBindings, auditConfigs: fullBucket.auditConfigs },
    });
    expect(evidence.facets.kmsKey).toMatchObject({
      value: { name: keyName, purpose: 'ENCRYPT_DECRYPT', rotationPeriod: '7776000s', primary: { state: 'ENABLED' } },
    });
    expect(evidence.facets.kmsKeyIamPolicy).toMatchObject({ value: { bindings: fullBucket.key?.bindings } });
  });

  it('records nothing that no check looks at', async () => {
    const { evidence } = await run({ ...fullBucket, extra: { owner: { entity: 'user-x@acme.example' }, website: {} } });
    const text = JSON.stringify(evidence);
    for (const undeclared of [
      'someone-private',
      'user-x@acme',
      '"selfLink"',
      '"metageneration"',
      '"bucketPolicyOnly"',
      '"createTime"',
    ])
      expect(text).not.toContain(undeclared);
  });

  it('keeps what is off as the API leaves it out', async () => {
    const { evidence } = await run({
      ...freshBucket,
      versioning: { enabled: false },
      softDeletePolicy: { retentionDurationSeconds: '0' },
      iamConfiguration: { uniformBucketLevelAccess: { enabled: false } },
    });
    expect(evidence.facets.bucket).toMatchObject({
      value: {
        versioning: {},
        softDeletePolicy: { retentionDurationSeconds: '0' },
        iamConfiguration: { uniformBucketLevelAccess: {}, publicAccessPrevention: 'inherited' },
      },
    });
  });

  it('finds no key on a bucket without one, and asks for none', async () => {
    const { evidence, fake } = await run(freshBucket);
    expect(evidence.facets.kmsKey).toEqual({ state: 'absent' });
    expect(evidence.facets.kmsKeyIamPolicy).toEqual({ state: 'absent' });
    expect(fake.requests.map(({ operation }) => operation)).toEqual([
      'buckets.get',
      'buckets.getIamPolicy',
      'buckets.testIamPermissions',
      'projects.getIamPolicy',
    ]);
  });

  it('takes a policy without bindings for a policy', async () => {
    const { evidence } = await run(freshBucket, { facets: ['projectIamPolicy'] });
    expect(evidence.facets.projectIamPolicy).toEqual({ state: 'present', value: { etag: 'ACAB' } });
  });

  it('says that the bucket does not exist, and asks for nothing of it', async () => {
    const { evidence, fake } = await run(fullBucket, { bucket: 'another-bucket' });
    expect(evidence.facets.bucket).toEqual({ state: 'absent', code: 'notFound' });
    for (const name of ['iamPolicy', 'ipFilterPermission', 'projectIamPolicy', 'kmsKey', 'kmsKeyIamPolicy'] as const)
      expect(evidence.facets[name]).toMatchObject({ state: 'unreadable', cause: 'no-such-bucket' });
    expect(fake.requests).toHaveLength(3);
  });

  it('knows whether the absence of an IP filter means anything', async () => {
    const { evidence } = await run({ ...fullBucket, ipFilter: undefined });
    expect(evidence.facets.ipFilterPermission).toEqual({
      state: 'present',
      value: { permissions: ['storage.buckets.getIpFilter'] },
    });
    const blind = await run(fullBucket, { fake: { denied: ['storage.buckets.getIpFilter'] } });
    expect(blind.evidence.facets.bucket).toMatchObject({ state: 'present', value: { name: 'acme-wandb' } });
    expect(JSON.stringify(blind.evidence.facets.bucket)).not.toContain('ipFilter');
    expect(blind.evidence.facets.ipFilterPermission).toEqual({
      state: 'unreadable',
      cause: 'access-denied',
      detail: 'Cloud Storage shows an IP filter to nobody without it',
    });
  });

  it('replays as it was recorded', async () => {
    for (const state of [fullBucket, freshBucket]) {
      const { evidence } = await run(state);
      expect(await parseEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual({ ok: true, evidence });
    }
  });
});

describe('the requests', () => {
  it('are two round trips: the bucket and its policy, then the project and the key', async () => {
    const { fake } = await run(fullBucket, { fake: { delay: 60 } });
    expect(fake.requests.map(({ operation }) => operation).toSorted()).toEqual([
      'buckets.get',
      'buckets.getIamPolicy',
      'buckets.testIamPermissions',
      'cryptoKeys.get',
      'cryptoKeys.getIamPolicy',
      'projects.getIamPolicy',
    ]);
    const [first, second] = [fake.requests.slice(0, 3), fake.requests.slice(3)];
    const began = (requests: typeof first): number => Math.max(...requests.map(({ at }) => at));
    const ended = (requests: typeof first): number => Math.min(...requests.map(({ answeredAt = Infinity }) => answeredAt));
    expect(first.every(({ operation }) => operation.startsWith('buckets.'))).toBe(true);
    expect(began(first)).toBeLessThan(ended(first));
    expect(began(second)).toBeLessThan(ended(second));
  });

  it('ask for conditions, for no ACLs, and name the tool', async () => {
    const { fake } = await run(fullBucket);
    const of = (operation: string): (typeof fake.requests)[number] | undefined =>
      fake.requests.find((request) => request.operation === operation);
    expect(of('buckets.get')?.path).toBe('/storage/v1/b/acme-wandb?projection=noAcl');
    expect(of('buckets.getIamPolicy')?.path).toBe('/storage/v1/b/acme-wandb/iam?optionsRequestedPolicyVersion=3');
    expect(of('buckets.testIamPermissions')?.path).toBe(
      '/storage/v1/b/acme-wandb/iam/testPermissions?permissions=storage.buckets.getIpFilter',
    );
    expect(of('projects.getIamPolicy')).toMatchObject({
      method: 'POST',
      path: `/v3/projects/${projectNumber}:getIamPolicy`,
      body: '{"options":{"requestedPolicyVersion":3}}',
    });
    expect(of('cryptoKeys.get')?.path).toBe(`/v1/${keyName}`);
    expect(of('cryptoKeys.getIamPolicy')?.path).toBe(`/v1/${keyName}:getIamPolicy?options.requestedPolicyVersion=3`);
    expect(new Set(fake.requests.map(({ userAgent }) => userAgent))).toEqual(new Set(['byob-audit/0.1.0']));
  });

  it.each([
    [['iamPolicy'], ['buckets.getIamPolicy']],
    [['bucket'], ['buckets.get']],
    [['kmsKey'], ['buckets.get', 'cryptoKeys.get']],
    [[], []],
  ])('are only those for %j', async (facets, operations) => {
    const { evidence, fake } = await run(fullBucket, { facets });
    expect(fake.requests.map(({ operation }) => operation)).toEqual(operations);
    expect(Object.keys(evidence.facets)).toEqual(facets);
  });

  it('never carry a name that is more than a name', async () => {
    const bad = 'projects/p/locations/l/keyRings/r/cryptoKeys/../../../../v3/projects/1:setIamPolicy?x=';
    const { evidence, fake } = await run({ ...freshBucket, encryption: { defaultKmsKeyName: bad }, projectNumber: '1/../2' });
    for (const name of ['projectIamPolicy', 'kmsKey', 'kmsKeyIamPolicy'] as const)
      expect(evidence.facets[name]).toMatchObject({ cause: 'not-understood' });
    expect(fake.requests.map(({ operation }) => operation)).toEqual([
      'buckets.get',
      'buckets.getIamPolicy',
      'buckets.testIamPermissions',
    ]);
  });

  it('ask for the declared key when the bucket may not be read', async () => {
    const { evidence } = await run(fullBucket, { declared: { kmsKey: keyName }, fake: { denied: ['storage.buckets.get'] } });
    expect(evidence.facets.kmsKey).toMatchObject({ state: 'present', value: { name: keyName } });
    expect(evidence.facets.projectIamPolicy).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'bucket' });
  });
});
