import { Argument, Option, type Command } from 'commander';
import { didYouMean } from '../suggest.ts';
import { UsageError } from '../usage-error.ts';

// Flags are built for each program anew: commander keeps what was parsed in them.

/** The headings of `--help`, in its order. Flags of one cloud stand together, whatever they are for. */
const groups = {
  general: 'General:',
  selection: 'Selection:',
  output: 'Output:',
  gate: 'Gate:',
  context: 'Context of a target:',
  aws: 'AWS:',
  gcs: 'Google Cloud:',
  azure: 'Azure:',
  s3: 'S3-compatible and CoreWeave:',
} as const;
export type Group = keyof typeof groups;
const order: readonly string[] = Object.values(groups);

/** Puts flags under a heading. */
export const of = (group: Group, options: readonly Option[]): Option[] =>
  options.map((option) => option.helpGroup(groups[group]));

/** Adds the flags to a command, so that its help shows them by group; what has no group is general. */
export function addOptions(command: Command, options: readonly Option[]): void {
  const place = ({ helpGroupHeading = groups.general }: Option): number => order.indexOf(helpGroupHeading);
  command.optionsGroup(groups.general).helpOption('-h, --help', 'show help');
  for (const option of options.toSorted((a, b) => place(a) - place(b))) command.addOption(option);
}

/** The parser that refuses what is no choice. It does not repeat it, as commander would: a wrong variable may hold a secret. */
const oneOf =
  (name: string, choices: readonly string[]) =>
  (value: string): string => {
    if (choices.includes(value)) return value;
    throw new UsageError(`${name}: expected one of ${choices.join(', ')}${didYouMean(value, choices)}`);
  };

/** An option that takes one of a few words. */
export function choice(flags: string, about: string, choices: readonly string[]): Option {
  const option = new Option(flags, about).choices(choices);
  return option.argParser(oneOf(`--${option.name()}`, choices));
}

/** The same for an argument. @param name with its brackets */
export function choiceArgument(name: string, about: string, choices: readonly string[]): Argument {
  const argument = new Argument(name, about).choices(choices);
  return argument.argParser(oneOf(`argument ${argument.name()}`, choices));
}

/** Words as a choice: `a, b or c`. */
export const listed = (names: readonly string[]): string => names.join(', ').replace(/, (?=[^,]*$)/, ' or ');

/** Collects the values of a flag that repeats. */
export const repeat = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** The same for words without commas in them: `a,b` is `a` and `b`. */
export const repeatList = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  ...value.split(',').map((item) => item.trim()),
];
