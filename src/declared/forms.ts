import { parseRange } from '../policy/aws/pattern/ip.ts';

const keyArn = /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/[\w/-]+$/;
/** Source: "Resource names" of Cloud KMS. */
const cloudKmsKey =
  /^projects\/[a-z0-9][a-z0-9.:-]{0,100}\/locations\/[a-z0-9-]{1,63}\/keyRings\/[\w-]{1,63}\/cryptoKeys\/[\w-]{1,63}$/;
const roleArn = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const principalArn = /^arn:aws[\w-]*:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]+)$/;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const identityId =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\p{L}\p{N}_.()-]{1,90}\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[\w-]{3,128}$/iu;
/** Source: "About keys, secrets, and certificates" of Key Vault, object identifiers. */
const keyUrl =
  /^https:\/\/[a-z0-9-]{3,127}\.(?:vault|managedhsm)\.(?:azure\.net|azure\.cn|usgovcloudapi\.net)\/keys\/[\w-]{1,127}(?:\/[0-9a-f]{32})?$/i;
const serviceAccount = /^[\w.+-]{1,200}@[\w.-]{1,200}\.gserviceaccount\.com$/;
const accountId = /^\d{12}$/;

/** The value, or what was expected in its place. */
export type Formed = { readonly value: string } | { readonly expected: string };
export type Form = (value: string) => Formed;

const form =
  (ok: (value: string) => boolean, expected: string): Form =>
  (value) =>
    ok(value) ? { value } : { expected };

/** How values are written that no list of words can tell: ARNs, ids, URLs. Each judges a value and repeats none. */
export const forms = {
  any: form(() => true, 'a text'),
  kmsKey: form(
    (value) => keyArn.test(value) || cloudKmsKey.test(value) || keyUrl.test(value),
    'the ARN of a KMS key (arn:aws:kms:REGION:ACCOUNT:key/ID), the name of a Cloud KMS key (projects/P/locations/L/keyRings/R/cryptoKeys/K), or the URL of a Key Vault key (https://VAULT.vault.azure.net/keys/NAME)',
  ),
  role: form((value) => roleArn.test(value), 'the ARN of an IAM role (arn:aws:iam::ACCOUNT:role/NAME)'),
  principal: form(
    (value) => principalArn.test(value) || accountId.test(value) || isServiceAccount(value) || isManagedIdentity(value),
    'the ARN of an IAM role, user or account root (arn:aws:iam::ACCOUNT:role/NAME), a 12-digit account id, the e-mail address of a Google service account, or the client id or resource id of an Azure managed identity',
  ),
  serviceAccount: form(isServiceAccount, 'the e-mail address of a Google service account (NAME@PROJECT.iam.gserviceaccount.com)'),
  account: form((value) => accountId.test(value), 'a 12-digit AWS account id'),
  region: form((value) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(value), 'a region such as eu-central-1'),
  cidr: form((value) => {
    const range = parseRange(value);
    return range !== undefined && range.special !== 'reserved';
  }, 'an address or a CIDR block such as 8.8.8.0/24, and none that is set apart for examples and tests'),
  origin: form(isOrigin, 'an origin without a path, such as https://acme.wandb.io, or *'),
  subscription: form((value) => guid.test(value), 'the id of an Azure subscription (a GUID)'),
  tenant: form((value) => guid.test(value), 'the id of a Microsoft Entra tenant (a GUID)'),
  issuer: form(isIssuer, 'the URL of an OIDC issuer (https://, byte for byte)'),
  azureEndpoint: form(isHttpsHost, 'an https:// URL without a path'),
  endpoint: form(isEndpoint, 'the URL of an S3 endpoint (http:// or https://, no user, no query)'),
} as const satisfies Readonly<Record<string, Form>>;
export type FormName = keyof typeof forms;

export function isServiceAccount(value: string): boolean {
  return serviceAccount.test(value);
}

export function isCloudKmsKey(value: string): boolean {
  return cloudKmsKey.test(value);
}

/** A client id, a principal id or a resource id. */
export function isManagedIdentity(value: string): boolean {
  return guid.test(value) || identityId.test(value);
}

export function isKeyVaultKey(value: string): boolean {
  return keyUrl.test(value);
}

function isOrigin(value: string): boolean {
  return value === '*' || /^https?:\/\/(?:[\w*-]+(?:\.[\w*-]+)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/.test(value);
}

function isIssuer(value: string): boolean {
  return /^https:\/\/[^\s?#@]+$/.test(value) && URL.canParse(value);
}

/** A bearer token is sent there, so it is TLS and nothing but a host. */
function isHttpsHost(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, pathname, search, hash } = new URL(value);
  return protocol === 'https:' && `${username}${password}${search}${hash}` === '' && pathname === '/';
}

function isEndpoint(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === ''
  );
}
