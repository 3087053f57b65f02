import { describe, expect, it } from 'vitest';
import { awsFacets } from '../../../src/evidence/aws.ts';
import { parseEvidence } from '../../../src/evidence/parse.ts';
import { account, allFacets, freshBucket, fullBucket, keyArn, run } from './support.ts';

const states = (facets: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(facets).map(([name, observation]) => [name, (observation as { state: string }).state]));

describe('a bucket with everything set', () => {
  it('gives every facet, in the order of the table, as evidence that can be replayed', async () => {
    const { evidence, fake } = await run(fullBucket, {
      facets: allFacets.toReversed(),
      declared: { deployment: 'dedicated', kmsKey: undefined },
    });
    expect(Object.keys(evidence.facets)).toEqual(allFacets);
    expect(new Set(Object.values(states(evidence.facets)))).toEqual(new Set(['present']));
    expect(evidence).toMatchObject({
      kind: 'byob-audit/evidence',
      schemaVersion: 1,
      provider: 'aws',
      collectedAt: '2026-11-21T12:00:00.000Z',
    });
    expect(evidence.declared).toStrictEqual({ deployment: 'dedicated' });
    expect(await parseEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual({ ok: true, evidence });
    expect(fake.requests.map(({ operation }) => operation)).not.toContain('ListBuckets');
    // One call a facet, and the question whether the account owns the bucket.
    expect(fake.requests).toHaveLength(allFacets.length + 1);
    expect(fake.requests[0]?.userAgent).toContain('byob-audit/0.1.0');
  });

  it("keeps the service's own words", async () => {
    const { facets } = (await run(fullBucket)).evidence;
    expect(facets.location).toEqual({ state: 'present', value: { LocationConstraint: 'eu-central-1' } });
    expect(facets.encryption).toEqual({
      state: 'present',
      value: {
        ServerSideEncryptionConfiguration: {
          Rules: [
            { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn }, BucketKeyEnabled: true },
          ],
        },
      },
    });
    expect(facets.policy).toEqual({
      state: 'present',
      value: { Policy: fullBucket.policy, document: JSON.parse(fullBucket.policy ?? '') as unknown },
    });
    expect(facets.lifecycle).toMatchObject({
      value: {
        Rules: [
          {
            Filter: { And: { Prefix: 'tmp/', Tags: [{ Key: 'a', Value: 'b' }] } },
            Transitions: [{ Date: '2027-01-01T00:00:00.000Z' }],
          },
        ],
        TransitionDefaultMinimumObjectSize: 'varies_by_storage_class',
      },
    });
    expect(facets.accountPublicAccessBlock).toEqual({
      state: 'present',
      value: { PublicAccessBlockConfiguration: fullBucket.accountPublicAccessBlock },
    });
    expect(facets.caller).toEqual({ state: 'present', value: { Account: account, Arn: `arn:aws:iam::${account}:user/auditor` } });
  });
});

describe('a bucket on which nothing was configured', () => {
  const nothing = ['cors', 'policy', 'policyStatus', 'lifecycle', 'objectLock', 'accountPublicAccessBlock'];
  const byDefault = ['encryption', 'publicAccessBlock', 'ownershipControls'];
  const key = ['kmsKey', 'kmsKeyPolicy', 'kmsKeyRotation', 'kmsGrants', 'kmsAliases'];

  it('has the defaults of AWS since 2023', async () => {
    const { facets } = (await run(freshBucket)).evidence;
    const absent = Object.keys(states(facets)).filter((name) => states(facets)[name] === 'absent');
    expect(absent.toSorted()).toEqual([...nothing, ...key].toSorted());
    expect(facets.location).toEqual({ state: 'present', value: { LocationConstraint: null } });
    expect(facets.versioning).toEqual({ state: 'present', value: {} });
    expect(facets.logging).toEqual({ state: 'present', value: {} });
    expect(facets.ownershipControls).toMatchObject({
      value: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
    });
  });

  it('has none of them before April 2023, and each facet says so with the code of its table', async () => {
    const { facets } = (await run(freshBucket, { fake: { profile: 'aws-before-2023' } })).evidence;
    for (const [name, definition] of Object.entries(awsFacets)) {
      if (![...nothing, ...byDefault].includes(name)) continue;
      expect(facets[name as keyof typeof facets], name).toEqual({ state: 'absent', code: definition.absent[0] });
    }
    expect(states(facets)['kmsKey']).toBe('absent');
  });
});

describe('what is read', () => {
  it.each(allFacets.filter((name) => !name.startsWith('kms') && name !== 'accountPublicAccessBlock'))(
    '%s is read alone',
    async (name) => {
      const { evidence, fake } = await run(fullBucket, { facets: [name] });
      expect(Object.keys(evidence.facets)).toEqual([name]);
      expect(fake.requests).toHaveLength(1);
    },
  );

  it('reads the encryption for a key facet without recording it', async () => {
    const { evidence, fake } = await run(fullBucket, { facets: ['kmsKeyRotation'] });
    expect(states(evidence.facets)).toEqual({ kmsKeyRotation: 'present' });
    expect(fake.requests.map(({ operation }) => operation)).toEqual(['GetBucketEncryption', 'GetKeyRotationStatus']);
  });

  it('asks who is calling for the account block only when the account is not declared', async () => {
    const asked = await run(fullBucket, { facets: ['accountPublicAccessBlock'] });
    expect(asked.fake.requests.map(({ operation }) => operation)).toEqual(
      expect.arrayContaining(['GetCallerIdentity', 'GetAccountPublicAccessBlock', 'HeadBucketOfOwner']),
    );
    expect(asked.fake.requests).toHaveLength(3);
    expect(states(asked.evidence.facets)).toEqual({ accountPublicAccessBlock: 'present' });
    const told = await run(fullBucket, { facets: ['accountPublicAccessBlock'], declared: { account } });
    expect(told.fake.requests.map(({ operation }) => operation).toSorted()).toEqual([
      'GetAccountPublicAccessBlock',
      'HeadBucketOfOwner',
    ]);
  });

  it("does not take the block of the caller's account for that of the bucket's owner", async () => {
    const { evidence } = await run(
      { ...fullBucket, account: '444455556666' },
      {
        facets: ['accountPublicAccessBlock'],
        fake: { caller: { Account: account, Arn: `arn:aws:iam::${account}:user/auditor` } },
      },
    );
    expect(evidence.facets.accountPublicAccessBlock).toEqual({
      state: 'unreadable',
      cause: 'prerequisite',
      needs: 'headBucket',
      detail: `S3 does not confirm that account ${account} owns the bucket`,
    });
  });

  it('ignores names that are no facets', async () => {
    const { evidence, fake } = await run(fullBucket, { facets: ['nothing'] });
    expect(evidence.facets).toEqual({});
    expect(fake.requests).toEqual([]);
  });
});
