import { UsageError } from './usage-error.ts';

const keyArn = /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/[\w/-]+$/;
/** Source: "Resource names" of Cloud KMS. */
const cloudKmsKey =
  /^projects\/[a-z0-9][a-z0-9.:-]{0,100}\/locations\/[a-z0-9-]{1,63}\/keyRings\/[\w-]{1,63}\/cryptoKeys\/[\w-]{1,63}$/;
const roleArn = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const principalArn = /^arn:aws[\w-]*:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]+)$/;
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
  (value) => keyArn.test(value) || cloudKmsKey.test(value),
  'the ARN of a KMS key (arn:aws:kms:REGION:ACCOUNT:key/ID), or the name of a Cloud KMS key (projects/P/locations/L/keyRings/R/cryptoKeys/K)',
);
export const roleOf = check((value) => roleArn.test(value), 'the ARN of an IAM role (arn:aws:iam::ACCOUNT:role/NAME)');
export const principalOf = check(
  (value) => principalArn.test(value) || accountId.test(value) || isServiceAccount(value),
  'the ARN of an IAM role, user or account root (arn:aws:iam::ACCOUNT:role/NAME), a 12-digit account id, or the e-mail address of a Google service account',
);
export const serviceAccountOf = check(
  isServiceAccount,
  'the e-mail address of a Google service account (NAME@PROJECT.iam.gserviceaccount.com)',
);
export const accountOf = check((value) => accountId.test(value), 'a 12-digit AWS account id');
export const regionOf = check((value) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(value), 'a region such as eu-central-1');
export const originOf = check(isOrigin, 'an origin without a path, such as https://acme.wandb.io, or *');
export const endpointOf = check(isEndpoint, 'the URL of an S3 endpoint (http:// or https://, no user, no query)');

export function isServiceAccount(value: string): boolean {
  return serviceAccount.test(value);
}

export function isCloudKmsKey(value: string): boolean {
  return cloudKmsKey.test(value);
}

function isOrigin(value: string): boolean {
  return value === '*' || /^https?:\/\/(?:[\w*-]+(?:\.[\w*-]+)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/.test(value);
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
