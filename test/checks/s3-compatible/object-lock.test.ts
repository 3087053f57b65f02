import { objectLock } from '../../../src/checks/s3-compatible/object-lock.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'s3-compatible'>(objectLock, {
  'passes when': {
    'it is off': { says: 'Object Lock is off' },
    'it is on without retention': {
      given: { objectLock: { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } } },
      says: 'Object Lock is on without default retention',
    },
  },
  'fails when': {
    'objects are retained': {
      given: {
        objectLock: {
          ObjectLockConfiguration: {
            ObjectLockEnabled: 'Enabled',
            Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } },
          },
        },
      },
      says: /^Object Lock retains every new object for 30 days/,
      severity: 'medium',
    },
    'the server leaves out that it is on': {
      given: { objectLock: { ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Years: 2 } } } } },
      says: /^Object Lock retains every new object for 2 years/,
    },
  },
  'does not apply when': {
    'the server has no Object Lock': { unreadable: { objectLock: 'not-supported' }, says: /^the server does not support/ },
  },
  'cannot tell when': {
    'it may not be read': { unreadable: { objectLock: 'access-denied' }, says: /grant s3:GetBucketObjectLockConfiguration/ },
  },
});
