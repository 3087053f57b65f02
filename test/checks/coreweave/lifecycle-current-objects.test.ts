import { expect, it } from 'vitest';
import { lifecycleCurrentObjects } from '../../../src/checks/coreweave/lifecycle-current-objects.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const expiring = { ID: 'cleanup', Status: 'Enabled' as const, Filter: { Prefix: '' }, Expiration: { Days: 30 } };

describeCheck<'coreweave'>(lifecycleCurrentObjects, {
  'passes when': {
    'there is no rule': { says: 'there are no lifecycle rules' },
    'the rule is switched off': {
      given: { lifecycle: { Rules: [{ ...expiring, Status: 'Disabled' }] } },
      says: 'no lifecycle rule takes current objects away',
    },
  },
  'fails when': {
    'a rule expires everything': {
      given: { lifecycle: { Rules: [expiring] } },
      says: 'rule "cleanup" expires current objects after 30 days in the whole bucket',
      severity: 'high',
    },
  },
  'asks when': {
    'objects move to a class that the operator of the server made': {
      given: {
        lifecycle: {
          Rules: [{ ID: 'cold', Status: 'Enabled', Filter: {}, Transitions: [{ Days: 9, StorageClass: 'GLACIER' }] }],
        },
      },
      says: 'rule "cold" moves current objects to GLACIER, and whether they can be read from there at once is not known',
      severity: 'low',
    },
    'a rule is filtered by tag': {
      given: { lifecycle: { Rules: [{ ...expiring, Filter: { Tag: { Key: 'a', Value: 'b' } } }] } },
      says: /whether files of W&B match is not known$/,
    },
  },
  'cannot tell when': {
    'it may not be read': { unreadable: { lifecycle: 'access-denied' }, says: /grant s3:GetLifecycleConfiguration/ },
  },
});

it('sends its command to the server', () => {
  const { remediation } = judge(lifecycleCurrentObjects, { given: { lifecycle: { Rules: [expiring] } } });
  expect(remediation?.commands).toEqual([
    'aws --endpoint-url https://cwobject.com s3api delete-bucket-lifecycle --bucket acme-wandb',
  ]);
});
