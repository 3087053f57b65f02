import { parseRange } from '../policy/aws/pattern/ip.ts';
import { UsageError } from '../cli/usage-error.ts';

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

const shown = (value: string): string => JSON.stringify(value.length > 120 ? `${value.slice(0, 119)}…` : value);

const check =
  (ok: (value: string) => boolean, expected: string) =>
  (name: string, value: string): string => {
    if (ok(value)) return value;
    throw new UsageError(`${name}: expected ${expected}, found ${shown(value)}`);
  };

/** Each takes the name to blame and the value, and gives the value back or throws a {@link UsageError}. */
export const kmsKeyOf = check(
  (value) => keyArn.test(value) || cloudKmsKey.test(value) || keyUrl.test(value),
  'the ARN of a KMS key (arn:aws:kms:REGION:ACCOUNT:key/ID), the name of a Cloud KMS key (projects/P/locations/L/keyRings/R/cryptoKeys/K), or the URL of a Key Vault key (https://VAULT.vault.azure.net/keys/NAME)',
);
export const roleOf = check((value) => roleArn.test(value), 'the ARN of an IAM role (arn:aws:iam::ACCOUNT:role/NAME)');
export const principalOf = check(
  (value) => principalArn.test(value) || accountId.test(value) || isServiceAccount(value) || isManagedIdentity(value),
  'the ARN of an IAM role, user or account root (arn:aws:iam::ACCOUNT:role/NAME), a 12-digit account id, the e-mail address of a Google service account, or the client id or resource id of an Azure managed identity',
);
export const serviceAccountOf = check(
  isServiceAccount,
  'the e-mail address of a Google service account (NAME@PROJECT.iam.gserviceaccount.com)',
);
export const accountOf = check((value) => accountId.test(value), 'a 12-digit AWS account id');
export const regionOf = check((value) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(value), 'a region such as eu-central-1');
export const cidrOf = check((value) => parseRange(value) !== undefined, 'an address or a CIDR block such as 203.0.113.0/24');
export const originOf = check(isOrigin, 'an origin without a path, such as https://acme.wandb.io, or *');
export const subscriptionOf = check((value) => guid.test(value), 'the id of an Azure subscription (a GUID)');
export const tenantOf = check((value) => guid.test(value), 'the id of a Microsoft Entra tenant (a GUID)');
export const issuerOf = check(isIssuer, 'the URL of an OIDC issuer (https://, byte for byte)');
export const azureEndpointOf = check(isHttpsHost, 'an https:// URL without a path');
export const endpointOf = check(isEndpoint, 'the URL of an S3 endpoint (http:// or https://, no user, no query)');

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
