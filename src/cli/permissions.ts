import type { Check } from '../core/check.ts';
import { facetDefinition, facetTables } from '../evidence/index.ts';
import { planFacets } from './collect.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The IAM actions that the checks need, sorted. */
export function permissionsOf(checks: readonly Check[]): string[] {
  const actions = planFacets(checks).flatMap((name) => facetDefinition('aws', name)?.permission ?? []);
  return [...new Set(actions)].toSorted(compare);
}

export interface Resources {
  readonly partition: string;
  readonly buckets: readonly string[];
  readonly keys: readonly string[];
}

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[] | string;
}

/** The least-privilege IAM policy for the checks: exactly the calls of their facets, on exactly these resources. */
export function policyFor(
  checks: readonly Check[],
  { partition, buckets, keys }: Resources,
): { Version: string; Statement: Statement[] } {
  const planned = planFacets(checks);
  const actions = (scope: 'bucket' | 'key' | 'account'): string[] => {
    const definitions = Object.entries(facetTables.aws).filter(
      ([name, facet]) => planned.includes(name) && facet.scope === scope,
    );
    return [...new Set(definitions.flatMap(([, { permission }]) => permission ?? []))].toSorted(compare);
  };
  const bucketArns = buckets.length === 0 ? [`arn:${partition}:s3:::*`] : buckets.map((name) => `arn:${partition}:s3:::${name}`);
  const keyArns = keys.length === 0 ? [`arn:${partition}:kms:*:*:key/*`] : keys;
  const statements: Statement[] = [
    { Sid: 'ByobAuditReadsBucketConfiguration', Effect: 'Allow', Action: actions('bucket'), Resource: bucketArns },
    { Sid: 'ByobAuditReadsKeyConfiguration', Effect: 'Allow', Action: actions('key'), Resource: keyArns },
    { Sid: 'ByobAuditReadsAccountConfiguration', Effect: 'Allow', Action: actions('account'), Resource: '*' },
  ];
  return { Version: '2012-10-17', Statement: statements.filter(({ Action }) => Action.length > 0) };
}
