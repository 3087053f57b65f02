import { bucketPolicyActions, keyPolicyActions, overGrants } from '../../requirements/aws.ts';
import type { Channel } from './request-model.ts';

/** One action that W&B's documents ask for; a documented pattern becomes all of its members. */
export interface Need {
  /** As documented, e.g. `s3:GetObject*`. */
  readonly documented: string;
  /** As messages spell it. */
  readonly name: string;
  /** Lower case, as policies are matched. */
  readonly action: string;
  /**
   * `core`: W&B does not work without it. `member`: inside the documented pattern, not known to be used.
   * `tomorrow`: a name that does not exist, which only the pattern itself takes in.
   */
  readonly role: 'core' | 'member' | 'tomorrow';
  readonly on: 'bucket' | 'object' | 'key';
  readonly channels: readonly Channel[];
}

/** Members of the documented patterns (service authorization reference, 2026-09-26); the first ones are core. */
const members: Readonly<
  Record<string, { readonly core: readonly string[]; readonly others: readonly string[]; readonly tomorrow?: string }>
> = {
  's3:GetObject*': {
    core: ['s3:GetObject', 's3:GetObjectVersion'],
    others: [
      's3:GetObjectAcl',
      's3:GetObjectAnnotation',
      's3:GetObjectAttributes',
      's3:GetObjectLegalHold',
      's3:GetObjectRetention',
      's3:GetObjectTagging',
      's3:GetObjectTorrent',
      's3:GetObjectVersionAcl',
      's3:GetObjectVersionAnnotation',
      's3:GetObjectVersionAnnotationForReplication',
      's3:GetObjectVersionAttributes',
      's3:GetObjectVersionForReplication',
      's3:GetObjectVersionTagging',
      's3:GetObjectVersionTorrent',
    ],
    tomorrow: 's3:GetObjectZz',
  },
  // DescribeCustomKeyStores has no key resource, so this pattern means one action on a key.
  'kms:Describe*': { core: ['kms:DescribeKey'], others: [] },
  'kms:ReEncrypt*': { core: ['kms:ReEncryptFrom', 'kms:ReEncryptTo'], others: [], tomorrow: 'kms:ReEncryptZz' },
  'kms:GenerateDataKey*': {
    core: ['kms:GenerateDataKey'],
    others: ['kms:GenerateDataKeyWithoutPlaintext', 'kms:GenerateDataKeyPair', 'kms:GenerateDataKeyPairWithoutPlaintext'],
    tomorrow: 'kms:GenerateDataKeyZz',
  },
};

/** Objects are read and written with pre-signed URLs as well as by W&B's servers. */
const presigned = new Set(['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject']);
const onPlatform: readonly Channel[] = ['platform'];
const onBoth: readonly Channel[] = ['platform', 'presigned'];
/** A key is used through S3; only DescribeKey is called directly. */
const throughS3: readonly Channel[] = ['via-s3'];

function expand(documented: string, on: Need['on']): readonly Need[] {
  const { core, others, tomorrow } = members[documented] ?? { core: [documented], others: [] };
  const need = (name: string, role: Need['role']): Need => ({
    documented,
    name,
    action: name.toLowerCase(),
    role,
    on,
    channels: on === 'key' ? (name === 'kms:DescribeKey' ? onPlatform : throughS3) : presigned.has(name) ? onBoth : onPlatform,
  });
  return [
    ...core.map((name) => need(name, 'core')),
    ...others.map((name) => need(name, 'member')),
    ...(tomorrow === undefined ? [] : [need(tomorrow, 'tomorrow')]),
  ];
}

/** The eleven actions of the documented bucket policy. */
export const bucketNeeds: readonly Need[] = [
  ...bucketPolicyActions.object.flatMap((action) => expand(action, 'object')),
  ...bucketPolicyActions.bucket.flatMap((action) => expand(action, 'bucket')),
];

/** The five actions of the documented key policy statement `External`. */
export const keyNeeds: readonly Need[] = keyPolicyActions.flatMap((action) => expand(action, 'key'));

const onBucket = new Set<string>(['s3:PutBucketPolicy', 's3:DeleteBucket']);

/** Rights that W&B never asks for. */
export const overGrantNeeds: readonly Need[] = overGrants.flatMap((action) =>
  expand(action, onBucket.has(action) ? 'bucket' : 'object'),
);
