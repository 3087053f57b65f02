import { S3Client } from '@aws-sdk/client-s3';
import type { ConnectOptions, ProviderIo } from '../../core/provider.ts';
import { openReach, type Reach } from '../shared/reach.ts';
import { maxAttempts } from '../shared/retry.ts';
import { sharedCredentials } from './credentials.ts';
import { boundedHandler } from './handler.ts';
import type { KmsApi } from './kms.ts';
import { sharedRetries } from './retry.ts';
import type { S3ControlApi } from './s3-control.ts';
import { openS3, type S3Api } from './s3.ts';
import type { SdkConfig } from './sdk-config.ts';
import type { StsApi } from './sts.ts';

/** One client per service and region; those other than S3 are loaded when they are first needed. */
export interface AwsClients {
  /** The region to begin with: as told, as configured for the SDK, or us-east-1. */
  readonly startRegion: (declared: string | undefined) => Promise<string>;
  readonly s3: (region: string) => S3Api;
  readonly kms: (region: string) => Promise<KmsApi>;
  readonly sts: (region: string) => Promise<StsApi>;
  readonly s3Control: (region: string) => Promise<S3ControlApi>;
  /** True when all services are asked at one address: what is dead for S3 is dead for KMS. */
  readonly oneEndpoint: boolean;
  /** Host and port of the endpoint that the user named. */
  readonly host: string | undefined;
  readonly close: () => void;
}

const silence = (): void => undefined;
/** The SDK's notices would land on stderr in the middle of a report. */
const logger = { trace: silence, debug: silence, info: silence, warn: silence, error: silence };

/**
 * Opens the clients of one run; nothing is sent and no credential is looked up yet.
 * @param more where the bucket is named: undefined means in the path as soon as there is an endpoint; and what others of
 *   the run share about hosts
 */
export function openClients(
  options: ConnectOptions,
  tool: ProviderIo['tool'],
  { pathStyle, reach = openReach() }: { readonly pathStyle?: boolean; readonly reach?: Reach } = {},
): AwsClients {
  // Node 20 is supported by the releases of the SDK that are pinned here; its notice is for their authors.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  const agent = { keepAlive: true, maxSockets: Math.max(50, options.concurrency * 16) };
  const requestHandler = boundedHandler(options.timeout, reach, { httpAgent: agent, httpsAgent: agent, logger });
  const common = {
    requestHandler,
    maxAttempts,
    retryStrategy: sharedRetries,
    logger,
    customUserAgent: [[tool.name, tool.version]] satisfies [string, string][],
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
  };
  // Never sends anything: it resolves region and credentials as every SDK client would.
  const base = new S3Client(common);
  let configured: Promise<string | undefined> | undefined;
  const configuredRegion = (): Promise<string | undefined> => (configured ??= base.config.region().catch(() => undefined));
  const startRegion = async (declared: string | undefined): Promise<string> =>
    options.region ?? declared ?? (await configuredRegion()) ?? 'us-east-1';
  const credentials = sharedCredentials(options, base.config.credentials, {
    requestHandler,
    region: () => startRegion(undefined),
  });
  const config = (region: string): SdkConfig => ({ ...common, region, credentials });
  const endpoints = process.env;
  const named = [options.endpoint, endpoints['AWS_ENDPOINT_URL_S3'], endpoints['AWS_ENDPOINT_URL']];
  const isPathStyle = pathStyle ?? named.some((url) => url !== undefined && url !== '');
  const opened: (() => void)[] = [];
  const perRegion = <T>(open: (region: string) => T): ((region: string) => T) => {
    const known = new Map<string, T>();
    return (region) => {
      const client = known.get(region) ?? open(region);
      known.set(region, client);
      return client;
    };
  };
  const kept = <T extends { readonly close: () => void }>(api: T): T => {
    opened.push(api.close);
    return api;
  };
  return {
    startRegion,
    s3: perRegion((region) => kept(openS3({ ...config(region), forcePathStyle: isPathStyle }))),
    kms: perRegion(async (region) => kept((await import('./kms.ts')).openKms(config(region)))),
    sts: perRegion(async (region) => kept((await import('./sts.ts')).openSts(config(region)))),
    s3Control: perRegion(async (region) => kept((await import('./s3-control.ts')).openS3Control(config(region)))),
    oneEndpoint: options.endpoint !== undefined || (endpoints['AWS_ENDPOINT_URL'] ?? '') !== '',
    host: options.endpoint !== undefined && URL.canParse(options.endpoint) ? new URL(options.endpoint).host : undefined,
    close: () => {
      for (const close of opened) close();
      base.destroy();
      requestHandler.destroy();
    },
  };
}
