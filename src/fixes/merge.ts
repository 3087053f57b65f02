import type { Step, TargetStep } from '../evidence/step.ts';
import { countsOf, together } from './document.ts';
import { linesOf, replacing, undoOf } from './step.ts';

/** What mends one finding. */
export interface Fix {
  readonly check: string;
  /** At least one, in the order in which they have to run. */
  readonly steps: readonly Step[];
}

/** Fixes that become one step, by their positions. */
interface StepGroup {
  readonly fixes: number[];
  steps: readonly Step[];
  /** Positions of groups that replace the same document and contradict this one. */
  readonly rivals: readonly number[];
}

/**
 * The steps of one target. A command that replaces a document was written for the document as it is, so that two of
 * them, one after the other, would undo each other: here all changes of one document become one command, and what runs
 * the same commands runs once. Changes that contradict each other stay apart, the later behind the earlier.
 * @returns the steps, those with a document or for several findings first, and for each fix the position of its step, from 1
 */
export function mergeFixes(fixes: readonly Fix[]): { readonly steps: readonly TargetStep[]; readonly stepOf: readonly number[] } {
  const groups: StepGroup[] = [];
  fixes.forEach((fix, position) => {
    if (!groups.some((group) => joins(group, fix, position))) {
      const rivals = groups.flatMap((group, place) => (isSameDocument(group.steps, fix.steps) ? [place] : []));
      groups.push({ fixes: [position], steps: fix.steps, rivals });
    }
  });
  const made = groups.map((group) => ({ group, step: stepOf(group, fixes) }));
  const inOrder = [...made.filter(({ step }) => !step.isPlain), ...made.filter(({ step }) => step.isPlain)];
  const places = new Map(inOrder.map(({ group }, place) => [group, place + 1]));
  const placeOf = (group: StepGroup | undefined): number[] => (group === undefined ? [] : [places.get(group) ?? 0]);
  const steps = inOrder.map(({ group, step }) => {
    const shown = group.steps.flatMap(({ shows }) => shows ?? []);
    const edited = groups.filter(({ steps: [first] }) => first?.replaces !== undefined && shown.includes(first.replaces));
    const follows = [...group.rivals.map((place) => groups[place]), ...edited].flatMap(placeOf);
    return follows.length === 0 ? step : { ...step, follows };
  });
  const ofFix = fixes.map((_, position) => placeOf(groups.find((group) => group.fixes.includes(position)))[0] ?? 0);
  return { steps, stepOf: ofFix };
}

/** Takes a fix into a group that does the same, or changes the same document without contradiction. */
function joins(group: StepGroup, { steps }: Fix, position: number): boolean {
  const merged = JSON.stringify(group.steps) === JSON.stringify(steps) ? group.steps : mergedSteps(group.steps, steps);
  if (merged === undefined) return false;
  group.fixes.push(position);
  group.steps = merged;
  return true;
}

const isSameDocument = (some: readonly Step[], others: readonly Step[]): boolean =>
  some.some(({ document, replaces }) =>
    others.some((other) => replaces !== undefined && other.replaces === replaces && other.document?.of === document?.of),
  );

function mergedSteps(some: readonly Step[], others: readonly Step[]): readonly Step[] | undefined {
  const [a, b] = [some[0], others[0]];
  if (some.length > 1 || others.length > 1 || a?.document === undefined || b?.document === undefined) return undefined;
  if (!isSameDocument(some, others)) return undefined;
  // What they are applied to was read once; if it ever differed, one document could not hold the changes of both.
  if (JSON.stringify([a.run, a.document.before]) !== JSON.stringify([b.run, b.document.before])) return undefined;
  const edits = together([...a.document.edits, ...b.document.edits]);
  return edits === undefined ? undefined : [replacing(a.document, edits, a.run)];
}

function stepOf({ fixes: positions, steps }: StepGroup, fixes: readonly Fix[]): TargetStep {
  const [first] = steps;
  const document = first?.replaces === undefined ? undefined : first.document;
  const undone = steps.map(undoOf);
  const commands = steps.flatMap(linesOf);
  return {
    mends: positions.flatMap((position) => fixes[position]?.check ?? []),
    isPlain: positions.length === 1 && commands.length === 1 && document === undefined,
    steps,
    commands,
    replaces: document === undefined ? undefined : { document, counts: countsOf(document) },
    undo: undone.includes(undefined) ? undefined : undone.toReversed().flatMap((lines) => lines ?? []),
    dangers: [...new Set(steps.flatMap(({ danger }) => danger ?? []))],
    follows: [],
  };
}
