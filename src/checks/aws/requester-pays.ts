import { defineAwsCheck, fail, manual, pass } from '../../core/check.ts';
import { s3api } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const requesterPays = defineAwsCheck({
  id: 'aws/requester-pays',
  title: 'The owner of the bucket pays for requests',
  severity: 'high',
  rationale: 'S3 refuses every request that does not accept the cost, and the pre-signed URLs of W&B do not carry that header.',
  remediation: 'Turn Requester Pays off.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['AWS-S3-22'],
  tags: ['existence'],
  requires: ['requestPayment'],
  evaluate: ({ requestPayment }, { target }) => {
    // S3 names the payer of every bucket, so that none is the answer of another server.
    if (requestPayment === null) return manual('the server does not tell who pays for requests', { severity: 'medium' });
    const { Payer } = requestPayment;
    const evidence = [{ facet: 'requestPayment', path: 'Payer', value: Payer }];
    if (Payer === 'BucketOwner') return pass('the owner of the bucket pays for requests', { evidence });
    return fail('Requester Pays is on, and the pre-signed URLs of W&B do not accept that', {
      evidence,
      fix: remedy(
        'Turn Requester Pays off',
        s3api('put-bucket-request-payment', target.bucket, '--request-payment-configuration', 'Payer=BucketOwner'),
      ),
    });
  },
});
