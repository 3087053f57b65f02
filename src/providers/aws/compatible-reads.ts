import type { FacetName } from '../../evidence/index.ts';
import { unreadable, type Absent, type Unreadable } from '../../evidence/observation.ts';
import type { FacetSchemas } from '../../evidence/observe.ts';
import { coreweaveSchemas, s3CompatibleSchemas } from '../../evidence/s3-compatible-schema.ts';
import { NotUnderstoodError } from '../shared/failures.ts';
import { observeCall, type LiveObservation } from '../shared/observe.ts';
import { confirmAbsence, explainHead, type BucketCall } from './bucket-reads.ts';
import { failureOf } from './errors.ts';
import type { AwsObservations } from './evidence.ts';
import type { CallOptions, S3FacetName } from './s3.ts';

type Compatible = 's3-compatible' | 'coreweave';

/** All S3 calls about a bucket at once, on a server that is not Amazon's. The facets are those of Amazon S3 by name. */
export async function readCompatible<P extends Compatible>(
  provider: P,
  names: readonly (FacetName<P> & S3FacetName)[],
  read: BucketCall,
): Promise<AwsObservations> {
  const answers = await Promise.all(names.map((name) => readOne(provider, name, read)));
  const observations: AwsObservations = {};
  for (const [index, name] of names.entries()) observations[name] = answers[index] ?? unreadable('interrupted');
  await confirmAbsence(observations, read);
  explainHead(observations);
  return observations;
}

const schemas = { 's3-compatible': s3CompatibleSchemas, coreweave: coreweaveSchemas } as const;

function readOne<P extends Compatible>(
  provider: P,
  name: FacetName<P> & S3FacetName,
  { s3, bucket, host, signal }: BucketCall,
): Promise<LiveObservation> {
  const table: FacetSchemas = schemas[provider];
  const options: CallOptions = signal === undefined ? {} : { abortSignal: signal };
  const failed = (error: unknown): Absent | Unreadable =>
    // Many servers answer a sub-resource that they do not know with a listing of the bucket.
    error instanceof NotUnderstoodError && error.message.endsWith('the server answered ListBucketResult')
      ? unreadable('not-supported', { status: 200, detail: error.message })
      : failureOf(name, error, { host });
  return observeCall(table, name, () => s3.read(name, bucket, options), { signal, failureOf: failed });
}
