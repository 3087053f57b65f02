import type { S3Client } from '@aws-sdk/client-s3';
import { isNoConnection } from '../shared/network-errors.ts';
import { isInterruption, pauseAfter } from '../shared/retry.ts';

type Strategy = Awaited<ReturnType<S3Client['config']['retryStrategy']>>;
type StrategyV2 = Extract<Strategy, { readonly refreshRetryTokenForRetry: unknown }>;
type Token = Awaited<ReturnType<StrategyV2['acquireInitialRetryToken']>>;

const token = (made: number, pause: number): Token => ({
  getRetryCount: () => made,
  getRetryDelay: () => pause,
});

/** The SDK calls a broken connection a time-out as well; that one is worth a retry, a real time-out is not. */
const isHopeless = (error: unknown): boolean =>
  isNoConnection(error) || (error instanceof Error && error.name === 'TimeoutError' && !isInterruption(error));

/**
 * The retry that all clouds share, as the SDK asks for it. The SDK knows which error codes pass by themselves, and what
 * the server wishes; the user's `--timeout` is for each attempt, and nobody waits three times for a port that nobody
 * listens on.
 */
export const sharedRetries: StrategyV2 = {
  acquireInitialRetryToken: async () => token(0, 0),
  refreshRetryTokenForRetry: async (before, { error, errorType, retryAfterHint }) => {
    const isWorthIt = isInterruption(error) || (errorType !== 'CLIENT_ERROR' && !isHopeless(error));
    const made = before.getRetryCount() + 1;
    const wished = retryAfterHint === undefined ? undefined : Math.max(0, retryAfterHint.getTime() - Date.now());
    const pause = isWorthIt ? pauseAfter(made, wished) : undefined;
    if (pause === undefined) throw new Error('not retried');
    return token(made, pause);
  },
  recordSuccess: () => undefined,
};
