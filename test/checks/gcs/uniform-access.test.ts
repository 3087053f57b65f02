import { gcsUniformAccess } from '../../../src/checks/gcs/uniform-access.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

const off = 'uniform bucket-level access is off, so the ACL of each object can open it to anybody';

describeCheck<'gcs'>(gcsUniformAccess, {
  'passes when': {
    'it is on': {
      given: bucket({ iamConfiguration: { uniformBucketLevelAccess: { enabled: true } } }),
      says: 'uniform bucket-level access is on',
    },
  },
  'fails when': {
    'it is off, which leaves an empty member': {
      given: bucket({ iamConfiguration: { uniformBucketLevelAccess: {} } }),
      says: off,
      severity: 'medium',
    },
    'it is not mentioned': { given: bucket(), says: off },
  },
  'does not apply when': noBucket,
});
