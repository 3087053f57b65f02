import type { CheckInfo } from '../core/check.ts';
import { facetDefinition, facetTables, type ProviderName } from '../evidence/index.ts';
import type { FacetDefinition } from '../evidence/observation.ts';
import { planFacets } from '../audit/plan.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The permissions that a provider's checks need, by what they are granted on; sorted. */
export function neededPermissions(
  provider: ProviderName,
  checks: readonly CheckInfo[],
): { readonly [S in FacetDefinition['scope']]: readonly string[] } {
  const planned = planFacets(provider, checks);
  const of = (scope: FacetDefinition['scope']): string[] => {
    const definitions = Object.entries<FacetDefinition>(facetTables[provider]).filter(
      ([name, facet]) => planned.includes(name) && facet.scope === scope,
    );
    return [...new Set(definitions.flatMap(([, { permission }]) => permission ?? []))].toSorted(compare);
  };
  return { bucket: of('bucket'), key: of('key'), account: of('account'), none: [] };
}

/** All permissions of one check, sorted. */
export function permissionsOf(check: CheckInfo): string[] {
  const { provider } = check;
  const permissions = planFacets(provider, [check]).flatMap((name) => facetDefinition(provider, name)?.permission ?? []);
  return [...new Set(permissions)].toSorted(compare);
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
  provider: 'aws' | 's3-compatible' | 'coreweave',
  checks: readonly CheckInfo[],
  { partition, buckets, keys }: Resources,
): { Version: string; Statement: Statement[] } {
  const { bucket, key, account } = neededPermissions(provider, checks);
  const bucketArns = buckets.length === 0 ? [`arn:${partition}:s3:::*`] : buckets.map((name) => `arn:${partition}:s3:::${name}`);
  const keyArns = keys.length === 0 ? [`arn:${partition}:kms:*:*:key/*`] : keys;
  const statements: Statement[] = [
    { Sid: 'ByobAuditReadsBucketConfiguration', Effect: 'Allow', Action: bucket, Resource: bucketArns },
    { Sid: 'ByobAuditReadsKeyConfiguration', Effect: 'Allow', Action: key, Resource: keyArns },
    { Sid: 'ByobAuditReadsAccountConfiguration', Effect: 'Allow', Action: account, Resource: '*' },
  ];
  return { Version: '2012-10-17', Statement: statements.filter(({ Action }) => Action.length > 0) };
}
