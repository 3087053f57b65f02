/** Documents for `policy check`, each as its service takes it. */
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export const dedicated = 'arn:aws:iam::830241207209:root';
export const saas = 'arn:aws:iam::725579432336:role/WandbIntegration';
export const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/0c1d2e3f-4a5b-4c6d-8e7f-901122334455';

const actions = [
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
];
const arns = (bucket: string): readonly string[] => [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
const allow = (principal: unknown, more: object = {}): object => ({
  Sid: 'WAndBAccountAccess',
  Effect: 'Allow',
  Principal: principal,
  Action: actions,
  Resource: arns('acme'),
  ...more,
});
const tls = {
  Sid: 'DenyHTTPRequests',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: arns('acme'),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const policy = (...statements: readonly object[]): string => json({ Version: '2012-10-17', Statement: statements });

export const bucketPolicy = (principal: string): string => policy(allow({ AWS: principal }), tls);
export const bucketPolicyBehindVpc = policy(
  allow({ AWS: dedicated }),
  {
    Sid: 'DenyOutsideVpc',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: arns('acme'),
    Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0a1b2c3d' } },
  },
  tls,
);
export const bucketPolicyPublic = policy(
  allow({ AWS: dedicated }),
  {
    Sid: 'Everybody',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::acme/*',
  },
  tls,
);
/** As `aws s3api get-bucket-policy` prints it. */
export const wrapped = (text: string): string => json({ Policy: text });
export const bucketPolicyForRole = policy(allow({ AWS: 'arn:aws:iam::830241207209:role/some-node' }), tls);
export const bucketPolicyDocumented = policy(allow({ AWS: dedicated }));
export const bucketPolicyInGovCloud = bucketPolicyDocumented.replaceAll('arn:aws:s3', 'arn:aws-us-gov:s3');
export const bucketPolicyTwice = bucketPolicy(dedicated).replace(
  '"Effect": "Allow"',
  '"Effect": "Deny",\n      "Effect": "Allow"',
);
export const bucketPolicyOfTwo = policy(allow({ AWS: dedicated }, { Resource: [...arns('acme'), ...arns('other')] }));
export const bucketPolicyOfAll = policy(allow({ AWS: dedicated }, { Resource: '*' }));

const coreweave = (name: string): object => ({ CW: `arn:aws:iam::wandb:static/${name}` });
const forOrg = { Condition: { StringLike: { 'wandb:OrgID': ['acme-org'] } } };
export const coreweavePolicy = policy(allow(coreweave('wandb-integration'), forOrg));
export const coreweaveOfSaas = policy(allow(coreweave('wandb-integration-public'), forOrg));
export const coreweaveWithoutOrg = policy(allow(coreweave('wandb-integration')));
export const coreweaveDoubled = policy(allow(coreweave('arn:aws:iam::wandb:static/wandb-integration'), forOrg));
export const coreweaveOnAws = policy(allow({ AWS: dedicated }, forOrg));
export const coreweaveReadOnly = policy(allow(coreweave('wandb-integration'), { ...forOrg, Action: 's3:GetObject' }));

const keyStatement = (sid: string, principal: string, action: unknown, more: object = {}): object => ({
  Sid: sid,
  Effect: 'Allow',
  Principal: { AWS: principal },
  Action: action,
  Resource: '*',
  ...more,
});
const owner = keyStatement('Internal', '111122223333', 'kms:*');
const keyActions = ['kms:Decrypt', 'kms:Describe*', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];
export const keyPolicy = policy(owner, keyStatement('External', dedicated, keyActions));
export const keyPolicyWithoutDecrypt = policy(owner, keyStatement('External', dedicated, keyActions.slice(1)));
export const keyPolicyThroughS3 = policy(
  owner,
  keyStatement('External', dedicated, keyActions, {
    Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
  }),
);
export const keyPolicyNamingKey = policy(owner, keyStatement('External', dedicated, keyActions, { Resource: keyArn }));

const corsRule = (more: object = {}): object => ({
  AllowedHeaders: ['*'],
  AllowedMethods: ['GET', 'HEAD', 'PUT'],
  AllowedOrigins: ['*'],
  ExposeHeaders: ['ETag'],
  MaxAgeSeconds: 3000,
  ...more,
});
export const s3Cors = json([corsRule()]);
export const s3CorsOfApi = json({ CORSRules: [corsRule()] });
export const s3CorsWithoutPut = json([corsRule({ AllowedMethods: ['GET', 'HEAD'] })]);
export const s3CorsShadowed = json({ CORSRules: [corsRule({ ExposeHeaders: [] }), corsRule()] });
export const s3CorsNarrow = json([corsRule({ AllowedOrigins: ['https://acme.wandb.io'] })]);
export const s3CorsWithOptions = json([corsRule({ AllowedMethods: ['GET', 'OPTIONS'] })]);

const gcsEntry = (more: object = {}): object => ({
  origin: ['*'],
  method: ['GET', 'HEAD', 'PUT'],
  responseHeader: ['*'],
  maxAgeSeconds: 3000,
  ...more,
});
export const gcsCors = json([gcsEntry()]);
export const gcsCorsDocumented = json([gcsEntry({ responseHeader: ['Content-Type'], exposeHeaders: ['ETag'] })]);
export const gcsCorsWithoutPut = json([gcsEntry({ method: ['GET'] })]);
export const gcsCorsNarrow = json([gcsEntry({ origin: ['https://acme.wandb.io'] })]);
export const gcsCorsMisspelled = json([gcsEntry({ origins: ['*'] })]);

const azureRule = (more: object = {}): object => ({
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'HEAD', 'PUT'],
  allowedHeaders: ['*'],
  exposedHeaders: ['*'],
  maxAgeInSeconds: 3000,
  ...more,
});
const azure = (...rules: readonly object[]): string => json({ cors: { corsRules: rules } });
export const azureCors = azure(azureRule());
export const azureCorsWithoutPut = azure(azureRule({ allowedMethods: ['GET', 'HEAD'] }));
export const azureCorsNarrow = azure(azureRule({ allowedOrigins: ['https://acme.wandb.io'] }));
export const azureCorsOfSix = azure(...Array.from({ length: 6 }, () => azureRule()));

const gcsAccount = 'serviceAccount:deploy@wandb-production.iam.gserviceaccount.com';
const gcsIamOf = (bindings: readonly object[], more: object = {}): string =>
  json({ bindings, etag: 'CAE=', version: 3, ...more });
const binding = (role: string, member: string, expression?: string): object => ({
  role,
  members: [member],
  ...(expression === undefined ? {} : { condition: { title: 'limited', expression } }),
});
const admin = 'roles/storage.admin';
export const gcsIam = gcsIamOf([
  binding('roles/storage.legacyBucketOwner', 'projectOwner:acme-prod'),
  binding(admin, gcsAccount),
]);
export const gcsIamObjectAdmin = gcsIamOf([binding('roles/storage.objectAdmin', gcsAccount)]);
export const gcsIamSwapped = gcsIam.replace('deploy@', 'wandb-integration@');
export const gcsIamPublic = gcsIamOf([binding(admin, gcsAccount), binding('roles/storage.objectViewer', 'allUsers')]);
export const gcsIamExpired = gcsIamOf([binding(admin, gcsAccount, 'request.time < timestamp("2026-01-01T00:00:00Z")')]);
export const gcsIamEnding = gcsIamOf([binding(admin, gcsAccount, 'request.time < timestamp("2027-01-01T00:00:00Z")')]);
export const gcsIamOfBucket = gcsIamOf([binding(admin, gcsAccount, 'resource.name.startsWith("projects/_/buckets/acme")')]);
export const gcsIamDeleted = gcsIamOf([binding(admin, `deleted:${gcsAccount}?uid=123456789012345678901`)]);
export const gcsIamCustomRole = gcsIamOf([binding('projects/acme/roles/wandb', gcsAccount)]);
export const gcsIamGroup = gcsIamOf([binding(admin, 'group:storage@acme.example')]);
export const gcsIamAsUser = gcsIam.replace('serviceAccount:deploy', 'user:deploy');
export const gcsIamUndecided = gcsIamOf([binding(admin, gcsAccount, 'resource.matchTag("acme/env", "prod")')]);
export const gcsIamVersion1 = gcsIamEnding.replace('"version": 3', '"version": 1');
export const gcsIamFew = gcsIamOf([
  binding('roles/storage.legacyBucketWriter', gcsAccount),
  binding('roles/storage.legacyObjectReader', gcsAccount),
]);
