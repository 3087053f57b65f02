import { expect, it } from 'vitest';
import { gcsSoftDelete } from '../../../src/checks/gcs/soft-delete.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

const keeps = (retentionDurationSeconds: string) => bucket({ softDeletePolicy: { retentionDurationSeconds } });
const off = 'soft delete is off, and W&B refuses a bucket without it';

describeCheck<'gcs'>(gcsSoftDelete, {
  'passes when': {
    "it has Google's default": { given: keeps('604800'), says: 'soft delete keeps deleted objects for 7 days' },
    'it is short': { given: keeps('86400'), says: /for 1 day$/ },
    'it is odd': { given: keeps('700000'), says: /for 700000 seconds$/ },
  },
  'fails when': {
    'it is off': { given: keeps('0'), says: off, severity: 'high' },
    'it is off and 2025-03 asks for it': { given: keeps('0'), with: { edition: '2025-03' }, says: off, severity: 'high' },
    'it is off and 2024-02 is silent': { given: keeps('0'), with: { edition: '2024-02' }, says: off, severity: 'low' },
    'it is off and 2023-11 is silent': { given: keeps('0'), with: { edition: '2023-11' }, says: off, severity: 'low' },
  },
  'asks when': {
    'the server does not know it': { given: bucket(), says: /no softDeletePolicy with a duration, so/, severity: 'medium' },
    'there is no duration': { given: bucket({ softDeletePolicy: {} }), says: /no softDeletePolicy with a duration/ },
    'the duration is no number': { given: keeps('-1'), says: /the duration -1, so whether/ },
  },
  'does not apply when': noBucket,
});

it('turns it on with one command', () => {
  expect(judge(gcsSoftDelete, { given: keeps('0') }).remediation?.commands).toEqual([
    'gcloud storage buckets update gs://acme-wandb --soft-delete-duration=604800s',
  ]);
});
