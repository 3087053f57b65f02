import type { ItemCounts, TargetStep } from '../evidence/step.ts';
import { clean, cleanLine } from '../core/clean.ts';
import type { Look } from './look.ts';
import { hanging } from './text.ts';

/** A command as it is pasted: it is never broken, and nothing in it can touch a terminal. */
export const commandLine = (indent: string, command: string): string =>
  `${indent}${clean(command).replaceAll('\n', `\n${indent}`)}\n`;

const plurals = { statement: 'statements', rule: 'rules', entry: 'entries' } as const;

/** `keeps 2 statements, adds 1`. */
function changesOf({ keeps, adds, changes, removes }: ItemCounts, noun: keyof typeof plurals): string {
  const all = [
    ['keeps', keeps],
    ['adds', adds],
    ['changes', changes],
    ['removes', removes],
  ] as const;
  return all
    .filter(([, n]) => n > 0)
    .map(([verb, n], place) => `${verb} ${n}${place > 0 ? '' : ` ${n === 1 ? noun : plurals[noun]}`}`)
    .join(', ');
}

/** What a step is and what it mends, on one line. */
export function stepLine({ mends, replaces, follows, dangers }: TargetStep): string {
  const what = replaces === undefined ? '' : `${replaces.document.kind}: `;
  const changes = replaces === undefined ? '' : changesOf(replaces.counts, replaces.document.noun);
  const after = follows.length === 0 ? [] : [`after step ${follows.join(' and step ')}: check again before you run it`];
  return [`${what}mends ${mends.join(', ')}`, ...(changes === '' ? [] : [changes]), ...after, ...dangers].join('; ');
}

/** Where the step of a finding is told, behind the sentence that says what to do; nothing for a command beside it. */
export function whereTold(step: TargetStep, place: number): string {
  const { isPlain, replaces, follows } = step;
  if (!isPlain) return ` (${replaces === undefined ? '' : `${replaces.document.kind}, `}step ${place} below)`;
  return follows.length === 0 ? '' : ` (after step ${follows.join(' and step ')} below)`;
}

/** The steps of a target that are not told beside a finding, with their commands. */
export const stepsBelow = (steps: readonly TargetStep[], { paint, width, verbose }: Look): string[] =>
  steps.flatMap((step, index) => {
    if (step.isPlain) return [];
    const title = hanging(`  step ${index + 1}  `, cleanLine(stepLine(step)), width);
    const commands = step.commands.map((command) => commandLine('    ', command)).join('');
    const document = verbose && step.replaces !== undefined ? pretty(step.replaces.document.content) : '';
    return [`${paint.bold(title.trimEnd())}\n${commands}${document}`];
  });

const pretty = (content: unknown): string => `\n${commandLine('      ', JSON.stringify(content, null, 2))}`;
