import type { Edit, Step, StepDocument, Word } from '../evidence/step.ts';
import { asciiJson } from '../policy/printable.ts';
import { edited, isEmpty, withUniqueNames } from './document.ts';
import { shellWord } from './shell.ts';

/** What a check offers to mend a failure: a sentence, the steps, and the steps as lines for a shell. */
export interface Remedy {
  readonly summary: string;
  readonly commands?: readonly string[];
  readonly steps?: readonly Step[];
}

/**
 * What mends a failure.
 * @param summary starts with a verb
 * @param steps in the order in which they have to run; equal ones run once
 */
export function remedy(summary: string, ...steps: readonly Step[]): Remedy {
  if (steps.length === 0) return { summary };
  const rendered = new Map<string, readonly [readonly string[], Step]>();
  for (const step of steps) {
    const lines = linesOf(step);
    const key = lines.join('\n');
    if (!rendered.has(key)) rendered.set(key, [lines, rendered.size === 0 ? step : { ...step, follows: [rendered.size - 1] }]);
  }
  const once = [...rendered.values()];
  return { summary, commands: once.flatMap(([lines]) => lines), steps: once.map(([, step]) => step) };
}

/** The step with a sentence on what it can break or that it cannot be taken back. */
export const dangerous = (step: Step, danger: string): Step => ({ ...step, danger });

type Described = Omit<StepDocument, 'content' | 'edits'>;

/** The step that puts a document in place of the one that is there, with edits made to it. */
export function replacing(described: Described, edits: readonly Edit[], run: readonly Word[]): Step {
  const document = withUniqueNames({ ...described, edits, content: edited(described.before, edits) });
  return { run, document, replaces: document.kind };
}

/** A step as lines for a POSIX shell, which is the one place where words are quoted. */
export function linesOf({ run, document, output }: Step): readonly string[] {
  if (document?.none !== undefined && isEmpty(document)) return [commandLine(document.none)];
  const file = document?.file ?? 'document.json';
  const json = document === undefined ? '' : asciiJson(document.content);
  const words = run.map((word) => {
    if (typeof word === 'string') return shellWord(word);
    return word.document === 'text' ? shellWord(json) : shellWord(`${word.flag ?? ''}${file}`);
  });
  const takes = output === undefined ? '' : ` > ${shellWord(output)}`;
  const command = words.join(' ') + takes;
  const isFile = run.some((word) => typeof word !== 'string' && word.document === 'file');
  return isFile ? [`printf '%s' ${shellWord(json)} > ${shellWord(file)}`, command] : [command];
}

const commandLine = (words: readonly string[]): string => words.map(shellWord).join(' ');

/** What takes a step back, as lines for a POSIX shell; undefined where nobody knows. */
export function undoOf(step: Step): readonly string[] | undefined {
  const { document, replaces, undo } = step;
  if (undo !== undefined) return [commandLine(undo)];
  if (document === undefined || replaces === undefined || document.present === 'unread') return undefined;
  if (document.present === 'no') return document.none === undefined ? undefined : [commandLine(document.none)];
  return linesOf({ ...step, document: { ...document, edits: [], content: document.before } });
}
