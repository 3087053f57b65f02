import type { Case } from '../bucket-state.ts';
import { account, dedicatedPrincipal, external, fault, internal, keyActions, keyArn, keyId, saasPrincipal } from './base.ts';

const elsewhere = keyArn(keyId, 'us-east-1');

/** Faults of the KMS key and of its policy. */
export const keyCases: readonly Case[] = [
  fault({
    name: 'encryption-aws-managed-key',
    about: 'default encryption with aws/s3, the key of AWS that no other account can use',
    bucket: () => ({ encryption: { SSEAlgorithm: 'aws:kms' } }),
    declared: { kmsKey: undefined },
    fails: ['aws/kms-key-customer-managed'],
    exit: 1,
    notOnMoto: 'moto says that its alias/aws/s3 is a customer key',
  }),
  fault({
    name: 'kms-sign-verify',
    about: 'the key is made for signatures, not for encryption',
    key: () => ({ keyUsage: 'SIGN_VERIFY', rotation: false }),
    fails: ['aws/kms-key-usage'],
    exit: 1,
  }),
  fault({
    name: 'kms-disabled',
    about: 'the key is disabled',
    key: () => ({ keyState: 'Disabled' }),
    fails: ['aws/kms-key-enabled'],
    exit: 1,
  }),
  fault({
    name: 'kms-pending-deletion',
    about: 'the key is about to be deleted',
    key: () => ({ keyState: 'PendingDeletion' }),
    fails: ['aws/kms-key-enabled'],
    exit: 1,
  }),
  fault({
    name: 'kms-other-region',
    about: 'the key is in another region than the bucket',
    bucket: () => ({ encryption: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: elsewhere, BucketKeyEnabled: true } }),
    key: () => ({ region: 'us-east-1' }),
    keyStatements: [internal(elsewhere), external(dedicatedPrincipal, elsewhere)],
    declared: { kmsKey: elsewhere },
    fails: ['aws/kms-key-region'],
    exit: 1,
  }),
  fault({
    name: 'rotation-off',
    about: 'the key is not rotated',
    key: () => ({ rotation: false }),
    fails: ['aws/kms-key-rotation'],
    exit: 0,
  }),
  fault({
    name: 'kms-policy-no-external',
    about: 'the key policy does not name W&B at all',
    keyStatements: [internal()],
    fails: ['aws/kms-key-policy-wandb'],
    exit: 1,
  }),
  fault({
    name: 'kms-policy-missing-action',
    about: 'the key policy does not let W&B generate data keys',
    keyStatements: [internal(), { ...external(dedicatedPrincipal), Action: keyActions.slice(0, -1) }],
    fails: ['aws/kms-key-policy-wandb'],
    exit: 1,
  }),
  fault({
    name: 'kms-policy-swapped-principal',
    about: 'the key policy names the principal of Multi-tenant Cloud for a Dedicated Cloud instance',
    keyStatements: [internal(), external(saasPrincipal)],
    fails: ['aws/kms-key-policy-wandb'],
    exit: 1,
  }),
  fault({
    name: 'kms-policy-deny',
    about: 'the key policy lets no account but its own decrypt, and so not W&B',
    keyStatements: [
      internal(),
      external(dedicatedPrincipal),
      {
        Sid: 'OwnAccountOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalAccount': account } },
      },
    ],
    fails: ['aws/kms-key-policy-deny'],
    exit: 1,
  }),
  fault({
    name: 'kms-policy-no-owner',
    about: 'the key policy does not let the own account manage the key',
    keyStatements: [external(dedicatedPrincipal)],
    fails: ['aws/kms-key-policy-owner'],
    exit: 1,
  }),
  fault({
    name: 'kms-policy-public',
    about: 'the key policy lets every account decrypt',
    keyStatements: [
      internal(),
      external(dedicatedPrincipal),
      { Sid: 'Everybody', Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' },
    ],
    fails: ['aws/kms-key-policy-public'],
    exit: 1,
  }),
];
