import { defineS3CompatibleCheck } from '../../core/check.ts';
import { compatibleAvailability } from '../../requirements/s3-compatible.ts';
import { availabilityVerdict } from '../support/any/store-availability.ts';

export const deploymentAvailable = defineS3CompatibleCheck({
  id: 's3-compatible/deployment-available',
  title: 'W&B offers an S3-compatible store for this deployment and level',
  severity: 'high',
  rationale:
    'Multi-tenant Cloud takes buckets of Amazon S3, Google Cloud Storage and CoreWeave only; no edition of the documents lists another store for it. ' +
    'After a team is created, its storage cannot be changed, so the answer is needed before that.',
  remediation: 'Use a bucket of a cloud that Multi-tenant Cloud takes, or choose Dedicated Cloud or Self-Managed.',
  source: [{ document: 'D-2026S', edition: '2026-02', quote: 'After a team is created, its storage cannot be changed.' }],
  rows: ['GEN-01'],
  tags: ['existence'],
  requires: [],
  evaluate: (_facts, context) => availabilityVerdict('an S3-compatible store', compatibleAvailability, context),
});
