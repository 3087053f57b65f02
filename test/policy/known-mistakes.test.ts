import { dedicatedBucket, describeMistakes, type Mistake } from '../support/known-mistakes.ts';
import { bucketArn, documentedActions, textOf, wandb, type Written } from '../support/policies.ts';

const grants = 'aws/bucket-policy-grants';
const denies = 'aws/bucket-policy-deny';
const everything = [bucketArn, `${bucketArn}/*`];
const role = (arn: string): Written => ({ ...dedicatedBucket, Principal: { AWS: arn } });
const only = (...actions: readonly string[]): Written => ({ ...dedicatedBucket, Action: actions });
const allActions: readonly string[] = [...documentedActions.object, ...documentedActions.bucket];
const deny = (more: Partial<Written>): Written => ({
  Sid: 'Guard',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: everything,
  ...more,
});

const documents: readonly Mistake[] = [
  {
    mistake: 'JSON.parse keeps the last of two members of one name, and reads a Deny as an Allow',
    policy: textOf([dedicatedBucket]).replace('"Effect":"Allow"', '"Effect":"Deny","Effect":"Allow"'),
    check: grants,
    status: 'fail',
    says: /Effect occurs twice.*line 1/,
  },
  {
    mistake: 'JSON.parse keeps the last of two Statement members',
    policy: textOf([dedicatedBucket]).replace('"Statement"', '"Statement":[],"Statement"'),
    check: grants,
    status: 'fail',
    says: /Statement occurs twice.*line 1/,
  },
  {
    mistake: 'prowler iam/lib/policy.py lower-cases Effect; AWS refuses "allow"',
    policy: textOf([dedicatedBucket]).replace('"Allow"', '"allow"'),
    check: grants,
    status: 'fail',
    says: /Statement\[0\]\.Effect/,
  },
  {
    mistake: 'cloudsplaining reads a statement without Principal, which is an identity policy in the wrong place',
    policy: textOf([dedicatedBucket]).replace(/"Principal":\{[^}]*\},/, ''),
    check: grants,
    status: 'fail',
    says: /Statement\[0\].*Principal/,
  },
  {
    mistake: 'policyuniverse reads a bare ARN as Principal; S3 refuses it',
    policy: textOf([dedicatedBucket]).replace(/"Principal":\{"AWS":("[^"]*")\}/, '"Principal":$1'),
    check: grants,
    status: 'fail',
    says: /Statement\[0\]\.Principal/,
  },
];

const principals: readonly Mistake[] = [
  {
    mistake: 'prowler iam/lib/policy.py looks for the account id as a substring of the principal',
    policy: [role('arn:aws:iam::111122223333:role/830241207209')],
    check: grants,
    status: 'fail',
    says: /grants nothing that W&B needs to arn:aws:iam::830241207209:root/,
    answers: { 's3:GetObject (platform)': 'false' },
  },
  {
    mistake: 'prowler iam/lib/policy.py looks for the role as a substring of the principal',
    policy: [role(`${wandb['multi-tenant']}Old`)],
    deployment: 'multi-tenant',
    check: grants,
    status: 'fail',
    says: /725579432336:role\/WandbIntegration\b/,
    answers: { 's3:PutObject (presigned)': 'false' },
  },
  {
    mistake: 'prowler allow-set minus deny-set ignores the principal of a Deny',
    policy: [dedicatedBucket, deny({ Principal: { AWS: '111122223333' } })],
    check: denies,
    status: 'pass',
    says: /no Deny statement/,
    answers: { 's3:DeleteObject (platform)': 'true' },
  },
  {
    mistake: 'prowler is_policy_public leaves Deny statements to do ("TODO: Add logic for deny statements")',
    policy: [dedicatedBucket, deny({ Action: 's3:DeleteObject', Resource: `${bucketArn}/*` })],
    check: denies,
    status: 'fail',
    says: /s3:DeleteObject on .* statement "Guard" \(Statement\[1\]\) denies it/,
    answers: { 's3:DeleteObject (platform)': 'false', 's3:PutObject (platform)': 'true' },
  },
];

const actions: readonly Mistake[] = [
  {
    mistake: 'pbac compares the letter case of actions',
    policy: [only(...allActions.map((action) => action.toUpperCase()))],
    check: grants,
    status: 'pass',
    says: /grants the eleven actions/,
  },
  {
    mistake: 'pbac rejects an Action that is a string',
    policy: [{ ...dedicatedBucket, Action: 's3:*' }],
    check: grants,
    status: 'pass',
    says: /grants the eleven actions/,
  },
  {
    mistake: 'a list of actions of 2025 is taken for s3:GetObject*, which has had three more members since 2026',
    policy: [
      only(
        ...allActions.filter((action) => action !== 's3:GetObject*'),
        ...['', 'Acl', 'Attributes', 'LegalHold', 'Retention', 'Tagging', 'Torrent'].map((end) => `s3:GetObject${end}`),
        ...['', 'Acl', 'Attributes', 'ForReplication', 'Tagging', 'Torrent'].map((end) => `s3:GetObjectVersion${end}`),
      ),
    ],
    check: grants,
    status: 'fail',
    says: /s3:GetObjectAnnotation/,
    answers: { 's3:GetObject (platform)': 'true', 's3:GetObjectVersionAnnotation (platform)': 'false' },
  },
  {
    mistake: 's3:ListMultipartUploadParts is taken for s3:ListBucketMultipartUploads',
    policy: [
      only(...allActions.map((action) => (action === 's3:ListBucketMultipartUploads' ? 's3:ListMultipartUploadParts' : action))),
    ],
    check: grants,
    status: 'fail',
    says: /s3:ListBucketMultipartUploads on arn:aws:s3:::acme-wandb is not granted/,
  },
  {
    mistake: 'the name of the API is taken for the action: s3:GetBucketEncryption for s3:GetEncryptionConfiguration',
    policy: [
      only(...allActions.map((action) => (action === 's3:GetEncryptionConfiguration' ? 's3:GetBucketEncryption' : action))),
    ],
    check: grants,
    status: 'fail',
    says: /s3:GetBucketEncryption|s3:GetEncryptionConfiguration on arn:aws:s3:::acme-wandb is not granted/,
  },
];

const resources: readonly Mistake[] = [
  {
    mistake:
      'terraform-aws-wandb #156: the statement cut in two, bucket actions on the bucket and object actions on objects, is complete',
    policy: [
      { ...only(...documentedActions.bucket), Resource: bucketArn },
      { ...only(...documentedActions.object), Sid: 'Objects', Resource: `${bucketArn}/*` },
    ],
    check: grants,
    status: 'pass',
    says: /grants the eleven actions/,
  },
  {
    mistake: 'parliament is_glob_match asks whether two patterns overlap, and not whether one contains the other',
    policy: [{ ...dedicatedBucket, Resource: [bucketArn, `${bucketArn}/*a*`] }],
    check: grants,
    status: 'fail',
    says: /s3:\w+ on arn:aws:s3:::acme-wandb\/[^a*?] is not granted/,
    answers: { 's3:PutObject (platform)': 'false', 's3:ListBucket (platform)': 'true' },
  },
  {
    mistake: 'sampling misses that /??* leaves out the keys of one character',
    policy: [{ ...dedicatedBucket, Resource: [bucketArn, `${bucketArn}/??*`] }],
    check: grants,
    status: 'fail',
    says: /s3:\w+ on arn:aws:s3:::acme-wandb\/[^*?] is not granted/,
  },
  {
    mistake: 'sampling misses that /*.* leaves out the keys without a dot',
    policy: [{ ...dedicatedBucket, Resource: [bucketArn, `${bucketArn}/*.*`] }],
    check: grants,
    status: 'fail',
    says: /s3:\w+ on arn:aws:s3:::acme-wandb\/[^.*?] is not granted/,
  },
  {
    mistake: 'policyuniverse reads NotResource as "*": an Allow takes in what it leaves out',
    policy: [
      {
        Sid: 'Rest',
        Effect: 'Allow',
        Principal: { AWS: wandb.dedicated },
        Action: 's3:*',
        NotResource: `${bucketArn}/private/*`,
      },
    ],
    check: grants,
    status: 'fail',
    says: /s3:\w+ on arn:aws:s3:::acme-wandb\/private\/.? ?is not granted/,
    answers: { 's3:GetObject (platform)': 'false', 's3:ListBucket (platform)': 'true' },
  },
  {
    mistake: 'policyuniverse reads NotResource as "*": a Deny that spares the whole bucket',
    policy: [dedicatedBucket, { Sid: 'Rest', Effect: 'Deny', Principal: '*', Action: 's3:*', NotResource: everything }],
    check: denies,
    status: 'pass',
    says: /no Deny statement/,
    answers: { 's3:GetObject (platform)': 'true' },
  },
  {
    mistake: 'awsdocs/iam-user-guide #175: a star is thought to stop at a slash',
    policy: [{ ...dedicatedBucket, Resource: `${bucketArn}*` }],
    check: grants,
    status: 'pass',
    says: /grants the eleven actions/,
  },
];

describeMistakes('documents that other tools take', 'bucket', documents);
describeMistakes('principals that other tools confuse', 'bucket', principals);
describeMistakes('actions that other tools confuse', 'bucket', actions);
describeMistakes('resources that other tools misread', 'bucket', resources);
