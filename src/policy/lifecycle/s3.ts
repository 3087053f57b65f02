import type { AwsFacetValues } from '../../evidence/aws-schema.ts';
import { printable } from '../printable.ts';

export type LifecycleRule = AwsFacetValues['lifecycle']['Rules'][number];

/** The part of the bucket that W&B uses: everything, or what is below the target's prefix. */
export const areaOf = (prefix: string | undefined): string =>
  prefix === undefined || prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`;

export const rulePrefix = (rule: LifecycleRule): string => rule.Filter?.Prefix ?? rule.Filter?.And?.Prefix ?? rule.Prefix ?? '';

/** True when the rule also asks for tags or sizes, so that the prefix alone does not tell which objects it meets. */
export function isSelective(rule: LifecycleRule): boolean {
  const filters = [rule.Filter, rule.Filter?.And];
  const larger = filters.some((filter) => (filter?.ObjectSizeGreaterThan ?? 0) > 0);
  const smaller = filters.some((filter) => filter?.ObjectSizeLessThan !== undefined);
  const tags = rule.Filter?.Tag !== undefined || (rule.Filter?.And?.Tags ?? []).length > 0;
  return larger || smaller || tags;
}

/** Some parts of W&B trim a slash at the beginning of a prefix and some do not, so such a prefix has two areas. */
const areasOf = (prefix: string | undefined): readonly string[] => [areaOf(prefix), areaOf(prefix?.replace(/^\/+/, ''))];

/** True when the rule can meet an object below the target's prefix. */
export function touches(rule: LifecycleRule, prefix: string | undefined): boolean {
  const start = rulePrefix(rule);
  return rule.Status === 'Enabled' && areasOf(prefix).some((area) => area.startsWith(start) || start.startsWith(area));
}

/** True when the rule meets every object below the target's prefix. */
export const covers = (rule: LifecycleRule, prefix: string | undefined): boolean =>
  rule.Status === 'Enabled' && !isSelective(rule) && areasOf(prefix).every((area) => area.startsWith(rulePrefix(rule)));

/** True when the rule removes current versions; removing lone delete markers does not count. */
export const expiresCurrent = ({ Expiration }: LifecycleRule): boolean =>
  Expiration?.Days !== undefined || Expiration?.Date !== undefined;

/** Storage classes from which an object has to be restored before it can be read. */
const offline: readonly string[] = ['GLACIER', 'DEEP_ARCHIVE'];

export const offlineClasses = (rule: LifecycleRule): string[] =>
  (rule.Transitions ?? []).flatMap(({ StorageClass }) =>
    StorageClass !== undefined && offline.includes(StorageClass) ? [StorageClass] : [],
  );

/** Storage classes of Amazon S3 from which an object is read at once. */
const online: readonly string[] = [
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'REDUCED_REDUNDANCY',
];

/** Transitions to classes of which nobody knows here whether an object has to be restored: a server may name its own. */
export const unknownClasses = (rule: LifecycleRule): string[] =>
  (rule.Transitions ?? []).flatMap(({ StorageClass = 'a class without a name' }) =>
    offline.includes(StorageClass) || online.includes(StorageClass) ? [] : [printable(StorageClass)],
  );

/**
 * The rule without what takes current objects away; undefined when nothing is left of it.
 * @param classes the storage classes to which it may move them no longer
 */
export function keepingCurrent(rule: LifecycleRule, classes: readonly string[]): LifecycleRule | undefined {
  const { Expiration, Transitions, ...rest } = rule;
  const transitions = (Transitions ?? []).filter(
    ({ StorageClass }) => StorageClass === undefined || !classes.includes(StorageClass),
  );
  const kept: LifecycleRule = {
    ...rest,
    ...(Expiration?.ExpiredObjectDeleteMarker === true ? { Expiration: { ExpiredObjectDeleteMarker: true } } : {}),
    ...(transitions.length > 0 ? { Transitions: transitions } : {}),
  };
  const acts =
    kept.Expiration ??
    kept.Transitions ??
    kept.NoncurrentVersionExpiration ??
    kept.NoncurrentVersionTransitions ??
    kept.AbortIncompleteMultipartUpload;
  return acts === undefined ? undefined : kept;
}

/** The name of a rule for messages. */
export const ruleName = (rule: LifecycleRule, index: number): string =>
  rule.ID === undefined || rule.ID === '' ? `rule ${index + 1}` : `rule "${printable(rule.ID)}"`;
