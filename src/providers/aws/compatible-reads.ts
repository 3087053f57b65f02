import type { FacetName } from '../../evidence/index.ts';
import { unreadable, type Observation } from '../../evidence/observation.ts';
import { observe, type FacetSchemas } from '../../evidence/observe.ts';
import { coreweaveSchemas, s3CompatibleSchemas } from '../../evidence/s3-compatible-schema.ts';
import { explainHead } from './bucket-reads.ts';
import { failureOf } from './errors.ts';
import type { Observations } from './evidence.ts';
import { NotUnderstoodError } from './not-understood.ts';
import type { CallOptions, S3Api, S3FacetName } from './s3.ts';

type Compatible = 's3-compatible' | 'coreweave';

/** What all reads of one bucket have in common. */
export interface CompatibleRead {
  readonly s3: S3Api;
  readonly bucket: string;
  /** Host and port of the endpoint, for messages. */
  readonly host: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** All S3 calls about a bucket at once, on a server that is not Amazon's. The facets are those of Amazon S3 by name. */
export async function readCompatible<P extends Compatible>(
  provider: P,
  names: readonly (FacetName<P> & S3FacetName)[],
  read: CompatibleRead,
): Promise<Observations> {
  const answers = await Promise.all(names.map((name) => readOne(provider, name, read)));
  const observations: Observations = {};
  for (const [index, name] of names.entries()) observations[name] = answers[index] ?? unreadable('interrupted');
  explainHead(observations);
  return observations;
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

const schemas = { 's3-compatible': s3CompatibleSchemas, coreweave: coreweaveSchemas } as const;

async function readOne<P extends Compatible>(
  provider: P,
  name: FacetName<P> & S3FacetName,
  { s3, bucket, host, signal }: CompatibleRead,
): Promise<Observation<never>> {
  if (isAborted(signal)) return unreadable('interrupted');
  const options: CallOptions = signal === undefined ? {} : { abortSignal: signal };
  try {
    const table: FacetSchemas = schemas[provider];
    return observe(table, name, await s3.read(name, bucket, options));
  } catch (error) {
    if (isAborted(signal)) return unreadable('interrupted');
    // Many servers answer a sub-resource that they do not know with a listing of the bucket.
    if (error instanceof NotUnderstoodError && error.message.endsWith('the server answered ListBucketResult'))
      return unreadable('not-supported', { status: 200, detail: error.message });
    return failureOf(name, error, { host });
  }
}
