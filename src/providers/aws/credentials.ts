import { mayHoldSecret, shown } from '../../core/shown.ts';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { ConnectOptions } from '../../core/provider.ts';
import { cleanText } from '../shared/error-text.ts';
import { CredentialsError } from '../shared/failures.ts';
import { maxAttempts } from '../shared/retry.ts';
import { sharedRetries } from './retry.ts';

type CredentialsSource = Extract<NonNullable<S3ClientConfig['credentials']>, (...args: never[]) => unknown>;
type Credentials = Awaited<ReturnType<CredentialsSource>>;

interface RoleNetwork {
  readonly requestHandler: S3ClientConfig['requestHandler'];
  readonly region: () => Promise<string>;
}

/** Credentials that end within this time are fetched anew, so that none expires on the way. */
const margin = 5 * 60_000;

/**
 * One source of credentials for all clients of a run: the SDK's default chain, or a role assumed with it.
 * A chain that finds nothing is asked once, because its last resorts are slow.
 */
export function sharedCredentials(options: ConnectOptions, chain: CredentialsSource, network: RoleNetwork): CredentialsSource {
  let source: Promise<CredentialsSource> | undefined;
  let current: Promise<Credentials> | undefined;
  const noneFound =
    options.profile === undefined
      ? 'no credentials'
      : `no credentials for the profile ${mayHoldSecret(options.profile) ? shown(options.profile) : cleanText(options.profile)}`;
  const fetchOnce = async (): Promise<Credentials> => {
    try {
      source ??= options.roleArn === undefined ? Promise.resolve(chain) : assumedRole(options.roleArn, options, chain, network);
      return await (
        await source
      )();
    } catch (error) {
      const reason = error instanceof Error ? reasonOf(error) : 'unknown reason';
      const what = options.roleArn === undefined ? noneFound : `the role ${cleanText(options.roleArn)} could not be assumed`;
      throw new CredentialsError(`${what}: ${reason}`);
    }
  };
  return async () => {
    const known = await (current ??= fetchOnce());
    if (known.expiration === undefined || known.expiration.getTime() - Date.now() > margin) return known;
    current = fetchOnce();
    return current;
  };
}

/** What the SDK says, without what it repeats: the command of `credential_process`, or a piece of an answer that is no JSON. */
function reasonOf(error: Error): string {
  const [line = ''] = error.message.split('\n');
  if (line.startsWith('Command failed')) return 'the command of credential_process failed';
  if (error instanceof SyntaxError || /\bJSON at position\b|is not valid JSON/.test(error.message))
    return 'what the source of credentials answered is not JSON';
  return cleanText(line);
}

/** Loaded only for `--role-arn`: the package pulls in every source of credentials there is. */
async function assumedRole(
  roleArn: string,
  options: ConnectOptions,
  chain: CredentialsSource,
  network: RoleNetwork,
): Promise<CredentialsSource> {
  const { fromTemporaryCredentials } = await import('@aws-sdk/credential-providers');
  return fromTemporaryCredentials({
    masterCredentials: chain,
    params: {
      RoleArn: roleArn,
      RoleSessionName: 'byob-audit',
      ...(options.externalId === undefined ? {} : { ExternalId: options.externalId }),
    },
    clientConfig: {
      region: await network.region(),
      requestHandler: network.requestHandler,
      maxAttempts,
      retryStrategy: sharedRetries,
      ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    },
  });
}
