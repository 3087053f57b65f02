import type { BucketState } from '../../bucket-state.ts';
import { abortUploads, account, bucketActions, bucketArns, documentedCors, expireNoncurrent } from '../base.ts';
import type { StoreCase } from '../s3-compatible/record.ts';

/** Spelled out here on purpose: a wrong constant in `src/requirements` must not agree with itself. */
const dedicated = 'arn:aws:iam::wandb:static/wandb-integration';
const saas = 'arn:aws:iam::wandb:static/wandb-integration-public';
const orgId = 'acme-namespace';

type Statement = Readonly<Record<string, unknown>>;

const policy = (...statements: readonly Statement[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** The documented statement. */
const access = (bucket: string, principal: string, more: Statement = {}): Statement => ({
  Sid: 'WandbAccess',
  Effect: 'Allow',
  Principal: { CW: principal },
  Action: bucketActions,
  Resource: bucketArns(bucket),
  Condition: { StringLike: { 'wandb:OrgID': [orgId] } },
  ...more,
});

type Change = Pick<StoreCase, 'name' | 'about' | 'fails' | 'exit'> &
  Partial<Pick<StoreCase, 'endpoint' | 'declared' | 'server' | 'prefix' | 'isMissing'>> & {
    readonly bucketName?: string;
    readonly bucket?: Partial<BucketState>;
    readonly statements?: (bucket: string) => readonly Statement[];
  };

/** The documented bucket of Dedicated Cloud with one change. */
function fault({ bucketName, bucket, statements, server, declared, ...rest }: Change): StoreCase {
  const name = bucketName ?? `acme-wandb-${rest.name}`;
  return {
    ...rest,
    bucket: {
      name,
      region: 'us-east-1',
      account,
      cors: [documentedCors],
      lifecycle: [expireNoncurrent, abortUploads()],
      policy: policy(...(statements?.(name) ?? [access(name, dedicated)])),
      ...bucket,
    },
    server: { profile: 'aws-before-2023', ...server },
    declared: { deployment: 'dedicated', level: 'team', orgId, ...declared },
  };
}

const wholeCases: readonly StoreCase[] = [
  fault({ name: 'compliant-dedicated', about: 'the documented bucket for Dedicated Cloud', fails: [], exit: 0 }),
  fault({
    name: 'compliant-saas',
    about: 'the documented bucket for a team of Multi-tenant Cloud',
    statements: (bucket) => [access(bucket, saas)],
    declared: { deployment: 'multi-tenant' },
    fails: [],
    exit: 0,
  }),
  fault({
    name: 'locked-out',
    about: 'a bucket of which the auditing identity may read nothing',
    server: { denied: '*' },
    fails: [],
    exit: 3,
  }),
  fault({
    name: 'listing-instead-of-document',
    about: 'a server that answers the calls that it does not have with a listing of the bucket',
    server: { profile: 'listing' },
    fails: [],
    exit: 3,
  }),
  fault({
    name: 'instance-level-on-saas',
    about: 'instance level, which Multi-tenant Cloud does not have',
    statements: (bucket) => [access(bucket, saas)],
    declared: { deployment: 'multi-tenant', level: 'instance' },
    fails: ['coreweave/deployment-available'],
    exit: 1,
  }),
  fault({
    name: 'reserved-name',
    about: 'a name that CoreWeave keeps for itself',
    bucketName: 'cw-acme-wandb',
    fails: ['coreweave/bucket-name'],
    exit: 1,
  }),
  fault({
    name: 'lota-endpoint',
    about: 'the endpoint of the cache inside of a cluster',
    endpoint: 'http://cwlota.com',
    fails: ['coreweave/endpoint'],
    exit: 1,
  }),
];

const policyCases: readonly StoreCase[] = [
  fault({
    name: 'policy-none',
    about: 'a bucket without a policy',
    bucket: { policy: undefined },
    fails: ['coreweave/bucket-policy-grants'],
    exit: 1,
  }),
  fault({
    name: 'policy-doubled-arn',
    about: "the ARN of W&B's principal pasted behind the part of it that the template already has",
    statements: (bucket) => [access(bucket, `arn:aws:iam::wandb:static/${dedicated}`)],
    fails: ['coreweave/bucket-policy-grants'],
    exit: 1,
  }),
  fault({
    name: 'policy-swapped-principal',
    about: 'the principal of Multi-tenant Cloud on the bucket of a Dedicated Cloud',
    statements: (bucket) => [access(bucket, saas)],
    fails: ['coreweave/bucket-policy-grants'],
    exit: 1,
  }),
  fault({
    name: 'policy-any-organization',
    about: 'no condition on wandb:OrgID, so that every customer of W&B passes',
    statements: (bucket) => [access(bucket, dedicated, { Condition: undefined })],
    fails: ['coreweave/bucket-policy-org-id'],
    exit: 1,
  }),
  fault({
    name: 'policy-other-organization',
    about: 'the condition names another organization than the declared one',
    declared: { orgId: 'acme-other' },
    fails: ['coreweave/bucket-policy-grants'],
    exit: 1,
  }),
  fault({
    name: 'policy-denies-delete',
    about: 'a Deny on deleting objects, which stops the garbage collection',
    statements: (bucket) => [
      access(bucket, dedicated),
      { Sid: 'Keep', Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: `arn:aws:s3:::${bucket}/*` },
    ],
    fails: ['coreweave/bucket-policy-grants'],
    exit: 1,
  }),
  fault({
    name: 'policy-public',
    about: 'a statement for everybody',
    statements: (bucket) => [
      access(bucket, dedicated),
      { Sid: 'Open', Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` },
    ],
    fails: ['coreweave/bucket-policy-public', 'coreweave/bucket-policy-org-id'],
    exit: 1,
  }),
  fault({
    name: 'policy-org-wide',
    about: 'the optional statement of the template for every user of the organization',
    statements: (bucket) => [
      access(bucket, dedicated),
      {
        Sid: 'AllowUsersInOrg',
        Effect: 'Allow',
        Principal: { CW: 'arn:aws:iam::acme:*' },
        Action: 's3:*',
        Resource: bucketArns(bucket),
      },
    ],
    fails: ['coreweave/bucket-policy-org-wide'],
    exit: 0,
  }),
];

const settingCases: readonly StoreCase[] = [
  fault({
    name: 'no-bucket',
    about: 'there is no bucket of this name',
    isMissing: true,
    fails: ['coreweave/bucket-exists'],
    exit: 1,
  }),
  fault({
    name: 'bad-path',
    about: 'the path inside the bucket has an empty segment',
    prefix: 'wandb//runs',
    fails: ['coreweave/prefix'],
    exit: 0,
  }),
  fault({
    name: 'cors-none',
    about: 'a bucket without a CORS rule',
    bucket: { cors: undefined },
    fails: ['coreweave/cors-works'],
    exit: 1,
  }),
  fault({
    name: 'lifecycle-expires-objects',
    about: 'a rule that expires current objects',
    bucket: { lifecycle: [{ ID: 'cleanup', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 30 } }] },
    fails: ['coreweave/lifecycle-current-objects'],
    exit: 1,
  }),
  fault({
    name: 'abort-multipart-too-soon',
    about: 'a rule that aborts uploads after a day',
    bucket: { lifecycle: [expireNoncurrent, abortUploads(1)] },
    fails: ['coreweave/abort-multipart'],
    exit: 1,
  }),
];

/** Every end-to-end case of CoreWeave. */
export const coreweaveCases: readonly StoreCase[] = [...wholeCases, ...policyCases, ...settingCases];
