import type { FacetValue } from '../../evidence/index.ts';
import { areasOf, gcsTouches, meetsOldVersionsOnly, prefixesOf, isSelectiveBesideClass, type GcsLifecycleRule } from './gcs.ts';

type Bucket = Pick<FacetValue<'gcs', 'bucket'>, 'storageClass' | 'autoclass' | 'lifecycle'>;

/** A rule that deletes live objects of W&B because of their storage class, and how they come to have it. */
export interface DeletedByClass {
  readonly index: number;
  readonly storageClass: string;
  /** The rule that moves them there; undefined where Autoclass does, or where new objects have the class. */
  readonly movedBy: number | undefined;
  readonly autoclass: boolean;
}

/** From the warmest to the coldest; rules move objects to a colder class only ("Object Lifecycle Management"). */
const byCold: readonly string[] = ['STANDARD', 'NEARLINE', 'COLDLINE', 'ARCHIVE'];
// Older classes, such as REGIONAL, are as warm as STANDARD.
const coldness = (storageClass: string): number => Math.max(byCold.indexOf(storageClass), 0);

/** Places in the bucket that are played one by one; a sane configuration has a handful of prefixes. */
const mostPlaces = 500;

/**
 * The rules that delete live objects by storage class, found by playing all rules together on an object of W&B as it grows
 * old: at each age a deletion comes first, then the move to the coldest class. A condition on something else that nobody
 * knows of W&B's objects, such as the end of a name, is taken not to hold.
 * @param prefix of the target
 */
export function deletedByClass(bucket: Bucket, prefix: string | undefined): readonly DeletedByClass[] {
  const rules = (bucket.lifecycle?.rule ?? [])
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => !meetsOldVersionsOnly(rule) && !isSelectiveBesideClass(rule) && gcsTouches(rule, prefix));
  if (!rules.some(({ rule }) => rule.action.type === 'Delete' && classesOf(rule) !== undefined)) return [];
  if (bucket.autoclass?.enabled === true) return byAutoclass(rules, bucket.autoclass.terminalStorageClass);
  const { storageClass } = bucket;
  if (storageClass === undefined) return [];
  const areas = areasOf(prefix);
  const inside = rules.flatMap(({ rule }) => prefixesOf(rule)).filter((start) => areas.some((area) => start.startsWith(area)));
  const found = new Map<number, DeletedByClass>();
  for (const name of [...new Set([...areas, ...inside])].slice(0, mostPlaces)) {
    const here = rules.filter(({ rule }) => prefixesOf(rule).some((start) => name.startsWith(start)));
    // A date is past for some objects and not for others.
    for (const old of [true, false]) {
      const end = grow(old ? here : here.filter(({ rule }) => rule.condition.createdBefore === undefined), storageClass);
      if (end !== undefined && !found.has(end.index)) found.set(end.index, end);
    }
  }
  return [...found.values()].toSorted((a, b) => a.index - b.index);
}

type Placed = readonly { readonly rule: GcsLifecycleRule; readonly index: number }[];

function classesOf({ condition }: GcsLifecycleRule): readonly string[] | undefined {
  const { matchesStorageClass = [] } = condition;
  return matchesStorageClass.length === 0 ? undefined : matchesStorageClass;
}

/** What deletes one object by its class while it grows old; undefined when nothing does, or a rule without a class. */
function grow(rules: Placed, first: string): DeletedByClass | undefined {
  let storageClass = first;
  let movedBy: number | undefined;
  const ages = [...new Set(rules.map(({ rule }) => rule.condition.age ?? 0))].toSorted((a, b) => a - b);
  for (const age of ages) {
    // Each turn moves the object to a colder class, so this ends.
    for (;;) {
      const current = storageClass;
      const due = rules.filter(({ rule }) => (rule.condition.age ?? 0) <= age && classesOf(rule)?.includes(current) !== false);
      const deletion = due.find(({ rule }) => rule.action.type === 'Delete');
      if (deletion !== undefined)
        return classesOf(deletion.rule) === undefined
          ? undefined
          : { index: deletion.index, storageClass, movedBy, autoclass: false };
      let next: { readonly storageClass: string; readonly index: number } | undefined;
      for (const { rule, index } of due) {
        const to = rule.action.type === 'SetStorageClass' ? rule.action.storageClass : undefined;
        if (to !== undefined && coldness(to) > coldness(next?.storageClass ?? current)) next = { storageClass: to, index };
      }
      if (next === undefined) break;
      ({ storageClass, index: movedBy } = next);
    }
  }
  return undefined;
}

/** Autoclass lets what nobody reads grow colder: to NEARLINE, or where it is told so to ARCHIVE ("Autoclass"). */
function byAutoclass(rules: Placed, terminal: string | undefined): readonly DeletedByClass[] {
  const reached = terminal === 'ARCHIVE' ? byCold : byCold.slice(0, 2);
  return rules.flatMap(({ rule, index }) => {
    const storageClass = classesOf(rule)?.find((name) => reached.includes(name));
    return rule.action.type !== 'Delete' || storageClass === undefined
      ? []
      : [{ index, storageClass, movedBy: undefined, autoclass: true }];
  });
}
