import { bucketPolicyActions, keyPolicyActions, overGrants } from '../../../requirements/aws.ts';
import { membersOf } from '../document/action-names.ts';
import type { Channel } from './request.ts';

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

/** Which members of a documented pattern W&B cannot do without, and a name that only the pattern itself takes in. */
const patterns: Readonly<Record<string, { readonly core: readonly string[]; readonly tomorrow?: string }>> = {
  's3:GetObject*': { core: ['s3:GetObject', 's3:GetObjectVersion'], tomorrow: 's3:GetObjectZz' },
  // KMS developer guide: "kms:Describe*" allows kms:DescribeKey, and no other action of the name has a key as its resource.
  'kms:Describe*': { core: ['kms:DescribeKey'] },
  'kms:ReEncrypt*': { core: ['kms:ReEncryptFrom', 'kms:ReEncryptTo'], tomorrow: 'kms:ReEncryptZz' },
  'kms:GenerateDataKey*': { core: ['kms:GenerateDataKey'], tomorrow: 'kms:GenerateDataKeyZz' },
};

/** Objects are read and written with pre-signed URLs as well as by W&B's servers. */
const presigned = new Set(['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject']);
const onPlatform: readonly Channel[] = ['platform'];
const onBoth: readonly Channel[] = ['platform', 'presigned'];
/** A key is used through S3, for W&B's servers and for the holders of URLs; only DescribeKey is called directly. */
const throughS3: readonly Channel[] = ['via-s3', 'presigned-via-s3'];

function expand(documented: string, on: Need['on']): readonly Need[] {
  const { core, tomorrow } = patterns[documented] ?? { core: [documented] };
  const others = membersOf(documented, on).filter((name) => !core.includes(name));
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
