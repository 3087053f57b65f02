import { Impersonated, type AuthClient, type GoogleAuth } from 'google-auth-library';
import { cleanText } from '../shared/error-text.ts';
import { within } from '../shared/deadline.ts';
import { CredentialsError, DeadlineError } from '../shared/failures.ts';

/** Headers that authenticate a request to one of Google's hosts. */
export type AuthHeaders = () => Promise<Readonly<Record<string, string>>>;

/** Cloud KMS and the setting of IAM policies know no narrower scope; what the token may do is a matter of its roles. */
const scope = 'https://www.googleapis.com/auth/cloud-platform';

interface CredentialsOptions {
  readonly impersonate: string | undefined;
  /** Milliseconds for the whole search, the metadata server included. */
  readonly timeout: number;
  /** URL of the IAM Credentials API, for tests. */
  readonly iamCredentials?: string | undefined;
}

/**
 * One source of tokens for a run: Application Default Credentials, or a service account impersonated with them.
 * What was found is asked again for every call, as it renews its token by itself; a search that failed is not repeated.
 */
export function credentialsOf(auth: Pick<GoogleAuth, 'getClient'>, options: CredentialsOptions): AuthHeaders {
  let source: Promise<AuthClient> | undefined;
  let pending: Promise<Readonly<Record<string, string>>> | undefined;
  const fetchHeaders = async (): Promise<Readonly<Record<string, string>>> => {
    try {
      source ??= quietly(() => inTime(options.timeout, auth.getClient())).then((client) => actingAs(client, options));
      return plain(
        await inTime(
          options.timeout,
          source.then((client) => client.getRequestHeaders()),
        ),
      );
    } catch (error) {
      throw new CredentialsError(reasonOf(error, options.impersonate));
    }
  };
  return () => {
    pending ??= fetchHeaders().then((headers) => {
      pending = undefined;
      return headers;
    });
    return pending;
  };
}

const actingAs = (sourceClient: AuthClient, { impersonate, iamCredentials }: CredentialsOptions): AuthClient =>
  impersonate === undefined
    ? sourceClient
    : new Impersonated({
        sourceClient,
        targetPrincipal: impersonate,
        targetScopes: [scope],
        lifetime: 3600,
        ...(iamCredentials === undefined ? {} : { endpoint: iamCredentials }),
      });

const plain = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

async function inTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  try {
    return await within(milliseconds, undefined, () => work);
  } catch (error) {
    throw error instanceof DeadlineError ? new DeadlineError(`no answer within ${milliseconds / 1000} s`) : error;
  }
}

/** The library warns on stderr, in the middle of a report, when it looks for a metadata server that is not there. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const emit = process.emitWarning.bind(process);
  const silent = (...args: readonly unknown[]): void => {
    if (args[1] !== 'MetadataLookupWarning') Reflect.apply(emit, undefined, args);
  };
  process.emitWarning = silent;
  try {
    return await work();
  } finally {
    process.emitWarning = emit;
  }
}

function reasonOf(error: unknown, impersonate: string | undefined): string {
  // The library puts whole answers of a token server into `message`, objects included.
  const told: unknown = error instanceof Error ? error.message : undefined;
  const message = typeof told === 'string' ? (told.split('\n')[0] ?? '') : 'the answer was not understood';
  if (/Could not load the default credentials/.test(message))
    return 'no Application Default Credentials; `gcloud auth application-default login` makes them';
  const what =
    impersonate === undefined ? 'no credentials' : `the service account ${cleanText(impersonate)} could not be impersonated`;
  return `${what}: ${cleanText(message.replace(/^(?:Could not refresh access token: )?(?:\w+: )?unable to impersonate: /, ''))}`;
}
