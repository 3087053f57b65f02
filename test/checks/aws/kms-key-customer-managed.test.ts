import { kmsKeyCustomerManaged } from '../../../src/checks/aws/kms-key-customer-managed.ts';
import { describeCheck } from '../../support/describe-check.ts';

const Arn = 'arn:aws:kms:eu-central-1:111122223333:key/k';
const managedBy = (KeyManager?: string) => ({
  KeyMetadata: { Arn, KeyId: 'k', ...(KeyManager === undefined ? {} : { KeyManager }) },
});
const encryption = (KMSMasterKeyID?: string, SSEAlgorithm = 'aws:kms') => ({
  ServerSideEncryptionConfiguration: {
    Rules: [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm, ...(KMSMasterKeyID === undefined ? {} : { KMSMasterKeyID }) } },
    ],
  },
});

describeCheck(kmsKeyCustomerManaged, {
  'passes when': {
    'its manager is the customer': {
      given: { encryption: encryption(Arn), kmsKey: managedBy('CUSTOMER') },
      with: { deployment: 'dedicated' },
      says: 'the key is customer managed',
    },
    'Self-Managed uses aws/s3 in its own account': {
      given: { encryption: encryption() },
      with: { deployment: 'self-managed' },
      says: 'the key is managed by AWS (aws/s3), which works for Self-Managed in the same account',
    },
  },
  'fails when': {
    'no key id is given, which selects aws/s3': {
      given: { encryption: encryption() },
      with: { deployment: 'dedicated' },
      says: 'the key is managed by AWS (aws/s3), which other accounts cannot use',
      severity: 'high',
    },
    'the alias of aws/s3 is given': {
      given: { encryption: encryption('arn:aws:kms:eu-central-1:111122223333:alias/aws/s3') },
      with: { deployment: 'multi-tenant' },
      says: /managed by AWS/,
    },
    'KMS says that AWS manages it': {
      given: { encryption: encryption(Arn), kmsKey: managedBy('AWS') },
      with: { deployment: 'dedicated' },
      says: /managed by AWS/,
    },
    'no key id is given and KMS may not be asked': {
      given: { encryption: encryption() },
      unreadable: { kmsKey: 'access-denied' },
      with: { deployment: 'dedicated' },
      says: /managed by AWS/,
    },
  },
  'does not apply when': {
    'keys of S3 are used': { given: { encryption: encryption(undefined, 'AES256') }, says: 'the bucket does not use a KMS key' },
    'there is no default encryption': { says: 'the bucket does not use a KMS key' },
  },
  'asks when': {
    'the deployment matters and is not declared': {
      given: { encryption: encryption() },
      says: /the deployment is not declared$/,
    },
    'a server does not tell the manager': {
      given: { encryption: encryption(Arn), kmsKey: managedBy() },
      with: { deployment: 'dedicated' },
      says: 'the server does not tell who manages the key',
    },
  },
  'cannot tell when': {
    'KMS may not be asked': {
      given: { encryption: encryption(Arn) },
      unreadable: { kmsKey: 'access-denied' },
      with: { deployment: 'dedicated' },
      says: /^who manages the key is not known; KMS DescribeKey: access was denied; grant kms:DescribeKey/,
    },
  },
});
