import { defineAwsCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { keyReference } from '../../policy/aws/key-reference.ts';
import { regionOf } from '../../policy/aws/region.ts';

export const kmsKeyRegion = defineAwsCheck({
  id: 'aws/kms-key-region',
  title: 'The KMS key is in the region of the bucket',
  severity: 'high',
  rationale: 'S3 calls KMS in the region of the bucket; with a key of another region every upload fails.',
  remediation: 'Use a key in the region of the bucket, or a replica of a multi-Region key there.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['AWS-KMS-08'],
  tags: ['keys'],
  requires: ['kmsKey', 'location'],
  evaluate: ({ kmsKey, location }) => {
    if (kmsKey === null) return notApplicable('the bucket does not use a KMS key');
    if (location === null) return manual('the server does not tell in which region the bucket is');
    const { Arn } = kmsKey.KeyMetadata;
    const key = keyReference(Arn);
    const bucketRegion = regionOf(location.LocationConstraint);
    const evidence = [
      { facet: 'kmsKey', path: 'KeyMetadata.Arn', value: Arn },
      { facet: 'location', path: 'LocationConstraint', value: location.LocationConstraint },
    ];
    if (key.kind !== 'arn') return manual('the server does not give the ARN of the key, which names its region', { evidence });
    if (key.region === bucketRegion) return pass(`the key and the bucket are in ${bucketRegion}`, { evidence });
    return fail(`the key is in ${key.region} and the bucket in ${bucketRegion}`, {
      evidence,
      fix: { summary: `Create a key in ${bucketRegion} and select it in the default encryption of the bucket` },
    });
  },
});
