import { policyAdvice } from '../../../src/checks/coreweave/policy-advice.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const statement = {
  Effect: 'Allow',
  Principal: { CW: 'arn:aws:iam::wandb:static/wandb-integration' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::acme-wandb/*',
};
const policy = (more: object = {}, version: object = { Version: '2012-10-17' }): string =>
  JSON.stringify({ ...version, Statement: [{ ...statement, ...more }] });

describeCheck(policyAdvice, {
  'passes when': {
    'it says what it means': {
      with: documentOf('coreweave-bucket-policy', policy()),
      says: 'there is nothing to say of how the document is written',
    },
  },
  'fails when': {
    'the version is left out': {
      with: documentOf('coreweave-bucket-policy', policy({}, {})),
      says: /^Version is absent/,
      severity: 'info',
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
    'it is refused': { with: documentOf('coreweave-bucket-policy', '{}'), says: 'the document is refused' },
  },
});
