import { accessLogging } from '../../../src/checks/aws/access-logging.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck(accessLogging, {
  'passes when': {
    'it is on': {
      given: { logging: { LoggingEnabled: { TargetBucket: 'acme-access-logs', TargetPrefix: '' } } },
      says: 'access logs go to acme-access-logs',
    },
    'it goes into the bucket itself': {
      given: { logging: { LoggingEnabled: { TargetBucket: 'acme-wandb' } } },
      says: 'access logs go to acme-wandb',
    },
  },
  'fails when': {
    'it goes to no bucket': {
      given: { logging: { LoggingEnabled: { TargetBucket: '' } } },
      says: 'server access logging is off',
    },
    'it is off': { given: { logging: {} }, says: 'server access logging is off', severity: 'low' },
    'a server has none': { says: 'server access logging is off' },
  },
});
