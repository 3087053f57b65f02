import type { FacetValue } from '../../evidence/index.ts';
import { printable } from '../printable.ts';

type Lifecycle = NonNullable<FacetValue<'gcs', 'bucket'>['lifecycle']>;
/** One action and the conditions that an object has to match all of ("Object Lifecycle Management" of Cloud Storage). */
export type GcsLifecycleRule = NonNullable<Lifecycle['rule']>[number];

/**
 * The part of the bucket that W&B uses: everything, or what is below the target's prefix. Some parts of W&B trim a slash
 * at its beginning and some do not, so such a prefix has two.
 */
export const areasOf = (prefix = ''): readonly string[] =>
  [prefix, prefix.replace(/^\/+/, '')].map((path) => (path === '' ? '' : `${path.replace(/\/+$/, '')}/`));

/** Beginnings of the names that a rule meets; the empty one where it asks for none. */
export const prefixesOf = ({ condition }: GcsLifecycleRule): readonly string[] => {
  const { matchesPrefix } = condition;
  return matchesPrefix === undefined || matchesPrefix.length === 0 ? [''] : matchesPrefix;
};

/** True when the rule can meet an object below the target's prefix. */
export function gcsTouches(rule: GcsLifecycleRule, prefix: string | undefined): boolean {
  return areasOf(prefix).some((area) => prefixesOf(rule).some((start) => area.startsWith(start) || start.startsWith(area)));
}

/**
 * True when no live object can match: conditions about being noncurrent hold for old versions alone, and a live
 * version has no newer one.
 */
export const meetsOldVersionsOnly = ({ condition }: GcsLifecycleRule): boolean =>
  condition.isLive === false ||
  condition.daysSinceNoncurrentTime !== undefined ||
  condition.noncurrentTimeBefore !== undefined ||
  (condition.numNewerVersions ?? 0) > 0;

/** True when the rule deletes live objects, if its conditions come true. */
export const deletesLive = (rule: GcsLifecycleRule): boolean => rule.action.type === 'Delete' && !meetsOldVersionsOnly(rule);

const actions: readonly string[] = ['Delete', 'SetStorageClass', 'AbortIncompleteMultipartUpload'];

/** True for an action that came to Cloud Storage after this was written, when it can meet live objects. */
export const doesUnknown = (rule: GcsLifecycleRule): boolean =>
  !actions.includes(rule.action.type) && !meetsOldVersionsOnly(rule);

/**
 * True when a condition asks for something that is not known of W&B's objects: a custom time, a pattern, the end of a name.
 * What a condition on the storage class means, all rules tell together.
 */
export const isSelectiveBesideClass = ({ condition }: GcsLifecycleRule): boolean =>
  condition.customTimeBefore !== undefined ||
  condition.daysSinceCustomTime !== undefined ||
  condition.matchesPattern !== undefined ||
  (condition.matchesSuffix ?? []).length > 0;

/** True when a rule meets objects of some storage classes only. */
export const asksForClass = ({ condition }: GcsLifecycleRule): boolean => (condition.matchesStorageClass ?? []).length > 0;

/** `after 30 days, below "runs/"`, for a message. */
export function whenAndWhere(rule: GcsLifecycleRule): string {
  const { age, createdBefore } = rule.condition;
  const starts = prefixesOf(rule);
  const when = [
    ...(age === undefined ? [] : [`after ${age} ${age === 1 ? 'day' : 'days'}`]),
    ...(createdBefore === undefined ? [] : [`when they are from before ${printable(createdBefore, 40)}`]),
  ];
  const where = starts.includes('')
    ? []
    : [
        `below ${starts
          .slice(0, 3)
          .map((start) => JSON.stringify(printable(start, 80)))
          .join(', ')}`,
      ];
  return [...(when.length === 0 ? ['at once'] : when), ...where].join(', ');
}
