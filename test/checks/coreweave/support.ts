type Statement = Readonly<Record<string, unknown>>;

export const dedicated = 'arn:aws:iam::wandb:static/wandb-integration';
export const saas = 'arn:aws:iam::wandb:static/wandb-integration-public';

/** A bucket policy as the facet holds it. */
export const policyOf = (...statements: readonly Statement[]): { readonly policy: { Policy: string; document: null } } => ({
  policy: { Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }), document: null },
});

/** The statement of W&B's documents. */
export const access = (principal: string, more: Statement = {}): Statement => ({
  Sid: 'WandbAccess',
  Effect: 'Allow',
  Principal: { CW: principal },
  Action: [
    's3:GetObject*',
    's3:GetEncryptionConfiguration',
    's3:ListBucket',
    's3:ListBucketMultipartUploads',
    's3:ListBucketVersions',
    's3:AbortMultipartUpload',
    's3:DeleteObject',
    's3:PutObject',
    's3:GetBucketCORS',
    's3:GetBucketLocation',
    's3:GetBucketVersioning',
  ],
  Resource: ['arn:aws:s3:::acme-wandb/*', 'arn:aws:s3:::acme-wandb'],
  Condition: { StringLike: { 'wandb:OrgID': ['acme'] } },
  ...more,
});

/** A policy that no server would keep. */
export const invalid = { policy: { Policy: '{"Statement": 7}', document: null } } as const;
