import { printable } from '../printable.ts';

/** The region that a `LocationConstraint` means: `null` and the empty string are us-east-1, `EU` is eu-west-1. */
export const regionOf = (constraint: string | null): string =>
  constraint === null || constraint === '' ? 'us-east-1' : constraint === 'EU' ? 'eu-west-1' : printable(constraint);

const partitions = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
] as const;

/** As the partition aws writes its regions; `us-gov-west-1` has one word too many. */
const commercial = /^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d+$/;

/**
 * The AWS partition of a region; undefined for a region that is written like none that is known. Principals of one
 * partition cannot be trusted in another.
 */
export const partitionOf = (region: string): string | undefined =>
  partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? (commercial.test(region) ? 'aws' : undefined);
