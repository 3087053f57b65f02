import { requesterPays } from '../../../src/checks/aws/requester-pays.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck(requesterPays, {
  'passes when': {
    'the owner pays': { given: { requestPayment: { Payer: 'BucketOwner' } }, says: 'the owner of the bucket pays for requests' },
  },
  'fails when': {
    'the requester pays': {
      given: { requestPayment: { Payer: 'Requester' } },
      says: 'Requester Pays is on, and the pre-signed URLs of W&B do not accept that',
      severity: 'high',
    },
  },
  'asks when': {
    // GetBucketRequestPayment of S3 has no error for "there is none": a bucket without the setting answers BucketOwner.
    'a server other than S3 says that there is no such setting': {
      says: 'the server does not tell who pays for requests',
      severity: 'medium',
    },
  },
});
