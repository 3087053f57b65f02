import { defineGcsCheck, fail, pass } from '../../core/check.ts';
import { printable, printableDeep } from '../../policy/printable.ts';
import { noBucket } from '../support/gcs/bucket.ts';
import { updateBucket } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

export const gcsPublicAccessPrevention = defineGcsCheck({
  id: 'gcs/public-access-prevention',
  title: 'The bucket itself prevents public access',
  severity: 'low',
  rationale:
    'W&B never needs public access: pre-signed URLs act as a service account. Where the setting is inherited, a policy of the organization may prevent it as well, which no setting of the bucket shows.',
  remediation: 'Enforce public access prevention on the bucket.',
  source: [{ document: 'GCP', inferred: true }],
  rows: ['GCS-BKT-08'],
  tags: ['public-access'],
  controls: { 'nist-800-53-r5': ['AC-3'] },
  requires: ['bucket'],
  evaluate: ({ bucket }, { target }) => {
    if (bucket === null) return noBucket();
    const prevention = bucket.iamConfiguration?.publicAccessPrevention;
    const evidence = [
      { facet: 'bucket', path: 'iamConfiguration.publicAccessPrevention', value: printableDeep(prevention ?? null) },
    ];
    if (prevention === 'enforced') return pass('public access prevention is enforced', { evidence });
    const state = prevention === undefined ? 'not set' : printable(prevention, 40);
    return fail(
      `public access prevention is ${state}: unless a policy of the organization enforces it, one binding can open the bucket to everybody`,
      {
        evidence,
        fix: remedy('Enforce public access prevention on the bucket', updateBucket(target.bucket, '--public-access-prevention')),
      },
    );
  },
});
