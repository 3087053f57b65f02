import { objectLockChecksum } from '../../../src/checks/aws/object-lock-checksum.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck(objectLockChecksum, {
  'passes when': {
    'there is no default retention': {
      given: { objectLock: { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } } },
      says: 'there is no default retention, which would ask for a checksum with every upload',
    },
  },
  'asks when': {
    'objects are retained by default': {
      given: {
        objectLock: {
          ObjectLockConfiguration: {
            ObjectLockEnabled: 'Enabled',
            Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } },
          },
        },
      },
      says: /^with default retention S3 refuses uploads without Content-MD5 or a checksum header/,
      severity: 'high',
    },
  },
  'does not apply when': { 'Object Lock is off': { says: 'Object Lock is off' } },
});
