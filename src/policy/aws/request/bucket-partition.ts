import type { Declared } from '../../../evidence/declared.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Observation } from '../../../evidence/observation.ts';
import { partitionOf, regionOf } from '../region.ts';
import { parseIdentity } from '../document/identity.ts';
import type { Statement } from '../document/model.ts';

/** The answers that tell the region of a bucket. */
export interface RegionAnswers {
  readonly location: Observation<FacetValue<'aws', 'location'>>;
  readonly headBucket: Observation<FacetValue<'aws', 'headBucket'>>;
}

/**
 * The partition of a bucket, as its own region tells it, else the declared region or principal, else the ARNs of its policy:
 * S3 takes no policy about resources of another partition. Undefined when nothing tells.
 */
export const bucketPartition = (
  declared: Declared,
  statements: readonly Statement[],
  answers?: RegionAnswers,
): string | undefined =>
  (answers === undefined ? undefined : answeredPartition(answers)) ?? declaredPartition(declared) ?? writtenPartition(statements);

function answeredPartition({ location, headBucket }: RegionAnswers): string | undefined {
  const placed = location.state === 'present' ? partitionOf(regionOf(location.value.LocationConstraint)) : undefined;
  if (placed !== undefined || headBucket.state !== 'present') return placed;
  return headBucket.value.BucketRegion === undefined ? undefined : partitionOf(headBucket.value.BucketRegion);
}

/** A bare account id names no partition. */
export function declaredPartition({ region, principal }: Declared): string | undefined {
  const placed = region === undefined ? undefined : partitionOf(region);
  if (placed !== undefined || principal === undefined) return placed;
  const identity = parseIdentity(principal);
  return identity?.arn === principal ? identity.partition : undefined;
}

function writtenPartition(statements: readonly Statement[]): string | undefined {
  for (const { resource } of statements) {
    for (const { source } of resource?.patterns ?? []) {
      const partition = /^arn:(aws[a-z-]*):s3:::/.exec(source)?.[1];
      if (partition !== undefined) return partition;
    }
  }
  return undefined;
}
