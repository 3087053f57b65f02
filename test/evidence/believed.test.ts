import { describe, expect, it } from 'vitest';
import { bucketPolicyGrants } from '../../src/checks/aws/bucket-policy-grants.ts';
import { kmsKeyPolicyOwner } from '../../src/checks/aws/kms-key-policy-owner.ts';
import { objectLock as awsObjectLock } from '../../src/checks/aws/object-lock.ts';
import { notPublic } from '../../src/checks/s3-compatible/not-public.ts';
import { objectLock } from '../../src/checks/s3-compatible/object-lock.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import { believedFacets } from '../../src/evidence/believed.ts';
import type { Evidence } from '../../src/evidence/index.ts';
import { unreadable, type Observation } from '../../src/evidence/observation.ts';
import { contextOf, evidenceOf, judge } from '../support/describe-check.ts';
import { server } from '../checks/s3-compatible/support.ts';

const policyOf = (document: unknown) => ({ Policy: JSON.stringify(document), document });

describe('what is believed of an answer', () => {
  it.each([{ message: 'Forbidden' }, {}, { Version: '2012-10-17' }])('JSON without Statement is no policy: %j', (answer) => {
    const given = { policy: policyOf(answer), kmsKeyPolicy: policyOf(answer) };
    for (const check of [bucketPolicyGrants, kmsKeyPolicyOwner]) {
      const finding = judge(check, { given, with: { deployment: 'multi-tenant' } });
      expect(finding).toMatchObject({ status: 'unknown' });
      expect(finding.message).toContain('asked for a policy, the server answered JSON without Statement');
    }
  });

  it('a document that somebody wrote is judged for what it is', () => {
    const evidence: Evidence = {
      ...evidenceOf({ given: { policy: policyOf({}) } }),
      document: { kind: 's3-bucket-policy', text: '{}', tells: [] },
    };
    expect(believedFacets(evidence)).toBe(evidence.facets);
  });

  it('"there is none" of a bucket that does not exist is no answer', () => {
    const finding = judge(objectLock, { given: { server: server({ family: 'minio' }), headBucket: null } });
    expect(finding).toMatchObject({ status: 'unknown' });
    expect(finding.message).toContain('the bucket does not exist');
    expect(judge(awsObjectLock, { given: { headBucket: null } })).toMatchObject({ status: 'unknown' });
  });

  it('what is not part of the bucket is believed as before, and equal facets stay the same objects', () => {
    const { facets } = evidenceOf({ given: { headBucket: null } });
    const believed = believedFacets({ ...evidenceOf(), facets });
    expect(believed['accountPublicAccessBlock']).toEqual({ state: 'absent' });
    const whole = evidenceOf({ given: { headBucket: { BucketRegion: 'eu-central-1' } } });
    expect(believedFacets(whole)).toBe(whole.facets);
  });
});

describe('405 MethodNotAllowed to GetBucketPolicy', () => {
  const older: Observation<never> = unreadable('not-supported', {
    code: 'MethodNotAllowed',
    status: 405,
    detail: 'The specified method is not allowed against this resource.',
  });

  it('is what AWS says to an identity of another account, also in a recording of 0.1.0', () => {
    for (const policy of [older, unreadable('not-allowed', { code: 'MethodNotAllowed', status: 405 })]) {
      const evidence: Evidence = { ...evidenceOf(), facets: { policy } };
      const [finding] = evaluate(evidence, [bucketPolicyGrants], contextOf({ deployment: 'multi-tenant' }));
      expect(finding).toMatchObject({ status: 'unknown', obstacles: [{ cause: 'not-allowed', permission: null }] });
      expect(finding?.message).toBe(
        'S3 GetBucketPolicy: the caller does not belong to the account that owns the bucket, and only that account may read its policy',
      );
    }
  });

  it('proves on no server that it has no policies', () => {
    const evidence: Evidence = {
      ...evidenceOf({}, 's3-compatible'),
      facets: { server: { state: 'present', value: server() as never }, policy: older },
    };
    expect(evaluate(evidence, [notPublic], contextOf({}, 's3-compatible'))).toMatchObject([{ status: 'unknown' }]);
  });
});
