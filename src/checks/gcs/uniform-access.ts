import { defineGcsCheck, fail, pass } from '../../core/check.ts';
import { noBucket } from '../support/gcs/bucket.ts';
import { updateBucket } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

export const gcsUniformAccess = defineGcsCheck({
  id: 'gcs/uniform-access',
  title: 'IAM alone decides who reaches the objects (uniform bucket-level access)',
  severity: 'medium',
  rationale:
    "Without uniform bucket-level access every object has an ACL of its own, which can make it public and which no policy shows. W&B's Terraform module turns it on.",
  remediation: 'Turn uniform bucket-level access on. Grants that exist in ACLs only are lost with it; W&B does not use them.',
  source: [{ document: 'TFG', quote: 'uniform_bucket_level_access = true' }],
  rows: ['GCS-BKT-07'],
  tags: ['access', 'public-access'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'] },
  requires: ['bucket'],
  evaluate: ({ bucket }, { target }) => {
    if (bucket === null) return noBucket();
    const enabled = bucket.iamConfiguration?.uniformBucketLevelAccess?.enabled === true;
    const path = 'iamConfiguration.uniformBucketLevelAccess.enabled';
    const evidence = [{ facet: 'bucket', path, value: enabled }];
    if (enabled) return pass('uniform bucket-level access is on', { evidence });
    return fail('uniform bucket-level access is off, so the ACL of each object can open it to anybody', {
      evidence,
      fix: remedy(
        'Turn uniform bucket-level access on; rights that other programs have by ACL end with it',
        updateBucket(target.bucket, '--uniform-bucket-level-access'),
      ),
    });
  },
});
