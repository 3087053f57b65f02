import { DeadlineError } from './failures.ts';

/** What can be aborted: Node's signal, and the one of older libraries. */
export interface Abortable {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The error of work that nobody waits for any more. */
export const aborted = (): DOMException => new DOMException('aborted', 'AbortError');

/**
 * One deadline for a whole piece of work: for a call headers and body, however steadily the bytes drip.
 * @param milliseconds until the work is given up
 * @param work gets a signal that aborts at the deadline and with the caller's signal; nobody waits for work that does not mind it
 * @throws DeadlineError when the time is up, an AbortError when the caller's signal aborts
 */
export function within<T>(
  milliseconds: number,
  signal: Abortable | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(aborted());
      return;
    }
    const stop = new AbortController();
    const end = (error: Error): void => {
      reject(error);
      stop.abort(error);
    };
    const forward = (): void => end(aborted());
    const timer = setTimeout(() => end(new DeadlineError('no answer in time')), milliseconds);
    signal?.addEventListener('abort', forward);
    work(stop.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', forward);
      });
  });
}
