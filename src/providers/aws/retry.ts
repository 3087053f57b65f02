import type { S3Client } from '@aws-sdk/client-s3';

type Strategy = Awaited<ReturnType<S3Client['config']['retryStrategy']>>;
type StrategyV2 = Extract<Strategy, { readonly refreshRetryTokenForRetry: unknown }>;

/** Calls per request, the first one included. */
export const maxAttempts = 3;

const gone = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** The SDK calls a broken connection a time-out as well; that one is worth a retry, a real time-out is not. */
const isHopeless = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return gone.has(code) || (error.name === 'TimeoutError' && code !== 'ECONNRESET' && code !== 'EPIPE');
};

/**
 * The SDK's standard back-off, except that a dead endpoint costs one refused connect or one time-out:
 * the user's `--timeout` is per call, and nobody waits three times for a port that nobody listens on.
 */
export function sparingRetries(standard: () => Promise<Strategy>): StrategyV2 {
  const inner = async (): Promise<StrategyV2> => {
    const strategy = await standard();
    if ('refreshRetryTokenForRetry' in strategy) return strategy;
    throw new Error('the AWS SDK has no standard retry strategy');
  };
  let known: StrategyV2 | undefined;
  return {
    acquireInitialRetryToken: async (scope) => {
      known ??= await inner();
      return known.acquireInitialRetryToken(scope);
    },
    refreshRetryTokenForRetry: async (token, info) => {
      if (known === undefined || isHopeless(info.error)) throw new Error('not retried');
      return known.refreshRetryTokenForRetry(token, info);
    },
    recordSuccess: (token) => known?.recordSuccess(token),
  };
}
