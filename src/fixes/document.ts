import type { Edit, ItemCounts, DocumentPath, StepDocument } from '../evidence/step.ts';

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** A member of its own: what every object inherits is none of a document. */
const memberOf = (value: Members, name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);

const whereOf = (edit: Edit): DocumentPath => ('set' in edit ? edit.set : 'remove' in edit ? edit.remove : edit.add);

/** What JSON of two values tells: whether a reader of it could see a difference. */
const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The edits that turn one JSON value into another, as small as they can be: a member that stays is in none of them. */
export function editsBetween(before: unknown, after: unknown, at: DocumentPath = []): readonly Edit[] {
  if (isSame(before, after)) return [];
  if (isMembers(before) && isMembers(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name): readonly Edit[] => {
      const [old, now] = [memberOf(before, name), memberOf(after, name)];
      if (now === undefined) return old === undefined ? [] : [{ remove: [...at, name] }];
      return old === undefined ? [{ set: [...at, name], value: now }] : editsBetween(old, now, [...at, name]);
    });
  }
  if (isList(before) && isList(after) && after.length > before.length && isSame(before, after.slice(0, before.length)))
    return after.slice(before.length).map((value) => ({ add: at, value }));
  if (isList(before) && isList(after) && after.length === before.length && after.length > 0)
    return before.flatMap((item, index) => editsBetween(item, after[index], [...at, index]));
  return [{ set: at, value: after }];
}

/**
 * The edits of a list whose items are changed one by one.
 * @param change the item itself where it stays, `null` where it goes
 */
export const editsOfItems = <Item>(
  at: DocumentPath,
  items: readonly Item[],
  change: (item: Item, index: number) => Item | null,
) =>
  items.flatMap((item, index): readonly Edit[] => {
    const changed = change(item, index);
    const where = [...at, index];
    return changed === item ? [] : changed === null ? [{ remove: where }] : editsBetween(item, changed, where);
  });

/** The document with edits made that do not contradict each other. */
export const edited = (before: unknown, edits: readonly Edit[]): unknown =>
  edits.length === 0 ? before : editedAt(before, edits, 0);

/** @param depth how much of the edits' paths leads to `value` */
function editedAt(value: unknown, edits: readonly Edit[], depth: number): unknown {
  const whole = edits.find((edit) => whereOf(edit).length === depth && 'set' in edit);
  if (whole !== undefined && 'value' in whole) return whole.value;
  const added = edits.flatMap((edit) => ('add' in edit && edit.add.length === depth ? [edit.value] : []));
  const inner = new Map<string | number, readonly Edit[]>();
  for (const edit of edits) {
    const part = whereOf(edit)[depth];
    if (part !== undefined) inner.set(part, [...(inner.get(part) ?? []), edit]);
  }
  const goes = (own: readonly Edit[]): boolean => own.some((edit) => 'remove' in edit && edit.remove.length === depth + 1);
  if (isList(value) || (value === undefined && added.length > 0)) {
    const kept = (value ?? []).flatMap((item, index) => {
      const own = inner.get(index);
      return own === undefined ? [item] : goes(own) ? [] : [editedAt(item, own, depth + 1)];
    });
    return [...kept, ...added];
  }
  const members = new Map<string, unknown>(isMembers(value) ? Object.entries(value) : []);
  for (const [name, own] of inner) {
    if (goes(own)) members.delete(String(name));
    else members.set(String(name), editedAt(members.get(String(name)), own, depth + 1));
  }
  return Object.fromEntries(members);
}

/** Whether `outer` leads to what holds, or is, what `inner` leads to. */
const holds = (outer: DocumentPath, inner: DocumentPath): boolean =>
  outer.length <= inner.length && outer.every((part, position) => part === inner[position]);

/** Whether two edits want one place to be two things. A wider edit wins over one inside of it, and is no contradiction. */
function contradict(a: Edit, b: Edit): boolean {
  if ('add' in a || 'add' in b) return false;
  const [here, there] = [whereOf(a), whereOf(b)];
  return here.length === there.length && holds(here, there) && !isSame(a, b);
}

/** Whether the outer edit leaves nothing of the place that the inner one is about. */
function overrules(outer: Edit, inner: Edit): boolean {
  if ('add' in outer || outer === inner) return false;
  const [here, there] = [whereOf(outer), whereOf(inner)];
  return holds(here, there) && (here.length < there.length || 'add' in inner);
}

/**
 * All edits of several fixes of one document: equal ones once, and none that a wider one makes void.
 * @returns undefined where two of them contradict each other
 */
export function together(all: readonly Edit[]): readonly Edit[] | undefined {
  const once = [...new Map(all.map((edit) => [JSON.stringify(edit), edit])).values()];
  if (once.some((edit, position) => once.slice(position + 1).some((other) => contradict(edit, other)))) return undefined;
  return once.filter((edit) => !once.some((other) => overrules(other, edit)));
}

const found = (value: unknown, path: DocumentPath): unknown =>
  path.reduce<unknown>(
    (inside, part) => (isList(inside) ? inside[Number(part)] : isMembers(inside) ? memberOf(inside, String(part)) : undefined),
    value,
  );

const itemsOf = (value: unknown, path: DocumentPath): readonly unknown[] => {
  const items = found(value, path);
  return isList(items) ? items : [];
};

/** Whether a document has no item left. */
export const isEmpty = ({ content, items }: StepDocument): boolean => itemsOf(content, items).length === 0;

/** What becomes of the items that were there, and how many are new. */
export function countsOf({ before, content, edits, items }: StepDocument): ItemCounts {
  const [old, now] = [itemsOf(before, items), itemsOf(content, items)];
  if (edits.some((edit) => !('add' in edit) && holds(whereOf(edit), items))) {
    const left = now.map((item) => JSON.stringify(item));
    let keeps = 0;
    for (const item of old) {
      const position = left.indexOf(JSON.stringify(item));
      if (position === -1) continue;
      left.splice(position, 1);
      keeps += 1;
    }
    return { keeps, adds: left.length, changes: 0, removes: old.length - keeps };
  }
  const inside = edits.filter((edit) => whereOf(edit).length > items.length);
  const touched = new Set(inside.map((edit) => whereOf(edit)[items.length]));
  const removes = inside.filter((edit) => 'remove' in edit && edit.remove.length === items.length + 1).length;
  const keeps = old.length - touched.size;
  return { keeps, adds: now.length - old.length + removes, changes: touched.size - removes, removes };
}

/** The items that edits add, each under a name that no other item has. */
export function withUniqueNames(document: StepDocument): StepDocument {
  const { unique, items, before, edits } = document;
  if (unique === undefined) return document;
  const taken = new Set(itemsOf(before, items).map((item) => (isMembers(item) ? item[unique] : undefined)));
  const named = edits.map((edit): Edit => {
    if (!('add' in edit) || edit.add.length !== items.length || !isMembers(edit.value)) return edit;
    const wanted = edit.value[unique];
    if (typeof wanted !== 'string') return edit;
    let name = wanted;
    for (let n = 2; taken.has(name); n += 1) name = `${wanted}${n}`;
    taken.add(name);
    return name === wanted ? edit : { ...edit, value: { ...edit.value, [unique]: name } };
  });
  return { ...document, edits: named, content: edited(before, named) };
}
