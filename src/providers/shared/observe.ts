import { unreadable, type Absent, type Observation, type Unreadable } from '../../evidence/observation.ts';
import { observe, type FacetSchemas } from '../../evidence/observe.ts';
import { aborted } from './deadline.ts';
import { cleanText } from './error-text.ts';
import { CredentialsError, NotUnderstoodError } from './failures.ts';
import { networkFailure } from './network-errors.ts';

/** What a live run knows of a facet: a value got its type from the schema in `observe`, which is why `never` is enough. */
export type LiveObservation = Observation<never>;

export interface Handling<F extends Absent | Unreadable> {
  readonly signal: AbortSignal | undefined;
  /** What a failed call says: that there is none, or why nobody knows. */
  readonly failureOf: (error: unknown) => F;
}

/** A function, because a signal changes between two looks at it. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/**
 * The one place where a call becomes more than a promise: nothing that a service says gets past it as an exception, and
 * nobody waits for a call of a run that was interrupted.
 */
export async function answerOf<T, F extends Absent | Unreadable>(
  ask: () => Promise<T>,
  { signal, failureOf }: Handling<F>,
): Promise<{ readonly answer: T } | F | Unreadable> {
  if (isAborted(signal)) return unreadable('interrupted');
  try {
    return { answer: await unlessAborted(ask(), signal) };
  } catch (error) {
    return isAborted(signal) ? unreadable('interrupted') : failureOf(error);
  }
}

/** One call as an observation of a facet. @param schemas the facets of the provider */
export async function observeCall<T extends FacetSchemas>(
  schemas: T,
  name: keyof T & string,
  ask: () => Promise<unknown>,
  handling: Handling<Absent | Unreadable>,
): Promise<LiveObservation> {
  const outcome = await answerOf(ask, handling);
  return 'answer' in outcome ? observe(schemas, name, outcome.answer) : outcome;
}

/** Some work cannot be stopped, such as a search for credentials. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(aborted());
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/**
 * What an error says that is no answer of a service: not understood, no credentials, interrupted, or the network.
 * @param host that the call went to, for messages
 */
export function failureWithoutAnswer(error: unknown, host: string | undefined): Unreadable {
  if (error instanceof NotUnderstoodError) return unreadable('not-understood', { detail: cleanText(error.message) });
  if (error instanceof CredentialsError) return unreadable('no-credentials', { detail: cleanText(error.message) });
  if (!(error instanceof Error)) return unreadable('not-understood', { detail: 'the call failed without a reason' });
  if (error.name === 'AbortError') return unreadable('interrupted');
  return networkFailure(error, host) ?? unreadable('not-understood', { detail: cleanText(error.message.split('\n')[0] ?? '') });
}
