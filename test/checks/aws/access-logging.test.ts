import { accessLogging } from '../../../src/checks/aws/access-logging.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck(accessLogging, {
  'passes when': {
    'it is on': {
      given: { logging: { LoggingEnabled: { TargetBucket: 'acme-access-logs', TargetPrefix: '' } } },
      says: 'access logs go to acme-access-logs',
    },
  },
  'fails when': {
    'it is off': { given: { logging: {} }, says: 'server access logging is off', severity: 'low' },
    'a server has none': { says: 'server access logging is off' },
  },
});
