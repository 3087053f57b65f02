import { describe, expect, it } from 'vitest';
import { chooseKey, isAlias, regionOfArn } from '../../../src/providers/aws/kms-key.ts';
import type { FacetValue } from '../../../src/evidence/index.ts';
import { absent, present, unreadable, type Observation } from '../../../src/evidence/observation.ts';
import type { BucketState, KeyState } from '../../support/bucket-state.ts';
import { account, fullBucket, keyArn, keyId, run } from './support.ts';

const kms = ['kmsKey', 'kmsKeyPolicy', 'kmsKeyRotation', 'kmsGrants', 'kmsAliases'];
const key = fullBucket.key as KeyState;
const encryptedBy = (id: string | undefined): BucketState => ({
  ...fullBucket,
  encryption: id === undefined ? { SSEAlgorithm: 'aws:kms' } : { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: id },
});

describe('which key', () => {
  const rule = (byDefault: { SSEAlgorithm: string; KMSMasterKeyID?: string }): Observation<FacetValue<'aws', 'encryption'>> =>
    present({ ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] } });
  it.each([
    ['the one of the bucket', rule({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'a' }), 'b', { key: 'a' }],
    ['the one of a bucket with two layers', rule({ SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: 'a' }), undefined, { key: 'a' }],
    ["AWS's own when the bucket names none", rule({ SSEAlgorithm: 'aws:kms' }), 'b', { key: 'alias/aws/s3' }],
    ['the declared one for another encryption', rule({ SSEAlgorithm: 'AES256' }), 'b', { key: 'b' }],
    ['none', rule({ SSEAlgorithm: 'AES256' }), undefined, { instead: { state: 'absent' } }],
    ['none without encryption', absent(), undefined, { instead: { state: 'absent' } }],
    ['the declared one when nobody may look', unreadable('access-denied'), 'b', { key: 'b' }],
    [
      'nobody knows',
      unreadable('access-denied'),
      undefined,
      { instead: { state: 'unreadable', cause: 'prerequisite', needs: 'encryption' } },
    ],
  ])('%s', (_name, encryption, kmsKey, expected) => {
    expect(chooseKey(encryption, { kmsKey })).toEqual(expected);
  });

  it('tells an alias and a region from an ARN', () => {
    expect(['alias/x', `arn:aws:kms:eu-west-1:${account}:alias/x`, keyArn, keyId].map(isAlias)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([keyArn, 'arn:aws-us-gov:kms:us-gov-west-1:1:key/x', keyId].map(regionOfArn)).toEqual([
      'eu-central-1',
      'us-gov-west-1',
      undefined,
    ]);
  });
});

describe('the key over the wire', () => {
  it.each([keyId, keyArn, 'alias/wandb', `arn:aws:kms:eu-central-1:${account}:alias/wandb`])('is found by %s', async (id) => {
    const { evidence } = await run(encryptedBy(id), { facets: kms });
    expect(Object.values(evidence.facets).map(({ state }) => state)).toEqual(Array(5).fill('present'));
    expect(evidence.facets.kmsKey).toMatchObject({
      value: { KeyMetadata: { Arn: keyArn, KeyManager: 'CUSTOMER', MultiRegion: false } },
    });
  });

  it("is AWS's own for aws:kms without a key", async () => {
    const { evidence } = await run(encryptedBy(undefined), { facets: kms });
    expect(evidence.facets.kmsKey).toMatchObject({ value: { KeyMetadata: { KeyManager: 'AWS' } } });
    expect(evidence.facets.kmsKeyPolicy?.state).toBe('present');
  });

  it('is asked for in its own region', async () => {
    const state = { ...encryptedBy(keyArn.replace('eu-central-1', 'us-west-2')), key: { ...key, region: 'us-west-2' } };
    const { fake, evidence } = await run(state, { facets: ['kmsKey'] });
    expect(fake.requests.map(({ region }) => region)).toEqual(['eu-central-1', 'us-west-2']);
    expect(evidence.facets.kmsKey?.state).toBe('present');
  });

  it('may be in another account or region when it is not found', async () => {
    const { evidence } = await run(encryptedBy(`arn:aws:kms:eu-central-1:${account}:key/no`), { facets: ['kmsKey'] });
    expect(evidence.facets.kmsKey).toMatchObject({
      cause: 'no-such-key',
      code: 'NotFoundException',
      detail: expect.stringMatching(/does not exist; it may belong to another account or region$/) as string,
    });
  });

  it('leaves the rest open when an alias leads nowhere', async () => {
    const { evidence } = await run(encryptedBy('alias/nowhere'), { facets: kms });
    expect(evidence.facets.kmsKey).toMatchObject({ cause: 'no-such-key' });
    expect(evidence.facets.kmsGrants).toEqual({ state: 'unreadable', cause: 'prerequisite', needs: 'kmsKey' });
  });

  it('says whose key it is when its policy cannot be read across accounts', async () => {
    const foreign = { ...key, account: '444455556666' };
    const { facets } = (await run({ ...encryptedBy(keyArn.replace(account, '444455556666')), key: foreign }, { facets: kms }))
      .evidence;
    expect(facets.kmsKey?.state).toBe('present');
    for (const observation of [facets.kmsKeyPolicy, facets.kmsAliases]) {
      expect(observation).toMatchObject({
        cause: 'access-denied',
        detail: `the key belongs to account 444455556666 and the caller to ${account}: GetKeyPolicy and ListAliases work only in the key's own account`,
      });
    }
  });

  it('follows the pages of grants and aliases', async () => {
    const grants = Array.from({ length: 5 }, (_, index) => ({
      GranteePrincipal: `arn:aws:iam::${account}:role/r${index}`,
      Operations: ['Decrypt'],
    }));
    const state = { ...fullBucket, key: { ...key, grants, aliases: ['alias/a', 'alias/b', 'alias/c'] } };
    const { evidence } = await run(state, { facets: ['kmsGrants', 'kmsAliases'], fake: { pageSize: 2 } });
    expect(evidence.facets.kmsGrants).toMatchObject({ value: { Grants: grants } });
    expect(evidence.facets.kmsAliases).toMatchObject({
      value: { Aliases: [{ AliasName: 'alias/a' }, { AliasName: 'alias/b' }, { AliasName: 'alias/c' }] },
    });
  });

  it('does not follow a list that never ends', async () => {
    const { evidence, fake } = await run(fullBucket, { facets: ['kmsGrants'], fake: { endless: true } });
    expect(evidence.facets.kmsGrants).toEqual({
      state: 'unreadable',
      cause: 'not-understood',
      detail: 'the list of grants goes on after 20 pages; the rest was not read',
    });
    expect(fake.requests).toHaveLength(21);
  });

  it('is denied by name', async () => {
    const { evidence } = await run(fullBucket, { facets: kms, fake: { denied: ['kms:GetKeyPolicy'] } });
    expect(evidence.facets.kmsKeyPolicy).toMatchObject({
      cause: 'access-denied',
      code: 'AccessDeniedException',
      detail: 'no identity-based policy allows it',
    });
    expect(evidence.facets.kmsGrants?.state).toBe('present');
  });
});
