import { objectLock } from '../../../src/checks/aws/object-lock.ts';
import { describeCheck } from '../../support/describe-check.ts';

const lock = (DefaultRetention?: object) => ({
  objectLock: {
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      ...(DefaultRetention === undefined ? {} : { Rule: { DefaultRetention } }),
    },
  },
});

describeCheck(objectLock, {
  'passes when': {
    'it is off': { says: 'Object Lock is off' },
    'it is on without a default': { given: lock(), says: 'Object Lock is on without default retention' },
  },
  'fails when': {
    'objects are retained for days': {
      given: lock({ Mode: 'GOVERNANCE', Days: 30 }),
      says: 'Object Lock retains every new object for 30 days (GOVERNANCE), so W&B cannot free deleted artifacts before',
      severity: 'medium',
    },
    'objects are retained for years': { given: lock({ Mode: 'COMPLIANCE', Years: 7 }), says: /for 7 years \(COMPLIANCE\)/ },
  },
});
