import { buildStoreUri, type StoreUriParts } from '../../policy/store-uri/build.ts';
import { checkStoreUris } from '../../policy/store-uri/check.ts';
import { shown } from '../../policy/store-uri/mask.ts';
import type { Io } from '../output/io.ts';
import type { UriBuildFlags } from './flags.ts';
import { decode, readStdin } from './input.ts';
import { sentence, UsageError } from '../usage-error.ts';

/**
 * Composes a storage URI and prints it: whole into a pipe or file, which is what it is for, and masked on a terminal
 * unless `--show-secret` is given. A value that would fail is not printed. @returns the exit code
 */
export async function uriBuild(flags: UriBuildFlags, io: Io): Promise<number> {
  checkFlags(flags);
  const given = await readSecret(flags, io);
  const { secret, email } = flags.scheme === 'gs' ? googleKey(given) : { secret: given, email: undefined };
  if (secret !== undefined && flags.scheme !== 'gs' && /\s/.test(secret)) {
    throw new UsageError('the secret holds a space or a line break; expected it alone');
  }
  const parts: StoreUriParts = {
    scheme: flags.scheme,
    bucket: flags.scheme === 'az' ? (flags.container ?? flags.bucket) : flags.bucket,
    account: flags.accountName,
    path: flags.path,
    key: flags.scheme === 'gs' ? (flags.serviceAccount ?? email) : flags.accessKeyId,
    secret,
    endpoint: flags.endpoint,
    region: flags.region,
    tls: flags.tls === undefined ? undefined : flags.tls === 'true',
    forcePathStyle: flags.forcePathStyle === undefined ? undefined : flags.forcePathStyle === 'true',
  };
  const value = compose(parts);
  const [store, ...more] = checkStoreUris(value, { edition: flags.edition });
  if (store === undefined || more.length > 0) throw new UsageError('the parts give more than one storage URI');
  const grave = store.findings.filter(({ severity }) => severity === 'high' || severity === 'medium');
  for (const { code, severity, message } of store.findings) io.stderr.write(sentence(`${severity} ${code}: ${message}`));
  if (grave.length > 0) return 1;
  const hides = io.stdout.isTTY === true && flags.showSecret !== true && secret !== undefined;
  io.stdout.write(`${hides ? shown(store.uri, { start: 0, end: value.length }, value.length) : value}\n`);
  if (hides) io.stderr.write(sentence('the secret is masked on a terminal; use a pipe, a file or --show-secret'));
  return 0;
}

function compose(parts: StoreUriParts): string {
  try {
    return buildStoreUri(parts);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new UsageError('a part holds half a character and cannot be encoded');
  }
}

const needed: Readonly<Record<UriBuildFlags['scheme'], readonly (keyof UriBuildFlags)[]>> = {
  s3: ['bucket'],
  gs: ['bucket'],
  az: ['accountName'],
  cw: [],
};

/** Flags that go together, and flags that another store has. */
function checkFlags(flags: UriBuildFlags): void {
  const { scheme } = flags;
  const hasSecret = flags.secretEnv !== undefined || flags.secretStdin === true;
  const fail = (message: string): never => {
    throw new UsageError(message);
  };
  if (flags.secretEnv !== undefined && flags.secretStdin === true) fail('give --secret-env or --secret-stdin, not both');
  for (const name of needed[scheme]) {
    if (flags[name] === undefined) fail(`--scheme ${scheme} needs --${name === 'accountName' ? 'account-name' : name}`);
  }
  if (scheme === 'az' && (flags.container ?? flags.bucket) === undefined) fail('--scheme az needs --container');
  if (scheme !== 'az' && (flags.accountName ?? flags.container) !== undefined)
    fail(`--account-name and --container are for az, not ${scheme}`);
  if (scheme !== 'gs' && flags.serviceAccount !== undefined) fail(`--service-account is for gs, not ${scheme}`);
  if (
    (scheme === 'gs' || scheme === 'az') &&
    (flags.endpoint ?? flags.region ?? flags.tls ?? flags.forcePathStyle) !== undefined
  ) {
    fail(`${scheme}:// has no endpoint and no parameters; leave --endpoint, --region, --tls and --force-path-style out`);
  }
  if ((scheme === 's3' || scheme === 'cw') && hasSecret !== (flags.accessKeyId !== undefined)) {
    fail('--access-key-id and a secret (--secret-env or --secret-stdin) belong together');
  }
  if (flags.endpoint !== undefined && !/^(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i.test(flags.endpoint)) {
    fail('--endpoint: expected host[:port] without a scheme and a path; TLS is --tls');
  }
  if (flags.path !== undefined && /^\/|\/$|\/\//.test(flags.path)) fail('--path: expected a path without slashes at its ends');
  // The others go into the URI as they are: what is no name would change its structure.
  for (const name of ['bucket', 'container', 'accountName'] as const) {
    const value = flags[name];
    if (value !== undefined && !/^[\w.-]{1,255}$/.test(value))
      fail(
        `--${name === 'accountName' ? 'account-name' : name}: expected a name of letters, digits, dots, hyphens and underscores`,
      );
  }
}

async function readSecret(flags: UriBuildFlags, io: Io): Promise<string | undefined> {
  const { secretEnv } = flags;
  if (secretEnv !== undefined) {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(secretEnv))
      throw new UsageError('--secret-env: expected the name of an environment variable');
    const value = io.env[secretEnv];
    if (value === undefined || value === '')
      throw new UsageError(`--secret-env: ${value === '' ? 'the variable is empty' : 'there is no such variable'}`);
    return value;
  }
  if (flags.secretStdin !== true) return undefined;
  const text = decode(await readStdin(io), 'standard input');
  const secret = flags.scheme === 'gs' ? text : text.replace(/\r?\n$/, '');
  if (secret.trim() === '') throw new UsageError('standard input is empty; expected the secret on it');
  return secret;
}

/** A private key in PEM, or the JSON key file of a service account that holds one. */
function googleKey(text: string | undefined): { readonly secret: string | undefined; readonly email: string | undefined } {
  if (text === undefined) return { secret: undefined, email: undefined };
  let key: unknown;
  try {
    key = text.trimStart().startsWith('{') ? JSON.parse(text) : undefined;
  } catch {
    throw new UsageError(
      'the secret begins like JSON and is none; expected a private key in PEM or the key file of a service account',
    );
  }
  if (typeof key !== 'object' || key === null) {
    const pem = text.replaceAll('\r\n', '\n').replaceAll(String.raw`\n`, '\n');
    return { secret: pem.endsWith('\n') ? pem : `${pem}\n`, email: undefined };
  }
  const secret = 'private_key' in key && typeof key.private_key === 'string' ? key.private_key : undefined;
  if (secret === undefined) throw new UsageError('the JSON has no private_key; expected the key file of a service account');
  return { secret, email: 'client_email' in key && typeof key.client_email === 'string' ? key.client_email : undefined };
}
