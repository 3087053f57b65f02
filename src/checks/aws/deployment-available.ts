import { availability } from '../../requirements/aws.ts';
import { availabilityCheck, availabilityVerdict } from '../support/any/store-availability.ts';

export const deploymentAvailable = availabilityCheck('aws', {
  store: 'an S3 bucket of your own',
  rationale:
    'Multi-tenant Cloud takes a bucket for a team only; its instance-level storage always belongs to W&B. ' +
    'After a team is created, its storage cannot be changed, so the answer is needed before that.',
  remediation: 'Use the bucket at team level, or choose Dedicated Cloud or Self-Managed.',
  source: [{ document: 'D-2026S', edition: '2026-02', quote: 'After a team is created, its storage cannot be changed.' }],
  verdict: (context) => availabilityVerdict('an S3 bucket', availability, context),
});
