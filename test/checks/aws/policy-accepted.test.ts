import { policyAccepted } from '../../../src/checks/aws/policy-accepted.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const statement = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::830241207209:root' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::acme-wandb/*',
};
const policy = (more: object = {}, version: object = { Version: '2012-10-17' }): string =>
  JSON.stringify({ ...version, Statement: [{ ...statement, ...more }] });
const keyPolicy = (action: string): string => policy({ Action: action, Resource: '*' });

describeCheck(policyAccepted, {
  'passes when': {
    'S3 takes every element': {
      with: documentOf('s3-bucket-policy', policy()),
      says: 'nothing in the policy is refused by the rules of S3',
    },
    'KMS takes every element': {
      with: documentOf('kms-key-policy', keyPolicy('kms:Decrypt')),
      says: 'nothing in the policy is refused by the rules of KMS',
    },
  },
  'fails when': {
    'a member is there twice': {
      with: documentOf('s3-bucket-policy', policy().replace('"Effect"', '"Effect":"Deny","Effect"')),
      says: /^S3 refuses the policy: Statement\[0\]\.Effect occurs twice \(line 1, column \d+\)$/,
      key: 'refused',
      severity: 'high',
    },
    'a resource is not of the bucket': {
      with: documentOf('s3-bucket-policy', policy({ Resource: 'arn:aws:s3:::other/*' })),
      says: /^S3 refuses the policy: Statement\[0\]\.Resource/,
    },
    'a resource is of another partition than is declared': {
      with: { ...documentOf('s3-bucket-policy', policy()), region: 'us-gov-west-1' },
      says: /^S3 refuses the policy: /,
    },
    'there is no statement': {
      with: documentOf('kms-key-policy', '{}'),
      says: 'KMS refuses the policy: Statement is absent (line 1, column 1)',
    },
  },
  'asks when': {
    'nobody knows whether KMS takes it': {
      with: documentOf('kms-key-policy', JSON.stringify({ Version: '2012-10-17', Statement: [] })),
      says: /^KMS may refuse the policy: Statement is empty/,
      key: 'doubt',
      severity: 'low',
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
  },
});
