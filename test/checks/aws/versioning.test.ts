import { expect, it } from 'vitest';
import { versioning } from '../../../src/checks/aws/versioning.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

describeCheck(versioning, {
  'passes when': { 'it is Enabled': { given: { versioning: { Status: 'Enabled' } }, says: 'versioning is Enabled' } },
  'fails when': {
    'it was never enabled': { given: { versioning: {} }, says: 'versioning was never enabled', severity: 'medium' },
    'it is Suspended': { given: { versioning: { Status: 'Suspended' } }, says: 'versioning is Suspended' },
    'the documents of 2025-03 require it': {
      given: { versioning: {} },
      with: { edition: '2025-03' },
      says: /never/,
      severity: 'medium',
    },
    'the documents of 2023-11 do not mention it': {
      given: { versioning: {} },
      with: { edition: '2023-11' },
      says: /never/,
      severity: 'low',
    },
    'the documents of 2024-02 do not mention it': {
      given: { versioning: {} },
      with: { edition: '2024-02' },
      says: /never/,
      severity: 'low',
    },
  },
});

it('quotes a bucket name that a shell would read as code', () => {
  const target = { uri: 's3://a', bucket: "a'; rm -rf $HOME #" };
  expect(judge(versioning, { given: { versioning: {} }, with: { target } }).remediation?.commands).toEqual([
    `aws s3api put-bucket-versioning --bucket 'a'\\''; rm -rf $HOME #' --versioning-configuration Status=Enabled`,
  ]);
});
