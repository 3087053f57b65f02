import { expect, it } from 'vitest';
import { abortMultipart } from '../../../src/checks/aws/abort-multipart.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const abort = (DaysAfterInitiation: number, Prefix = '', Status: 'Enabled' | 'Disabled' = 'Enabled') => ({
  ID: `abort-${DaysAfterInitiation}`,
  Status,
  Filter: { Prefix },
  AbortIncompleteMultipartUpload: { DaysAfterInitiation },
});

describeCheck(abortMultipart, {
  'passes when': {
    'a rule waits a week': { given: { lifecycle: { Rules: [abort(7)] } }, says: 'unfinished uploads are aborted after 7 days' },
    'a rule waits two days': {
      given: { lifecycle: { Rules: [abort(7), abort(2)] } },
      says: 'unfinished uploads are aborted after 2 days',
    },
    "there is no rule, as in W&B's Terraform": { says: 'no rule aborts unfinished uploads' },
    'the hasty rule is disabled': {
      given: { lifecycle: { Rules: [abort(1, '', 'Disabled')] } },
      says: 'no rule aborts unfinished uploads',
    },
    'the hasty rule is about another prefix': {
      given: { lifecycle: { Rules: [abort(1, 'logs/')] } },
      with: { target: { uri: 's3://acme-wandb/team-a', bucket: 'acme-wandb', prefix: 'team-a' } },
      says: 'no rule aborts unfinished uploads',
    },
  },
  'fails when': {
    'a rule waits one day': {
      given: { lifecycle: { Rules: [abort(7), abort(1)] } },
      says: 'rule "abort-1" aborts unfinished uploads after 1 day, while upload URLs live for 24 hours',
      severity: 'medium',
    },
    'a rule waits no day at all': {
      given: { lifecycle: { Rules: [abort(0)] } },
      says: /^rule "abort-0" aborts unfinished uploads after 0 days/,
    },
  },
  'asks when': {
    'the days are not told': {
      given: { lifecycle: { Rules: [{ Status: 'Enabled', Filter: {}, AbortIncompleteMultipartUpload: {} }] } },
      says: 'rule 1 aborts unfinished uploads, and after how many days is not told',
      severity: 'low',
    },
  },
});

it('changes the hasty rule and keeps the others', () => {
  const command =
    judge(abortMultipart, { given: { lifecycle: { Rules: [abort(9), abort(1)] } } }).remediation?.commands?.[0] ?? '';
  expect(command).toContain('"DaysAfterInitiation":9');
  expect(command).toContain('"DaysAfterInitiation":7');
  expect(command).not.toContain('"DaysAfterInitiation":1}');
});
