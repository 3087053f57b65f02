import { gcsRetention } from '../../../src/checks/gcs/retention.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

const retains = (retentionPolicy: { retentionPeriod?: string; isLocked?: boolean }) => bucket({ retentionPolicy });

describeCheck<'gcs'>(gcsRetention, {
  'passes when': {
    'nothing is set': { given: bucket(), says: 'there is no retention policy and no default hold' },
    'the default hold is off': { given: bucket({ defaultEventBasedHold: false }), says: /no default hold$/ },
  },
  'fails when': {
    'there is a policy': {
      given: retains({ retentionPeriod: '86400' }),
      says: 'a retention policy keeps every object for 1 day, so W&B cannot free deleted artifacts before',
      severity: 'medium',
    },
    'the policy is locked': { given: retains({ retentionPeriod: '604800', isLocked: true }), says: /7 days, .*; it is locked$/ },
    'the policy names no time': { given: retains({}), says: /for a time that cannot be read/ },
    'new objects get a hold': {
      given: bucket({ defaultEventBasedHold: true }),
      says: /^every new object gets an event-based hold/,
    },
  },
  'does not apply when': noBucket,
});
