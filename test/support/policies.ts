import * as fc from 'fast-check';

/** The rules of both kinds of policy text are asked the same questions. */
export type Kind = 'bucket' | 'key';
type W = 'multi-tenant' | 'dedicated';
type List = string | readonly string[];
type Principal = '*' | Readonly<Record<string, List>>;
export type Conditions = Readonly<Record<string, Readonly<Record<string, List>>>>;

/** A statement as it is written, list or not. */
export interface Written {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Principal;
  readonly NotPrincipal?: Principal;
  readonly Action?: List;
  readonly NotAction?: List;
  readonly Resource?: List;
  readonly NotResource?: List;
  readonly Condition?: Conditions;
}
export type Policy = readonly Written[];

export const bucketName = 'acme-wandb';
export const bucketArn = `arn:aws:s3:::${bucketName}`;
export const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1f4c2d3e-5a6b-4c7d-8e9f-0a1b2c3d4e5f';
export const ownAccount = '111122223333';
/** Spelled out: a wrong constant in `src/requirements` must not agree with itself. */
export const wandb: Readonly<Record<W, string>> = {
  'multi-tenant': 'arn:aws:iam::725579432336:role/WandbIntegration',
  dedicated: 'arn:aws:iam::830241207209:root',
};
export const documentedActions = {
  object: ['s3:GetObject*', 's3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject'],
  bucket: [
    's3:GetEncryptionConfiguration',
    's3:ListBucket',
    's3:ListBucketMultipartUploads',
    's3:ListBucketVersions',
    's3:GetBucketCORS',
    's3:GetBucketLocation',
    's3:GetBucketVersioning',
  ],
  key: ['kms:Decrypt', 'kms:Describe*', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
} as const;

/** The statement of W&B's documents. */
export const documented = (kind: Kind, deployment: W): Written => ({
  Sid: 'Documented',
  Effect: 'Allow',
  Principal: { AWS: wandb[deployment] },
  Action: kind === 'key' ? documentedActions.key : [...documentedActions.object, ...documentedActions.bucket],
  Resource: kind === 'key' ? '*' : [bucketArn, `${bucketArn}/*`],
});
export const ownerStatement: Written = {
  Sid: 'Owner',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ownAccount}:root` },
  Action: 'kms:*',
  Resource: '*',
};

export const textOf = (policy: Policy): string => JSON.stringify({ Version: '2012-10-17', Statement: policy });

/** Whose rights are asked for, and where. */
export interface Situation {
  readonly kind: Kind;
  readonly deployment?: W;
  readonly prefix?: string | undefined;
}

export const listOf = (list: List | undefined): readonly string[] =>
  list === undefined ? [] : typeof list === 'string' ? [list] : list;

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const some = (...values: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(pick(...values), { minLength: 1, maxLength: 3 });

/** Resource patterns and the actions that apply to them: S3 refuses a statement with an action that fits no resource. */
const objects = some(
  `${bucketArn}/*`,
  `${bucketArn}/*`,
  `${bucketArn}/?*`,
  `${bucketArn}/??*`,
  `${bucketArn}/?`,
  `${bucketArn}/a*`,
  `${bucketArn}/*a`,
  `${bucketArn}/private/*`,
  `${bucketArn}/team/*`,
  `${bucketArn}/*.*`,
  `${bucketArn}/a`,
);
const onObjects = some(
  's3:GetObject',
  's3:GetObject*',
  's3:GetObject?*',
  's3:PutObject',
  's3:DeleteObject',
  's3:AbortMultipartUpload',
  's3:*Object',
  's3:??tObject*',
  's3:GetObjectVersion',
  's3:Delete*',
);
const onBucket = some(
  's3:ListBucket',
  's3:List*',
  's3:GetBucket*',
  's3:GetBucketCORS',
  's3:GetEncryptionConfiguration',
  's3:GetBucket?ersioning',
  's3:ListBucketVersions',
);
const everywhere = some('s3:*', 's3:*', '*', 's3:Get*', 's3:?*');

interface Reach {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}
const reach = (actions: fc.Arbitrary<readonly string[]>, resources: fc.Arbitrary<readonly string[]>): fc.Arbitrary<Reach> =>
  fc.record({ actions, resources });
const both = objects.map((list) => [bucketArn, ...list]);
const bucketReach: fc.Arbitrary<Reach> = fc.oneof(
  reach(onObjects, objects),
  reach(onBucket, fc.constant([bucketArn])),
  reach(everywhere, both),
  reach(everywhere, objects),
  reach(
    fc.tuple(onObjects, onBucket).map(([a, b]) => [...a, ...b]),
    both,
  ),
  reach(fc.constant([...documentedActions.object, ...documentedActions.bucket]), both),
  reach(everywhere, fc.constant([`${bucketArn}*`])),
);
const keyReach: fc.Arbitrary<Reach> = reach(
  some(
    'kms:*',
    'kms:Decrypt',
    'kms:Encrypt',
    'kms:Describe*',
    'kms:DescribeKey',
    'kms:ReEncrypt*',
    'kms:ReEncryptFrom',
    'kms:GenerateDataKey*',
    'kms:GenerateDataKey',
    'kms:*crypt*',
    'kms:Gen?rate*',
    'kms:CreateGrant',
  ),
  some('*', '*', keyArn, keyArn.replace('1f4c2d3e', '9b8a7c6d'), 'arn:aws:kms:eu-central-1:111122223333:key/*'),
);

/** Principals that are neither W&B nor everybody. */
export const strangers: fc.Arbitrary<Principal> = pick<Principal>(
  { AWS: ownAccount },
  { AWS: `arn:aws:iam::${ownAccount}:root` },
  { AWS: `arn:aws:iam::${ownAccount}:role/WandbIntegration` },
  { AWS: ['arn:aws:iam::444455556666:user/ann', `arn:aws:iam::${ownAccount}:role/ci`] },
  { Service: 'cloudtrail.amazonaws.com' },
);
const principals: fc.Arbitrary<Principal> = fc.oneof(
  { weight: 3, arbitrary: pick<Principal>('*', { AWS: '*' }) },
  {
    weight: 6,
    arbitrary: some(wandb['multi-tenant'], wandb.dedicated, '725579432336', '830241207209', ownAccount).map((AWS) => ({ AWS })),
  },
  {
    weight: 1,
    arbitrary: pick<Principal>(
      { AWS: 'arn:aws:iam::830241207209:role/node' },
      { AWS: 'arn:aws:sts::725579432336:assumed-role/WandbIntegration/one' },
    ),
  },
  { weight: 1, arbitrary: strangers },
);

/** Conditions with effects of every kind: never, always, and depending on what the document does not say. */
const shared: readonly Conditions[] = [
  { Bool: { 'aws:SecureTransport': 'true' } },
  { Bool: { 'aws:SecureTransport': 'false' } },
  { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
  { StringNotEquals: { 'aws:SourceVpce': ['vpce-0123456789abcdef0', 'vpce-0fedcba9876543210'] } },
  { StringNotEqualsIfExists: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
  { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
  { Null: { 'aws:SourceVpce': 'true' } },
  { IpAddress: { 'aws:SourceIp': ['8.8.4.0/24', '9.9.9.0/24'] } },
  { NotIpAddress: { 'aws:SourceIp': '8.8.4.0/24' } },
  { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { ArnNotEquals: { 'aws:PrincipalArn': [wandb['multi-tenant'], 'arn:aws:iam::830241207209:role/*'] } },
  { StringNotEquals: { 'aws:PrincipalAccount': ownAccount } },
  { StringEquals: { 'aws:PrincipalAccount': ['725579432336', '830241207209'] } },
  {
    StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' },
    ArnNotLike: { 'aws:PrincipalArn': [wandb['multi-tenant'], 'arn:aws:iam::830241207209:*'] },
  },
  { StringEquals: { 'sts:ExternalId': 'x' } },
];
const ofBuckets: readonly Conditions[] = [
  { StringEquals: { 's3:authType': 'REST-HEADER' } },
  { StringNotEquals: { 's3:authType': 'REST-HEADER' } },
  { NumericGreaterThan: { 's3:signatureAge': '600000' } },
  { NotIpAddress: { 'aws:SourceIp': '8.8.4.0/24' }, StringEquals: { 's3:authType': 'REST-QUERY-STRING' } },
];
const ofKeys: readonly Conditions[] = [
  { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
  { StringNotEquals: { 'kms:CallerAccount': ownAccount } },
  { StringLike: { 'kms:ViaService': 'ec2.*.amazonaws.com' } },
];

export interface StatementShape {
  readonly effect?: 'Allow' | 'Deny';
  readonly principal?: fc.Arbitrary<Principal>;
  /** NotAction, NotResource and NotPrincipal; on unless said otherwise. */
  readonly negations?: boolean;
  readonly conditions?: boolean;
}

/** A statement that AWS takes and that has something to do with W&B. */
export function statementOf(kind: Kind, shape: StatementShape = {}): fc.Arbitrary<Written> {
  const { negations = true, conditions = true } = shape;
  const plainly = (often: number): fc.Arbitrary<boolean> =>
    negations ? fc.integer({ max: often, min: 0 }).map((n) => n === 0) : fc.constant(false);
  return fc
    .record({
      effect: shape.effect === undefined ? pick<'Allow' | 'Deny'>('Allow', 'Allow', 'Deny') : fc.constant(shape.effect),
      principal: shape.principal ?? principals,
      reach: kind === 'bucket' ? bucketReach : keyReach,
      notAction: plainly(6),
      notResource: plainly(6),
      notPrincipal: plainly(12),
      condition: conditions
        ? fc.option(pick(...shared, ...(kind === 'bucket' ? ofBuckets : ofKeys)), { freq: 2 })
        : fc.constant(null),
    })
    .map(({ effect, principal, reach: { actions, resources }, notAction, notResource, notPrincipal, condition }): Written => ({
      Effect: effect,
      ...(notPrincipal && principal !== '*' ? { NotPrincipal: principal } : { Principal: principal }),
      ...(notAction
        ? { NotAction: actions.filter((action) => !/^(?:s3:|kms:)?\??\*$/.test(action)).concat(harmless[kind]) }
        : { Action: actions }),
      ...(notResource && kind === 'bucket' ? { NotResource: resources } : { Resource: resources }),
      ...(condition === null ? {} : { Condition: condition }),
    }));
}
const harmless = { bucket: 's3:PutBucketPolicy', key: 'kms:ScheduleKeyDeletion' } as const;

/** Some statements around the documented one, so that most policies grant at least a part. */
export function policyOf(kind: Kind, shape: StatementShape = {}, maxLength = 4): fc.Arbitrary<Policy> {
  return fc
    .tuple(
      fc.array(statementOf(kind, shape), { maxLength }),
      fc.array(statementOf(kind, shape), { maxLength: 1 }),
      pick<W | undefined>('dedicated', 'multi-tenant', undefined),
    )
    .map(([before, after, deployment]) => [
      ...before,
      ...(deployment === undefined ? [] : [documented(kind, deployment)]),
      ...after,
      ...(kind === 'key' ? [ownerStatement] : []),
    ])
    .filter((policy) => policy.length > 0);
}

/** Whom to ask for: both deployments, the whole bucket or a path of it. */
export const situationOf = (kind: Kind): fc.Arbitrary<Situation> =>
  fc.record({
    kind: fc.constant(kind),
    deployment: pick<W>('dedicated', 'multi-tenant'),
    prefix: kind === 'bucket' ? pick(undefined, undefined, 'team') : fc.constant(undefined),
  });

/** A random order of any list. */
export const shuffled = <T>(list: readonly T[]): fc.Arbitrary<readonly T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
