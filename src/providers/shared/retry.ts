import { setTimeout as sleep } from 'node:timers/promises';
import { BrokenOffError } from './failures.ts';

/** Attempts per call, the first one included. */
export const maxAttempts = 3;
const firstPause = 200;
/** Nobody waits longer for a service that asks for patience; the report says that it kept throttling. */
const longestPause = 10_000;

/**
 * How long to wait before the next attempt.
 * @param made attempts so far
 * @param wished by the server, in its `Retry-After`
 * @returns milliseconds, or undefined when there is no next attempt
 */
export function pauseAfter(made: number, wished: number | undefined): number | undefined {
  if (made >= maxAttempts || (wished ?? 0) > longestPause) return undefined;
  return wished ?? firstPause * 2 ** (made - 1) * (0.5 + Math.random() / 2);
}

/**
 * The wish of a `Retry-After` header: seconds, or a date (RFC 9110, 10.2.3).
 * @returns milliseconds, none for a date in the past; undefined for any other text
 */
export function retryAfterOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** Whether another attempt may help after a status. */
export const isPassing = (status: number): boolean => status === 408 || status === 429 || (status >= 500 && status !== 501);

/**
 * Whether the network cut off what had begun. A refused connection, an unknown host and a time-out are not tried again:
 * a dead endpoint costs one attempt.
 */
export function isInterruption(error: unknown): boolean {
  if (error instanceof BrokenOffError) return true;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE';
}

export type AttemptOutcome<T> = { readonly value: T } | { readonly error: unknown };
/** Whether another attempt may help, and how many milliseconds the server wants to be left alone. */
export type Again = false | { readonly after?: number | undefined };

/**
 * The one retry of all clouds: few attempts, a pause that grows, and the server's own wish in its place.
 * @param again what an outcome says about another attempt
 * @returns or throws the last outcome
 */
export async function retried<T>(
  attempt: () => Promise<T>,
  again: (outcome: AttemptOutcome<T>) => Again,
  signal: AbortSignal | undefined,
): Promise<T> {
  for (let made = 1; ; made += 1) {
    const outcome = await attempt().then(
      (value): AttemptOutcome<T> => ({ value }),
      (error: unknown): AttemptOutcome<T> => ({ error }),
    );
    const wish = signal?.aborted === true ? false : again(outcome);
    const pause = wish === false ? undefined : pauseAfter(made, wish.after);
    if (pause === undefined) {
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    }
    await sleep(pause, undefined, signal === undefined ? {} : { signal });
  }
}
