import { expect, it } from 'vitest';
import { lifecycleCurrentObjects } from '../../../src/checks/s3-compatible/lifecycle-current-objects.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { ceph } from './support.ts';

const expiring = { ID: 'cleanup', Status: 'Enabled' as const, Filter: { Prefix: '' }, Expiration: { Days: 30 } };

describeCheck<'s3-compatible'>(lifecycleCurrentObjects, {
  'passes when': {
    'there is no rule': { given: { server: ceph }, says: 'there are no lifecycle rules' },
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
    'a part of W&B trims the slash before the path': {
      given: { lifecycle: { Rules: [{ ...expiring, Filter: { Prefix: 'team/' } }] } },
      with: { target: { uri: 's3://acme-wandb//team', bucket: 'acme-wandb', prefix: '/team' } },
      says: /after 30 days in the prefix "team\/"$/,
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
  'does not apply when': {
    'the server has no lifecycle': { unreadable: { lifecycle: 'not-supported' }, says: /^the server does not support/ },
  },
  'cannot tell when': {
    'it may not be read': { unreadable: { lifecycle: 'access-denied' }, says: /grant s3:GetLifecycleConfiguration/ },
  },
});

it('sends its command to the server', () => {
  const { remediation } = judge(lifecycleCurrentObjects, { given: { lifecycle: { Rules: [expiring] }, server: ceph } });
  expect(remediation?.commands).toEqual([
    'aws --endpoint-url https://minio.acme.example s3api delete-bucket-lifecycle --bucket acme-wandb',
  ]);
});

it('writes the rules that stay in pure ASCII', () => {
  const kept = { ID: 'alt\u202e\u009b', Status: 'Enabled' as const, NoncurrentVersionExpiration: { NoncurrentDays: 7 } };
  const { remediation } = judge(lifecycleCurrentObjects, { given: { lifecycle: { Rules: [expiring, kept] }, server: ceph } });
  expect(remediation?.commands?.[0]).toContain(String.raw`"ID":"alt\u202e\u009b"`);
});
