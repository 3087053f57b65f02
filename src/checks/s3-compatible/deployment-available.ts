import { compatibleAvailability } from '../../requirements/s3-compatible.ts';
import { availabilityCheck, availabilityVerdict } from '../support/any/store-availability.ts';

export const deploymentAvailable = availabilityCheck('s3-compatible', {
  store: 'an S3-compatible store',
  rationale:
    'Multi-tenant Cloud takes buckets of Amazon S3, Google Cloud Storage and CoreWeave only; no edition of the documents lists another store for it. ' +
    'After a team is created, its storage cannot be changed, so the answer is needed before that.',
  remediation: 'Use a bucket of a cloud that Multi-tenant Cloud takes, or choose Dedicated Cloud or Self-Managed.',
  source: [{ document: 'D-2026S', edition: '2026-02', quote: 'After a team is created, its storage cannot be changed.' }],
  verdict: (context) => availabilityVerdict('an S3-compatible store', compatibleAvailability[context.edition], context),
});
