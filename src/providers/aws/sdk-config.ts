import type { S3ClientConfig } from '@aws-sdk/client-s3';

/** What every client of the run shares. */
export type SdkConfig = Pick<
  S3ClientConfig,
  'endpoint' | 'credentials' | 'requestHandler' | 'maxAttempts' | 'retryStrategy' | 'customUserAgent' | 'profile' | 'logger'
> & { readonly region: string };
