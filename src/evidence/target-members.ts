import type { CloudProvider, TargetRef } from './index.ts';

const schemes: Readonly<Record<Exclude<CloudProvider, 'azure-ai'>, string>> = {
  aws: 's3',
  's3-compatible': 's3',
  coreweave: 'cw',
  gcs: 'gs',
  azure: 'az',
};

/**
 * What the members of a target say against each other, in one sentence: a report is headed by the URI, and the settings are
 * those of the bucket. Undefined where they agree.
 */
export function contradictionIn(
  provider: CloudProvider,
  { uri, bucket, prefix, account, resourceId }: TargetRef,
): string | undefined {
  const last = resourceId?.split('/').at(-1);
  const isOther = (one: string | undefined, other: string | undefined): boolean => one?.toLowerCase() !== other?.toLowerCase();
  if (provider === 'azure-ai') {
    if (isOther(uri, resourceId)) return 'target.uri and target.resourceId name two resources';
    return isOther(last, bucket) ? 'target.uri and target.bucket name two resources' : undefined;
  }
  const place = provider === 'azure' ? `${account ?? ''}/${bucket}` : bucket;
  const whole = `${schemes[provider]}://${place}${prefix === undefined || prefix === '' ? '' : `/${prefix}`}`;
  if (uri.replace(/\/+$/, '') !== whole.replace(/\/+$/, ''))
    return `target.uri is not that of this ${provider === 'azure' ? 'container' : 'bucket'} and provider: expected the URI that the other members of the target give`;
  if (provider === 'azure' && resourceId !== undefined && isOther(last, account))
    return 'target.account and target.resourceId name two storage accounts';
  return undefined;
}
