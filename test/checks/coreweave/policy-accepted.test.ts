import { policyAccepted } from '../../../src/checks/coreweave/policy-accepted.ts';
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

describeCheck(policyAccepted, {
  'passes when': {
    'the grammar is kept': {
      with: documentOf('coreweave-bucket-policy', policy()),
      says: 'nothing in the policy is refused by the rules of CoreWeave',
    },
  },
  'fails when': {
    'a principal is of no kind': {
      with: documentOf('coreweave-bucket-policy', policy({ Principal: { Service: 'x' } })),
      says: /^CoreWeave refuses the policy: Statement\[0\]\.Principal\.Service is not a kind of principal/,
      key: 'refused',
    },
  },
  'asks when': {
    'S3 would refuse it': {
      with: documentOf('coreweave-bucket-policy', JSON.stringify({ Version: '2012-10-17', Statement: [] })),
      says: /^CoreWeave may refuse the policy: Statement is empty/,
      severity: 'low',
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
  },
});
