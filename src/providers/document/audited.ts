import type { Evidence } from '../../evidence/index.ts';
import { regionOf } from '../../policy/aws/region.ts';
import { printable } from '../../policy/printable.ts';
import type { BucketFacts } from '../../policy/store-uri/against.ts';
import type { CheckedStore } from '../../policy/store-uri/check.ts';
import type { Audited } from './uri.ts';

/** Evidence of one bucket, in the terms of a storage URI. */
function factsOf(evidence: Evidence): BucketFacts {
  const { bucket, prefix, endpoint } = evidence.target;
  const scheme = /^(s3|gs|az|cw):/.exec(evidence.target.uri)?.[1];
  const url = endpoint !== undefined && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isGiven = url !== undefined && evidence.provider === 's3-compatible';
  return {
    bucket,
    prefix,
    ...(scheme === 's3' || scheme === 'gs' || scheme === 'az' || scheme === 'cw' ? { scheme } : {}),
    ...(isGiven ? { endpoint: url.host, tls: url.protocol === 'https:' } : {}),
    ...(evidence.provider === 'aws' ? amazon(evidence as Evidence<'aws'>) : {}),
  };
}

function amazon({ facets: { location, headBucket }, target }: Evidence<'aws'>): BucketFacts {
  const told = headBucket?.state === 'present' ? headBucket.value.BucketRegion : undefined;
  const region = location?.state === 'present' ? regionOf(location.value.LocationConstraint) : told;
  // Behind an endpoint of the user's own may be anything that speaks S3.
  return { region, ...(target.endpoint === undefined && told !== undefined ? { endpoint: 'amazonaws.com' } : {}) };
}

/**
 * Finds the audited bucket of each store among recorded evidence: the one of the same name, or the only one there is
 * where there is one store.
 */
export function auditedAmong(all: readonly Evidence[]): (stores: readonly CheckedStore[]) => readonly Audited[] {
  return (stores) =>
    stores.map(({ meaning: { bucket } }): Audited => {
      if (bucket === undefined) return undefined;
      const same = all.find(({ target }) => target.bucket === bucket);
      const evidence = same ?? (all.length === 1 && stores.length === 1 ? all[0] : undefined);
      if (evidence === undefined) return { missing: `no evidence is of the bucket ${printable(bucket)}` };
      const facts = factsOf(evidence);
      const lacksRegion =
        facts.region === undefined && evidence.provider === 'aws'
          ? `the evidence does not tell the region of ${printable(evidence.target.bucket)}`
          : undefined;
      return { facts, lacksRegion };
    });
}
