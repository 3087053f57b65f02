import type { FacetValue } from '../evidence/index.ts';
import { printable } from './printable.ts';

type Lifecycle = NonNullable<FacetValue<'gcs', 'bucket'>['lifecycle']>;
/** One action and the conditions that an object has to match all of ("Object Lifecycle Management" of Cloud Storage). */
export type GcsLifecycleRule = NonNullable<Lifecycle['rule']>[number];

/** The part of the bucket that W&B uses: everything, or what is below the target's prefix. */
const areaOf = (prefix: string | undefined): string =>
  prefix === undefined || prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`;

const prefixesOf = ({ condition }: GcsLifecycleRule): readonly string[] => {
  const { matchesPrefix } = condition;
  return matchesPrefix === undefined || matchesPrefix.length === 0 ? [''] : matchesPrefix;
};

/** True when the rule can meet an object below the target's prefix. */
export function gcsTouches(rule: GcsLifecycleRule, prefix: string | undefined): boolean {
  const area = areaOf(prefix);
  return prefixesOf(rule).some((start) => area.startsWith(start) || start.startsWith(area));
}

/**
 * True when no live object can match: conditions about being noncurrent hold for old versions alone, and a live
 * version has no newer one.
 */
const meetsOldVersionsOnly = ({ condition }: GcsLifecycleRule): boolean =>
  condition.isLive === false ||
  condition.daysSinceNoncurrentTime !== undefined ||
  condition.noncurrentTimeBefore !== undefined ||
  (condition.numNewerVersions ?? 0) > 0;

/** True when the rule deletes live objects, if its conditions come true. */
export const deletesLive = (rule: GcsLifecycleRule): boolean => rule.action.type === 'Delete' && !meetsOldVersionsOnly(rule);

/** True when a condition asks for something that is not known of W&B's objects: a custom time, the end of a name, a class. */
export const isSelectiveRule = ({ condition }: GcsLifecycleRule): boolean =>
  condition.customTimeBefore !== undefined ||
  condition.daysSinceCustomTime !== undefined ||
  condition.matchesPattern !== undefined ||
  (condition.matchesSuffix ?? []).length > 0 ||
  (condition.matchesStorageClass ?? []).length > 0;

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
