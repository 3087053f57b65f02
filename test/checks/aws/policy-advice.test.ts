import { policyAdvice } from '../../../src/checks/aws/policy-advice.ts';
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

describeCheck(policyAdvice, {
  'passes when': {
    'it says what it means': {
      with: documentOf('s3-bucket-policy', policy()),
      says: 'there is nothing to say of how the document is written',
    },
  },
  'fails when': {
    'it begins with a byte order mark': {
      with: documentOf('s3-bucket-policy', `\ufeff${policy()}`),
      says: /^the text begins with a byte order mark, which S3 refuses/,
      key: 'advice',
      severity: 'info',
    },
    'it is the output of a get command': {
      with: documentOf('s3-bucket-policy', JSON.stringify({ Policy: policy() })),
      says: /^the policy is wrapped/,
    },
    'the version is left out': {
      with: documentOf('s3-bucket-policy', policy({}, {})),
      says: /^Version is absent, which means 2008-10-17/,
    },
    'a key policy grants what is not of KMS': {
      with: documentOf('kms-key-policy', keyPolicy('s3:GetObject')),
      says: /which a key policy cannot grant/,
    },
    'a statement ends': {
      with: documentOf(
        's3-bucket-policy',
        policy({ Condition: { DateLessThan: { 'aws:CurrentTime': '2027-03-01T00:00:00Z' } } }),
      ),
      says: /^Statement\[0\] means something else from 2027-03-01 on$/,
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
    'it is refused': { with: documentOf('s3-bucket-policy', '{}'), says: 'the document is refused' },
  },
});
