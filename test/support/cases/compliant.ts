import type { Case } from '../bucket-state.ts';
import {
  account,
  blockAll,
  compliantBucket,
  dedicatedPrincipal,
  documentedCors,
  external,
  fault,
  keyActions,
  keyArn,
  keyId,
  keyPolicy,
  region,
  saasPrincipal,
  wandbAccess,
} from './base.ts';

const moduleBucket = 'acme-file-storage-clever-mole';

/** What W&B's own module `secure_storage_connector` makes with its defaults. */
const officialModule: Case = {
  name: 'official-terraform-module',
  about: "the bucket that W&B's own Terraform module makes: no versioning, no lifecycle, no logging, no TLS statement",
  bucket: {
    name: moduleBucket,
    region,
    account,
    cors: [documentedCors],
    encryption: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: keyArn() },
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...wandbAccess(moduleBucket, dedicatedPrincipal), Sid: 'WandbAccountAccess' }],
    }),
    publicAccessBlock: blockAll,
    ownership: 'BucketOwnerPreferred',
    acl: 'private',
    requestPayer: 'BucketOwner',
    key: {
      id: keyId,
      region,
      account,
      policy: keyPolicy(
        {
          Sid: 'Internal',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:user/terraform` },
          Action: 'kms:*',
          Resource: '*',
        },
        { ...external(dedicatedPrincipal, '*'), Action: keyActions },
      ),
      keyUsage: 'ENCRYPT_DECRYPT',
      keyState: 'Enabled',
      keyManager: 'CUSTOMER',
      rotation: false,
    },
  },
  declared: { deployment: 'dedicated' },
  fails: ['aws/versioning', 'aws/kms-key-rotation', 'aws/tls-only', 'aws/access-logging'],
  exit: 1,
};

export const compliantCases: readonly Case[] = [
  fault({ name: 'compliant-dedicated', about: 'the documented bucket and key for Dedicated Cloud', fails: [], exit: 0 }),
  {
    name: 'compliant-saas',
    about: 'the documented bucket and key for Multi-tenant Cloud',
    bucket: compliantBucket('acme-wandb-saas', saasPrincipal),
    declared: { deployment: 'multi-tenant', level: 'team', kmsKey: keyArn(), account },
    fails: [],
    exit: 0,
  },
  officialModule,
  fault({
    name: 'locked-out',
    about: 'a compliant bucket of which the auditing identity may read nothing',
    fails: [],
    exit: 3,
    denied: '*',
    notOnMoto: 'moto checks IAM for some of the reads only; a limited user is tested on its own',
  }),
  fault({
    name: 'policy-not-readable',
    about: 'a compliant bucket whose bucket policy the auditing identity may not read',
    fails: [],
    exit: 3,
    denied: ['s3:GetBucketPolicy'],
    notOnMoto: 'a limited user is tested on its own',
  }),
  fault({
    name: 'key-policy-not-readable',
    about: 'a compliant bucket whose key policy the auditing identity may not read',
    fails: [],
    exit: 3,
    denied: ['kms:GetKeyPolicy'],
    notOnMoto: 'moto refuses a KMS call by IAM with XML where KMS answers JSON',
  }),
];
