import type { AwsFacetName } from '../../evidence/aws.ts';
import { awsSchemas } from '../../evidence/aws-schema.ts';
import { unreadable, type Observation } from '../../evidence/observation.ts';
import { observe } from '../../evidence/observe.ts';
import type { AwsClients } from './clients.ts';
import { failureOf, regionNamedBy, type CallContext } from './errors.ts';
import { isS3Facet, type CallOptions } from './s3.ts';

export interface Session {
  readonly clients: AwsClients;
  /** Regions of buckets as they were found out, shared by all targets of a run. */
  readonly regions: Map<string, string>;
}

export type Answered = Observation<never>;

/** One call, and the region that the server named when the request went to the wrong one. */
export interface Outcome {
  readonly observation: Answered;
  readonly region?: string | undefined;
}

/** A function, because a signal changes between two looks at it. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** The one place where a call becomes an observation: nothing that a service says gets past it as an exception. */
export async function call(
  name: AwsFacetName,
  signal: AbortSignal | undefined,
  ask: (options: CallOptions) => Promise<unknown>,
  context: CallContext,
): Promise<Outcome> {
  if (isAborted(signal)) return { observation: unreadable('interrupted') };
  try {
    return { observation: observe(awsSchemas, name, await ask(signal === undefined ? {} : { abortSignal: signal })) };
  } catch (error) {
    if (isAborted(signal)) return { observation: unreadable('interrupted') };
    return { observation: failureOf(name, error, context), region: isS3Facet(name) ? regionNamedBy(error) : undefined };
  }
}

/** After what is waiting for the event loop now: requests that are ready leave first. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
