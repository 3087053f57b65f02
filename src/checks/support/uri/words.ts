import type { StoreScheme, StoreUriCode } from '../../../requirements/store-uri.ts';

/** What it means for W&B when a rule is broken. */
const reasons = {
  refused: 'The server refuses the whole URI, so W&B has no store: teams cannot be given the bucket, or their uploads fail.',
  misread: 'The server reads something else than was meant, and says nothing about it: W&B uses another store, or none.',
  lost: 'What is written there has no effect, so W&B does not use the bucket as it was meant.',
  credentials: 'Without both halves of valid credentials W&B cannot read or write the bucket.',
  name: 'No store can have this name, so W&B finds no bucket: uploads and downloads fail.',
  reach:
    'Pre-signed URLs carry the host of the endpoint to clients and browsers: who cannot reach it can neither upload nor download.',
  clear: 'Credentials and data cross the network in clear, or a server that speaks HTTPS only refuses every request.',
  region: 'Requests are signed for a region: with another one the store refuses every request of W&B.',
  quiet: 'W&B may take it, but no document says so, and another part or version of the server may not.',
  documents: 'The documents of the chosen edition do not offer it, so W&B does not promise that it works.',
  other:
    'The value and the bucket that was audited do not belong together: the audit says nothing about the bucket that W&B will use.',
} as const;

interface Words {
  readonly why: keyof typeof reasons;
  /** A sentence that is true of every value that passes. */
  readonly title: string;
  readonly remediation: string;
  /** The only schemes that it is about. */
  readonly schemes?: readonly StoreScheme[];
}

const s3: readonly StoreScheme[] = ['s3'];
const cw: readonly StoreScheme[] = ['cw'];
const az: readonly StoreScheme[] = ['az'];
const gs: readonly StoreScheme[] = ['gs'];
const withParameters: readonly StoreScheme[] = ['s3', 'cw'];

/** What each rule says of itself, beside its source and severity in `requirements`. */
export const uriWords: Readonly<Record<StoreUriCode, Words>> = {
  'value-empty': {
    why: 'lost',
    title: 'The value holds a storage URI',
    remediation: 'Set the variable to the URI of the store, or remove it.',
  },
  'value-too-long': {
    why: 'refused',
    title: 'The value is short enough for an environment variable',
    remediation: 'Shorten the value: no environment variable holds so much.',
  },
  'variable-renamed': {
    why: 'lost',
    title: 'The variable has its current name',
    remediation: 'Rename the variable to GORILLA_SUPPORTED_FILE_STORES.',
  },
  'several-values': {
    why: 'quiet',
    title: 'The value holds one store',
    remediation: 'Ask W&B how several stores are written in one value, or set one store only.',
  },
  'values-separator': {
    why: 'misread',
    title: 'Nothing but a single comma stands between stores',
    remediation: 'Separate the stores by a single comma, or set one store only.',
  },
  'env-file-quotes': {
    why: 'quiet',
    title: 'The value stands without quotes in its file',
    remediation: 'Remove the quotes around the value in the .env file.',
  },
  placeholder: {
    why: 'misread',
    title: 'No placeholder is left in the URI',
    remediation: 'Replace the placeholder by its value.',
  },
  'surrounding-characters': {
    why: 'refused',
    title: 'Nothing stands around the URI',
    remediation: 'Remove the quotes, spaces and line breaks around the URI.',
  },
  'control-character': {
    why: 'refused',
    title: 'The URI holds no control character',
    remediation: 'Remove the character, or percent-encode it where it belongs to a secret: a line break is %0A.',
  },
  'not-a-uri': { why: 'refused', title: 'The value is a URI', remediation: 'Begin the value with s3://, gs://, az:// or cw://.' },
  'unknown-scheme': {
    why: 'refused',
    title: 'The scheme is one that W&B accepts',
    remediation: 'Write s3://, gs://, az:// or cw://.',
  },
  'scheme-case': { why: 'quiet', title: 'The scheme is in lower case', remediation: 'Write the scheme in lower case.' },
  'userinfo-delimiter': {
    why: 'misread',
    title: 'The credentials hold no raw slash, question mark or number sign',
    remediation: 'Percent-encode the credentials: / is %2F, ? is %3F and # is %23. `byob-audit uri build` does that.',
  },
  'userinfo-character': {
    why: 'refused',
    title: 'The credentials hold only characters that a URL takes',
    remediation: 'Percent-encode the credentials; `byob-audit uri build` does that.',
  },
  'percent-escape': {
    why: 'refused',
    title: 'Every percent sign begins an escape',
    remediation: 'Write %25 for a percent sign that belongs to a key or secret.',
  },
  'percent-not-utf8': {
    why: 'misread',
    title: 'The escapes of the credentials stand for text',
    remediation: 'Write %25 for a percent sign that belongs to a key or secret.',
  },
  'at-sign-after-authority': {
    why: 'misread',
    title: 'No @ stands behind the host',
    remediation: 'Percent-encode the secret when the @ ends it; write %40 for an @ in a path.',
  },
  'credentials-half': {
    why: 'credentials',
    title: 'The credentials are whole',
    remediation: 'Give both halves of the credentials, KEY:SECRET@, or none.',
  },
  'credentials-without-at': {
    why: 'misread',
    title: 'An @ ends the credentials',
    remediation: 'Write the @ between the credentials and the endpoint as it is, not as %40.',
    schemes: s3,
  },
  'credentials-missing': {
    why: 'credentials',
    title: 'Credentials go with the endpoint',
    remediation: 'Put KEY:SECRET@ before the endpoint.',
    schemes: s3,
  },
  'credentials-on-multi-tenant': {
    why: 'documents',
    title: 'No credentials are given to multi-tenant cloud',
    remediation: "Remove the URI: multi-tenant cloud reaches buckets by W&B's own principals.",
  },
  fragment: { why: 'lost', title: 'The URI has no fragment', remediation: 'Write %23 for a number sign.' },
  'host-invalid': { why: 'refused', title: 'The host holds only characters of a host', remediation: 'Correct the host.' },
  'port-invalid': {
    why: 'refused',
    title: 'The port is a port',
    remediation: 'Correct the port; where credentials were meant, end them with @ and percent-encode them.',
  },
  'endpoint-has-scheme': {
    why: 'misread',
    title: 'The endpoint is a host without a scheme',
    remediation: 'Write host[:port] only, and tls=true for HTTPS.',
  },
  'endpoint-missing': {
    why: 'misread',
    title: 'An endpoint follows the credentials',
    remediation: 'Write s3://KEY:SECRET@ENDPOINT/BUCKET; of Amazon S3 the endpoint is s3.REGION.amazonaws.com.',
    schemes: s3,
  },
  'endpoint-in-cluster': {
    why: 'reach',
    title: 'The endpoint is known outside of its cluster',
    remediation: 'Use the host of the ingress, which clients and browsers reach.',
    schemes: s3,
  },
  'endpoint-reserved': {
    why: 'reach',
    title: 'The endpoint is an address that a server can have',
    remediation: 'Write the host of the store. The address is set apart for documentation and tests, and examples use it.',
    schemes: s3,
  },
  'endpoint-private': {
    why: 'reach',
    title: 'The endpoint is known outside of its private network',
    remediation: 'Use a host that all clients and browsers reach, or make sure that all of them are in the network.',
    schemes: s3,
  },
  'endpoint-short-name': {
    why: 'reach',
    title: 'The endpoint has a full name',
    remediation: 'Use the full name of the host, which clients and browsers reach.',
    schemes: s3,
  },
  'endpoint-global': {
    why: 'region',
    title: 'The endpoint of Amazon S3 is a regional one',
    remediation: 'Write s3.REGION.amazonaws.com.',
    schemes: s3,
  },
  'endpoint-other-region': {
    why: 'region',
    title: 'The endpoint and the parameter region agree',
    remediation: 'Make the endpoint and the parameter region name the region of the bucket.',
    schemes: s3,
  },
  'bucket-in-host': {
    why: 'misread',
    title: 'The bucket stands in the path and not in the host',
    remediation: 'Write the regional endpoint alone, and the bucket as the first part of the path.',
    schemes: s3,
  },
  'bucket-missing': { why: 'misread', title: 'The URI names a bucket', remediation: 'Add the bucket.' },
  'bucket-name': {
    why: 'name',
    title: 'The name of the bucket is one that a bucket can have',
    remediation: 'Correct the name of the bucket.',
  },
  'region-missing': {
    why: 'region',
    title: 'The region is stated',
    remediation: 'Add the parameter region=REGION.',
    schemes: s3,
  },
  'region-malformed': {
    why: 'region',
    title: 'The region has the form of a region',
    remediation: 'Correct the parameter region, such as region=us-east-1.',
    schemes: s3,
  },
  'tls-missing': {
    why: 'clear',
    title: 'TLS is stated for an S3-compatible endpoint',
    remediation: 'Add the parameter tls=true.',
    schemes: s3,
  },
  'tls-off': { why: 'clear', title: 'TLS is not turned off', remediation: 'Write tls=true.', schemes: withParameters },
  'tls-unstated': {
    why: 'quiet',
    title: 'TLS is stated for an endpoint of Amazon S3',
    remediation: 'Add the parameter tls=true.',
    schemes: s3,
  },
  'two-question-marks': {
    why: 'misread',
    title: 'One question mark begins the parameters',
    remediation: 'Separate the parameters by &: ?region=REGION&tls=true.',
  },
  'query-semicolon': {
    why: 'lost',
    title: 'No semicolon separates the parameters',
    remediation: 'Separate the parameters by &.',
  },
  'param-case': {
    why: 'lost',
    title: 'The names of the parameters are spelled as the server knows them',
    remediation: 'Write region, tls and forcePathStyle.',
    schemes: withParameters,
  },
  'param-unknown': {
    why: 'lost',
    title: 'The server knows every parameter',
    remediation: 'Remove the parameter; known are region, tls and forcePathStyle.',
    schemes: withParameters,
  },
  'param-boolean': {
    why: 'lost',
    title: 'Booleans are ones that the server understands',
    remediation: 'Write true or false.',
    schemes: withParameters,
  },
  'param-repeated': {
    why: 'misread',
    title: 'Every parameter is given once',
    remediation: 'Remove one of the two.',
    schemes: withParameters,
  },
  'param-ignored': {
    why: 'lost',
    title: 'Parameters are given only where the scheme has them',
    remediation: 'Remove the parameters.',
    schemes: ['gs', 'az'],
  },
  'path-slashes': {
    why: 'misread',
    title: 'The path inside of the bucket has no slash too many',
    remediation: 'Remove the slash at the beginning, at the end, or the second of two.',
  },
  'form-newer': {
    why: 'documents',
    title: 'The documents of the edition have this form',
    remediation: 'Write the form of the documents, with keys and without a path, or choose a newer edition.',
  },
  'coreweave-not-offered': {
    why: 'documents',
    title: 'The documents of the edition offer CoreWeave',
    remediation: 'Use another store, or choose a newer edition.',
    schemes: cw,
  },
  'coreweave-through-s3': {
    why: 'documents',
    title: 'CoreWeave is reached by its own scheme',
    remediation: 'Write cw:// for a bucket of CoreWeave.',
    schemes: s3,
  },
  'coreweave-exact': {
    why: 'misread',
    title: 'CoreWeave is enabled by the exact string cw://',
    remediation: 'Write cw:// and nothing else.',
    schemes: cw,
  },
  'coreweave-endpoint': {
    why: 'misread',
    title: 'With keys the endpoint of CoreWeave is cwobject.com',
    remediation: 'Write cw://KEY:SECRET@cwobject.com/BUCKET.',
    schemes: cw,
  },
  'coreweave-lota': { why: 'documents', title: 'The endpoint is not LOTA', remediation: 'Write cwobject.com.', schemes: cw },
  'coreweave-bucket-in-path': {
    why: 'misread',
    title: 'Without keys the bucket of CoreWeave is the host',
    remediation: 'Write cw://BUCKET or cw://BUCKET.cwobject.com.',
    schemes: cw,
  },
  'coreweave-path-style': {
    why: 'refused',
    title: 'CoreWeave is not asked in path style',
    remediation: 'Remove the parameter forcePathStyle.',
    schemes: cw,
  },
  'coreweave-bucket-name': {
    why: 'name',
    title: 'The name is one that a bucket of CoreWeave can have',
    remediation: 'Correct the name of the bucket.',
    schemes: cw,
  },
  'azure-user': {
    why: 'misread',
    title: 'The part before the colon is empty for Azure',
    remediation: 'Write az://:KEY@ACCOUNT/CONTAINER.',
    schemes: az,
  },
  'azure-host': {
    why: 'misread',
    title: 'The storage account is named without its domain',
    remediation: 'Write the name of the account only.',
    schemes: az,
  },
  'azure-account-name': {
    why: 'name',
    title: 'The name is one that a storage account can have',
    remediation: 'Correct the name of the storage account.',
    schemes: az,
  },
  'azure-container-missing': {
    why: 'misread',
    title: 'The URI names a container',
    remediation: 'Add the container: az://:KEY@ACCOUNT/CONTAINER.',
    schemes: az,
  },
  'azure-container-name': {
    why: 'name',
    title: 'The name is one that a container can have',
    remediation: 'Correct the name of the container.',
    schemes: az,
  },
  'azure-key': {
    why: 'credentials',
    title: 'The account key is base64',
    remediation: 'Give the key of the storage account, percent-encoded.',
    schemes: az,
  },
  'google-endpoint': {
    why: 'misread',
    title: 'The bucket of Google Cloud Storage follows the @ directly',
    remediation: 'Write gs://EMAIL:KEY@BUCKET, without an endpoint.',
    schemes: gs,
  },
  'google-service-account': {
    why: 'credentials',
    title: 'The key is of a service account',
    remediation: 'Write the e-mail address of the service account before the colon.',
    schemes: gs,
  },
  'google-key-form-encoded': {
    why: 'credentials',
    title: 'The private key is percent-encoded and not form-encoded',
    remediation: 'Write %20 for a space and %0A for a line break; `byob-audit uri build` does that.',
    schemes: gs,
  },
  'google-key-not-pem': {
    why: 'credentials',
    title: 'The private key is PEM',
    remediation: 'Give private_key of the JSON key file, percent-encoded; `byob-audit uri build` does that.',
    schemes: gs,
  },
  'against-bucket': {
    why: 'other',
    title: 'The URI names the audited bucket',
    remediation: 'Make the URI name the audited bucket, or audit the one that it names.',
  },
  'against-prefix': {
    why: 'other',
    title: 'The URI names the audited path',
    remediation: 'Make the path of the URI the audited one, or audit the one that it names.',
  },
  'against-region': {
    why: 'region',
    title: 'The region of the URI is that of the audited bucket',
    remediation: 'Make the parameter region and the endpoint name the region of the bucket.',
  },
  'against-endpoint': {
    why: 'other',
    title: 'The endpoint of the URI is the audited one',
    remediation: 'Make the endpoint the audited one, or audit the one that the URI names.',
  },
  'against-tls': {
    why: 'other',
    title: 'The URI uses TLS as the audit did',
    remediation: 'Make the parameter tls say what the endpoint speaks.',
  },
  'against-account': {
    why: 'other',
    title: 'The URI names the audited storage account',
    remediation: 'Make the URI name the audited account, or audit the one that it names.',
  },
  'against-container': {
    why: 'other',
    title: 'The URI names the audited container',
    remediation: 'Make the URI name the audited container, or audit the one that it names.',
  },
  'against-provider': {
    why: 'other',
    title: 'The URI is for the store that was audited',
    remediation: 'Make the scheme that of the audited bucket, or audit the one that the URI names.',
  },
};

export const whyOf = (code: StoreUriCode): string => reasons[uriWords[code].why];
