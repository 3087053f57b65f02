import type { StoreUriCode } from '../../../src/requirements/store-uri.ts';
import type { StoreUriContext } from '../../../src/policy/store-uri/finding.ts';

/** A storage URI of the catalogue (section 2) or of the field. All secrets are made up. */
export interface StoreUriExample {
  readonly name: string;
  readonly uri: string;
  /** Every code, most grave first. */
  readonly codes: readonly StoreUriCode[];
  /** The text under the carets of the first finding; a hidden range is not compared. */
  readonly at?: string;
  /** What no output may hold, as it is written in the URI. */
  readonly secrets?: readonly string[];
  readonly context?: Partial<StoreUriContext>;
}

/** Written raw where the URI needs it encoded and encoded where it needs nothing. */
const aws = 'wJalrfakeFAKEfake%2FK7MDENG%2BfakeFAKEfakeKEY';
const sk = 'not-a-real-s3cr3t-1';
const az = 'bm90YXJlYWxrZXk%2BbW9yZWZha2VkYXRh%2FZmFrZWtleQ%3D%3D';
const email = 'wandb%40acme.iam.gserviceaccount.com';
const body = 'bm90LWEtcmVhbC1wcml2YXRlLWtleQ';
const pem = `-----BEGIN%20PRIVATE%20KEY-----%0A${body}%2Fab%2Bcd%3D%0A-----END%20PRIVATE%20KEY-----%0A`;
const ak = 'AKIAIOSFODNN7EXAMPLE';
const minio = `s3://minioadmin:${sk}@minio.corp.example:9000`;

export const goodExamples: readonly StoreUriExample[] = [
  {
    name: 'an AWS bucket for an instance on another cloud, tls not stated as in the documents',
    uri: `s3://${ak}:${aws}@s3.eu-central-1.amazonaws.com/acme-wandb?region=eu-central-1`,
    codes: ['tls-unstated'],
    secrets: [aws],
  },
  {
    name: 'the same with tls',
    uri: `s3://${ak}:${aws}@s3.eu-central-1.amazonaws.com/acme-wandb?region=eu-central-1&tls=true`,
    codes: [],
    secrets: [aws],
  },
  { name: 'MinIO with TLS', uri: `${minio}/wandb?region=us-east-1&tls=true`, codes: [], secrets: [sk] },
  { name: 'MinIO with a path', uri: `${minio}/wandb/team-a?region=us-east-1&tls=true`, codes: [], secrets: [sk] },
  { name: 'every parameter', uri: `${minio}/wandb?tls=T&forcePathStyle=0&region=eu-west-1`, codes: [], secrets: [sk] },
  { name: 'the instance form', uri: 's3://acme-wandb/prefix', codes: [] },
  { name: 'Google with a private key', uri: `gs://${email}:${pem}@acme-wandb`, codes: [], secrets: [pem, body] },
  {
    name: 'Google with a raw @ in the address',
    uri: `gs://wandb@acme.iam.gserviceaccount.com:${pem}@acme-wandb/sub`,
    codes: [],
    secrets: [pem, body],
  },
  { name: 'Azure with an encoded key', uri: `az://:${az}@acmestorage/wandb`, codes: [], secrets: [az] },
  {
    name: 'Azure with a raw == at the end',
    uri: 'az://:bm90YXJlYWxrZXk%2BbW9yZQ==@acmestorage/wandb',
    codes: [],
    secrets: ['bm90YXJlYWxrZXk%2BbW9yZQ=='],
  },
  { name: 'Azure with the ambient identity', uri: 'az://acmestorage/wandb/team-a', codes: [] },
  { name: 'CoreWeave with keys', uri: `cw://${ak}:${sk}@cwobject.com/acme-wandb?tls=true`, codes: [], secrets: [sk] },
  { name: 'CoreWeave, the enablement', uri: 'cw://', codes: [] },
  { name: 'CoreWeave without keys', uri: 'cw://acme-wandb.cwobject.com', codes: [] },
];

const store = `s3://${ak}:${sk}@minio.corp.example:9000`;
const query = '?region=us-east-1&tls=true';

export const badExamples: readonly StoreUriExample[] = [
  {
    name: 'two question marks',
    uri: `${store}/wandb?region=us-east-1?tls=true`,
    codes: ['two-question-marks'],
    at: '?',
    secrets: [sk],
  },
  {
    name: 'two question marks in the edition that prints them',
    uri: `${store}/wandb?region=us-east-1?tls=true`,
    codes: ['two-question-marks'],
    context: { edition: '2025-03' },
    secrets: [sk],
  },
  { name: 'no region', uri: `${store}/wandb?tls=true`, codes: ['region-missing'], secrets: [sk] },
  { name: 'no tls', uri: `${store}/wandb?region=us-east-1`, codes: ['tls-missing'], secrets: [sk] },
  { name: 'tls off', uri: `${store}/wandb?region=us-east-1&tls=false`, codes: ['tls-off'], at: 'false', secrets: [sk] },
  { name: 'a semicolon', uri: `${store}/wandb?region=us-east-1;tls=true`, codes: ['query-semicolon'], at: ';', secrets: [sk] },
  {
    name: 'parameters in another case',
    uri: `${store}/wandb?Region=us-east-1&TLS=true`,
    codes: ['param-case', 'param-case'],
    at: 'Region',
    secrets: [sk],
  },
  {
    name: 'no boolean of Go',
    uri: `${store}/wandb?region=us-east-1&tls=yes`,
    codes: ['param-boolean'],
    at: 'yes',
    secrets: [sk],
  },
  {
    name: 'a raw / in the secret',
    uri: `s3://${ak}:ab12fake/cd34fake@s3.eu-central-1.amazonaws.com/bkt?region=eu-central-1&tls=true`,
    codes: ['userinfo-delimiter'],
    at: '/',
    secrets: ['ab12fake/cd34fake', 'ab12fake', 'cd34fake'],
  },
  {
    name: 'a raw ? and a raw # in the secret',
    uri: `${minio.replace(sk, 'ab12fake?cd34fake#ef56')}/wandb${query}`,
    codes: ['userinfo-delimiter', 'userinfo-delimiter'],
    at: '?',
    secrets: ['ab12fake', 'cd34fake', 'ef56'],
  },
  {
    name: 'a bad escape in the secret',
    uri: `s3://${ak}:ab12%zzfake@minio.corp.example/wandb${query}`,
    codes: ['percent-escape'],
    secrets: ['ab12%zzfake'],
  },
  {
    name: 'an escape that is no text',
    uri: `s3://${ak}:ab12%cdfake@minio.corp.example/wandb${query}`,
    codes: ['percent-not-utf8'],
    secrets: ['ab12%cdfake'],
  },
  {
    name: 'a space in the secret',
    uri: `s3://${ak}:ab12 fake77@minio.corp.example/wandb${query}`,
    codes: ['userinfo-character'],
    at: ' ',
    secrets: ['ab12 fake77', 'fake77'],
  },
  { name: 'half of a pair', uri: `s3://${ak}@minio.corp.example/wandb${query}`, codes: ['credentials-half'], secrets: [ak] },
  {
    name: 'a secret without a key',
    uri: `s3://:${sk}@minio.corp.example/wandb${query}`,
    codes: ['credentials-half'],
    secrets: [sk],
  },
  {
    name: 'a scheme inside of the endpoint',
    uri: `s3://${ak}:${sk}@https://minio.corp.example/wandb${query}`,
    codes: ['endpoint-has-scheme'],
    at: 'https://',
    secrets: [sk],
  },
  {
    name: 'a host inside of the cluster',
    uri: `s3://${ak}:${sk}@minio.wandb.svc.cluster.local:9000/wandb${query}`,
    codes: ['endpoint-in-cluster'],
    at: 'minio.wandb.svc.cluster.local',
    secrets: [sk],
  },
  { name: 'localhost', uri: `s3://${ak}:${sk}@localhost:9000/wandb${query}`, codes: ['endpoint-in-cluster'], secrets: [sk] },
  { name: 'a private address', uri: `s3://${ak}:${sk}@10.1.2.3:9000/wandb${query}`, codes: ['endpoint-private'], secrets: [sk] },
  {
    name: 'a private address as IPv6 maps it',
    uri: `s3://${ak}:${sk}@[::ffff:10.1.2.3]:9000/wandb${query}`,
    codes: ['endpoint-private'],
    secrets: [sk],
  },
  { name: 'a name of a home', uri: `s3://${ak}:${sk}@nas.home.arpa/wandb${query}`, codes: ['endpoint-private'], secrets: [sk] },
  {
    name: 'a service and its namespace',
    uri: `s3://${ak}:${sk}@minio.default:9000/wandb${query}`,
    codes: ['endpoint-private'],
    at: 'minio.default',
    secrets: [sk],
  },
  { name: 'a short private name', uri: `s3://${ak}:${sk}@home/wandb${query}`, codes: ['endpoint-short-name'], secrets: [sk] },
  { name: 'a short name', uri: `s3://${ak}:${sk}@minio:9000/wandb${query}`, codes: ['endpoint-short-name'], secrets: [sk] },
  {
    name: 'the global endpoint without a region',
    uri: `s3://${ak}:${sk}@s3.amazonaws.com/bkt`,
    codes: ['endpoint-global', 'region-missing', 'tls-unstated'],
    at: 's3.amazonaws.com',
    secrets: [sk],
  },
  {
    name: 'the AWS form of the edition 2025-03',
    uri: `s3://${ak}:${sk}@s3.eu-central-1.amazonaws.com/bkt`,
    codes: ['region-missing', 'tls-unstated'],
    context: { edition: '2025-03' },
    secrets: [sk],
  },
  {
    name: 'an endpoint in another region',
    uri: `s3://${ak}:${sk}@s3.eu-central-1.amazonaws.com/bkt?region=us-east-1&tls=true`,
    codes: ['endpoint-other-region'],
    secrets: [sk],
  },
  {
    name: 'a region without a hyphen',
    uri: `s3://${ak}:${sk}@minio.corp.example/bkt?region=us-east1&tls=true`,
    codes: ['region-malformed'],
    at: 'us-east1',
    secrets: [sk],
  },
  {
    name: 'the bucket in the host',
    uri: `s3://${ak}:${sk}@bkt.s3.eu-central-1.amazonaws.com/bkt?region=eu-central-1&tls=true`,
    codes: ['bucket-in-host'],
    at: 'bkt',
    secrets: [sk],
  },
  {
    name: 'CoreWeave through s3',
    uri: `s3://${ak}:${sk}@cwobject.com/bkt${query}`,
    codes: ['coreweave-through-s3'],
    at: 'cwobject.com',
    secrets: [sk],
  },
  { name: 'no bucket', uri: `s3://${ak}:${sk}@minio.corp.example${query}`, codes: ['bucket-missing'], secrets: [sk] },
  { name: 'no endpoint', uri: `s3://${ak}:${sk}@/wandb${query}`, codes: ['endpoint-missing'], secrets: [sk] },
  { name: 'an endpoint without keys', uri: `s3://minio.corp.example:9000/wandb${query}`, codes: ['credentials-missing'] },
  {
    name: 'credentials and no @',
    uri: `s3://${ak}:ab12fake34/wandb`,
    codes: ['port-invalid'],
    secrets: ['ab12fake34', ak],
  },
  {
    name: 'an unknown parameter',
    uri: `${store}/wandb${query}&sig=fakefake99`,
    codes: ['param-unknown'],
    at: 'sig',
    secrets: [sk, 'fakefake99'],
  },
  { name: 'a parameter twice', uri: `${store}/wandb${query}&tls=false`, codes: ['param-repeated'], secrets: [sk] },
  { name: 'a fragment', uri: `${store}/wandb#x${query}`, codes: ['fragment'], secrets: [sk] },
  { name: 'an upper-case bucket on AWS', uri: 's3://Acme_Wandb', codes: ['bucket-name'], at: 'Acme_Wandb' },
  { name: 'a slash at the end', uri: `${store}/wandb/team/${query}`, codes: ['path-slashes'], secrets: [sk] },
  { name: 'gcs', uri: 'gcs://bucket', codes: ['unknown-scheme'], at: 'gcs' },
  { name: 'azure', uri: 'azure://acct/ctr', codes: ['unknown-scheme'], at: 'azure' },
  { name: 'minio', uri: `minio://${ak}:${sk}@minio.corp/b`, codes: ['unknown-scheme'], at: 'minio', secrets: [sk] },
  { name: 'https', uri: 'https://minio.corp/b', codes: ['unknown-scheme'], at: 'https' },
  { name: 'a user in Azure', uri: `az://acct:${sk}@acct/ctr`, codes: ['azure-user'], secrets: [sk] },
  {
    name: 'a raw / in the key of Azure',
    uri: 'az://:ab12fake+cd/efgh77==@acct/ctr',
    codes: ['userinfo-delimiter'],
    at: '/',
    secrets: ['ab12fake', 'efgh77'],
  },
  {
    name: 'the host of the account',
    uri: `az://:${az}@acct.blob.core.windows.net/ctr`,
    codes: ['azure-host'],
    at: '.blob.core.windows.net',
    secrets: [az],
  },
  { name: 'no container', uri: `az://:${az}@acct`, codes: ['azure-container-missing'], secrets: [az] },
  {
    name: 'names of Azure',
    uri: `az://:${az}@Acct-1/my_ctr`,
    codes: ['azure-account-name', 'azure-container-name'],
    secrets: [az],
  },
  {
    name: 'a private key in form encoding',
    uri: `gs://${email}:-----BEGIN+PRIVATE+KEY-----%0A${body}%0A-----END+PRIVATE+KEY-----%0A@acme-wandb`,
    codes: ['google-key-form-encoded'],
    at: '+',
    secrets: [body],
  },
  {
    name: 'a private key with raw line breaks',
    uri: `gs://${email}:-----BEGIN PRIVATE KEY-----\n${body}/ab\n-----END PRIVATE KEY-----\n@acme-wandb`,
    codes: [
      'userinfo-character',
      'userinfo-character',
      'control-character',
      'userinfo-delimiter',
      'userinfo-character',
      'userinfo-character',
    ],
    secrets: [body],
  },
  {
    name: 'Google with an endpoint',
    uri: `gs://${email}:${pem}@storage.googleapis.com/bkt`,
    codes: ['google-endpoint'],
    at: 'storage.googleapis.com',
    secrets: [body],
  },
  { name: 'Google without a private key', uri: `gs://${email}:${sk}@acme-wandb`, codes: ['google-key-not-pem'], secrets: [sk] },
  {
    name: 'CoreWeave with the bucket in the path',
    uri: 'cw://cwobject.com/bucket-name/',
    codes: ['coreweave-bucket-in-path'],
    at: 'cwobject.com',
  },
  { name: 'LOTA', uri: `cw://${ak}:${sk}@cwlota.com/bkt`, codes: ['coreweave-lota'], at: 'cwlota.com', secrets: [sk] },
  {
    name: 'an underscore at CoreWeave',
    uri: `cw://${ak}:${sk}@cwobject.com/my_bucket`,
    codes: ['coreweave-bucket-name'],
    at: 'my_bucket',
    secrets: [sk],
  },
  {
    name: 'a reserved name at CoreWeave',
    uri: `cw://${ak}:${sk}@cwobject.com/cw-x`,
    codes: ['coreweave-bucket-name'],
    at: 'cw-x',
    secrets: [sk],
  },
  { name: 'another reserved one', uri: 'cw://vip-x', codes: ['coreweave-bucket-name'], at: 'vip-x' },
  { name: 'CoreWeave without TLS', uri: `cw://${ak}:${sk}@cwobject.com/bkt?tls=false`, codes: ['tls-off'], secrets: [sk] },
  { name: 'cw:', uri: 'cw:', codes: ['coreweave-exact'] },
  { name: 'cw:///', uri: 'cw:///', codes: ['coreweave-exact'] },
  { name: 'CW://', uri: 'CW://', codes: ['coreweave-exact'] },
  { name: 'CoreWeave before it was there', uri: 'cw://', codes: ['coreweave-not-offered'], context: { edition: '2025-03' } },
  {
    name: 'keys on multi-tenant',
    uri: `${store}/wandb${query}`,
    codes: ['credentials-on-multi-tenant'],
    context: { deployment: 'multi-tenant' },
    secrets: [sk],
  },
  { name: 'a space before it', uri: ` ${store}/wandb${query}`, codes: ['surrounding-characters'], at: ' ', secrets: [sk] },
  {
    name: 'quotes around it',
    uri: `"${store}/wandb${query}"`,
    codes: ['surrounding-characters', 'surrounding-characters'],
    secrets: [sk],
  },
  { name: 'a line break behind it', uri: `${store}/wandb${query}\n`, codes: ['surrounding-characters'], secrets: [sk] },
  {
    name: 'the placeholders of the documents',
    uri: 's3://<accessKey>:<secretAccessKey>@<url_endpoint>/<bucketName>?region=<region>&tls=true',
    codes: ['placeholder', 'placeholder', 'placeholder', 'placeholder', 'placeholder'],
  },
  {
    name: 'a variable of a shell',
    uri: `s3://${ak}:${sk}@$HOST/wandb${query}`,
    codes: ['placeholder'],
    at: '$HOST',
    secrets: [sk],
  },
  { name: 'a variable of Kubernetes', uri: `s3://$(BUCKET_NAME)/x`, codes: ['placeholder'], at: '$(BUCKET_NAME)' },
  {
    name: 'a variable that Kubernetes fills',
    uri: `s3://$(BUCKET_NAME)/x`,
    codes: ['placeholder'],
    at: '$(BUCKET_NAME)',
    context: { expandsVariables: true },
  },
  {
    name: 'newer forms in an old edition',
    uri: 's3://acme-wandb/prefix',
    codes: ['form-newer', 'form-newer'],
    context: { edition: '2025-03' },
  },
  { name: 'an @ in the path', uri: `${store}/wandb/a@b${query}`, codes: ['at-sign-after-authority'], secrets: [sk] },
  {
    name: 'a raw @ and a raw / in the secret',
    uri: `s3://${ak}:ab12@fake/cd34fake@minio.corp.example/wandb${query}`,
    codes: ['userinfo-delimiter'],
    secrets: ['ab12@fake/cd34fake', 'cd34fake', '@fake'],
  },
  { name: 'an upper-case scheme', uri: 'S3://acme-wandb', codes: ['scheme-case'], at: 'S3' },
  { name: 'a brace in the host', uri: 's3://acme{wandb', codes: ['bucket-name', 'host-invalid'], at: 'acme{wandb' },
  { name: 'a port behind a bucket of Google', uri: 'gs://acme-wandb:443', codes: ['port-invalid'], at: ':443' },
  { name: 'parameters for Google', uri: 'gs://acme-wandb?tls=true', codes: ['param-ignored'], at: 'tls=true' },
  {
    name: 'another endpoint of CoreWeave',
    uri: `cw://${ak}:${sk}@object.ord1.coreweave.com/bkt`,
    codes: ['coreweave-endpoint'],
    secrets: [sk],
  },
  {
    name: 'path style at CoreWeave',
    uri: `cw://${ak}:${sk}@cwobject.com/bkt?forcePathStyle=true`,
    codes: ['coreweave-path-style'],
    at: 'true',
    secrets: [sk],
  },
  {
    name: 'a key of Azure that is no base64',
    uri: 'az://:not-base64-fake@acct/ctr',
    codes: ['azure-key'],
    secrets: ['not-base64-fake'],
  },
  {
    name: 'no address of a service account',
    uri: `gs://wandb:${pem}@acme-wandb`,
    codes: ['google-service-account'],
    secrets: [body],
  },
  {
    name: 'the line breaks of the JSON file',
    uri: `gs://${email}:${pem.replaceAll('%0A', '%5Cn')}@acme-wandb`,
    codes: ['google-key-not-pem'],
    secrets: [body],
  },
  {
    name: 'the host of a VPC endpoint',
    uri: `s3://${ak}:${sk}@bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com/bkt${query}`,
    codes: ['endpoint-private'],
    secrets: [sk],
  },
  {
    name: 'a dual-stack endpoint',
    uri: `s3://${ak}:${sk}@s3.dualstack.us-west-2.amazonaws.com/bkt${query}`,
    codes: ['endpoint-other-region'],
    secrets: [sk],
  },
  { name: 'no URI', uri: 'not-a-uri-but-a-s3cr3t', codes: ['not-a-uri'], secrets: ['not-a-uri-but-a-s3cr3t'] },
  { name: 'one slash', uri: `s3:/${ak}:${sk}@h/b`, codes: ['not-a-uri'], at: 's3', secrets: [sk, ak] },
  { name: 'nothing', uri: '', codes: ['value-empty'] },
  { name: 'spaces', uri: '  \n', codes: ['value-empty'] },
];

export const examples = [...goodExamples, ...badExamples];
