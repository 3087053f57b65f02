import { defineGcsCheck, fail, pass } from '../../core/check.ts';
import { noBucket } from '../support/gcs/bucket.ts';
import { updateBucket } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

export const gcsRequesterPays = defineGcsCheck({
  id: 'gcs/requester-pays',
  title: 'The owner of the bucket pays for requests',
  severity: 'high',
  rationale:
    'With Requester Pays, Cloud Storage refuses every request that names no project to bill, and the pre-signed URLs of W&B name none.',
  remediation: 'Turn Requester Pays off.',
  source: [{ document: 'GCP', inferred: true }],
  rows: ['GCS-BKT-10'],
  tags: ['existence'],
  requires: ['bucket'],
  evaluate: ({ bucket }, { target }) => {
    if (bucket === null) return noBucket();
    const on = bucket.billing?.requesterPays === true;
    const evidence = [{ facet: 'bucket', path: 'billing.requesterPays', value: on }];
    if (!on) return pass('the owner of the bucket pays for requests', { evidence });
    return fail('Requester Pays is on, and the pre-signed URLs of W&B name no project to bill', {
      evidence,
      fix: remedy('Turn Requester Pays off', updateBucket(target.bucket, '--no-requester-pays')),
    });
  },
});
