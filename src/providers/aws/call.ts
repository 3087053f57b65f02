import type { AwsFacetName } from '../../evidence/aws.ts';
import { awsSchemas } from '../../evidence/aws-schema.ts';
import type { Absent, Unreadable } from '../../evidence/observation.ts';
import { observeCall, type LiveObservation } from '../shared/observe.ts';
import type { AwsClients } from './clients.ts';
import { failureOf, regionNamedBy, type AwsCallContext } from './errors.ts';
import { isS3Facet, type CallOptions } from './s3.ts';

export interface Session {
  readonly clients: AwsClients;
  /** Regions of buckets as they were found out, shared by all targets of a run. */
  readonly regions: Map<string, string>;
}

/** One call, and the region that the server named when the request went to the wrong one. */
export interface CallOutcome {
  readonly observation: LiveObservation;
  readonly region?: string | undefined;
}

/** One call as an observation, with the region that its failure names. */
export async function call(
  name: AwsFacetName,
  signal: AbortSignal | undefined,
  ask: (options: CallOptions) => Promise<unknown>,
  context: AwsCallContext,
): Promise<CallOutcome> {
  let region: string | undefined;
  const failed = (error: unknown): Absent | Unreadable => {
    region = isS3Facet(name) ? regionNamedBy(error) : undefined;
    return failureOf(name, error, context);
  };
  const options = signal === undefined ? {} : { abortSignal: signal };
  const observation = await observeCall(awsSchemas, name, () => ask(options), { signal, failureOf: failed });
  return { observation, region };
}

/** After what is waiting for the event loop now: requests that are ready leave first. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
