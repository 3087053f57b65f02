import type { CheckInfo } from '../core/check.ts';
import { neededPermissions } from './needed.ts';

export interface PolicyResources {
  readonly partition: string;
  readonly buckets: readonly string[];
  readonly keys: readonly string[];
}

interface PermissionStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[] | string;
}

/** The least-privilege IAM policy for the checks: exactly the calls of their facets, on exactly these resources. */
export function policyFor(
  provider: 'aws' | 's3-compatible' | 'coreweave',
  checks: readonly CheckInfo[],
  { partition, buckets, keys }: PolicyResources,
): { Version: string; Statement: PermissionStatement[] } {
  const { bucket, key, account } = neededPermissions(provider, checks);
  const bucketArns = buckets.length === 0 ? [`arn:${partition}:s3:::*`] : buckets.map((name) => `arn:${partition}:s3:::${name}`);
  const keyArns = keys.length === 0 ? [`arn:${partition}:kms:*:*:key/*`] : keys;
  const statements: PermissionStatement[] = [
    { Sid: 'ByobAuditReadsBucketConfiguration', Effect: 'Allow', Action: bucket, Resource: bucketArns },
    { Sid: 'ByobAuditReadsKeyConfiguration', Effect: 'Allow', Action: key, Resource: keyArns },
    { Sid: 'ByobAuditReadsAccountConfiguration', Effect: 'Allow', Action: account, Resource: '*' },
  ];
  return { Version: '2012-10-17', Statement: statements.filter(({ Action }) => Action.length > 0) };
}
