import { Option } from 'commander';
import { factList, type Fact, type WrittenFlags } from '../../declared/table.ts';
import { editions, type Edition } from '../../evidence/declared.ts';
import type { ProviderName } from '../../evidence/index.ts';
import { choice, of, repeat, repeatList, type Group } from './option.ts';

/** What commander hands over of what is declared. Values are as the user wrote them unless a choice list limits them. */
export interface ContextFlags extends WrittenFlags {
  readonly edition?: Edition;
  readonly config?: string;
}

export interface RuleFlags {
  /** `NAME=VALUE`, one for each debatable rule that is switched. */
  readonly rule?: readonly string[];
}

export const editionOption = (): Option =>
  choice('--edition <date>', 'dated statement of the requirements (default: the newest)', editions);

const clouds: readonly (readonly [group: Group, providers: readonly ProviderName[]])[] = [
  ['aws', ['aws']],
  ['gcs', ['gcs']],
  ['azure', ['azure', 'azure-ai']],
  ['s3', ['s3-compatible', 'coreweave']],
];

/** A fact of one cloud stands with the other flags of that cloud. */
const groupOf = ({ appliesTo }: Fact): Group =>
  clouds.find(([, providers]) => appliesTo.every((name) => providers.includes(name)))?.[0] ?? 'context';

/** The flag of a fact; one of yes and no has two. */
function factOptions(fact: Fact): Option[] {
  const { flag, about, aboutNo = '', takes = 'value', shape, also = {}, splits } = fact;
  if (shape === 'boolean') return [new Option(flag, about), new Option(flag.replace('--', '--no-'), aboutNo)];
  const written = `${flag} <${takes}>`;
  if (typeof shape !== 'string') return [choice(written, about, [...shape, ...Object.keys(also)])];
  const option = new Option(written, about);
  return [shape === 'texts' ? option.argParser(splits === true ? repeatList : repeat) : option];
}

/** The flags of some facts. */
export const optionsOf = (some: readonly Fact[]): Option[] => some.flatMap((fact) => of(groupOf(fact), factOptions(fact)));

export const contextOptions = (): Option[] => [
  editionOption(),
  ...optionsOf(factList),
  new Option('--config <file>', 'configuration (default: byob-audit.yaml in the working directory, when it is there)'),
];

export const ruleOption = (): Option =>
  new Option('--rule <name=value>', 'switch a debatable rule: strict or lenient; `explain` names them; repeatable').argParser(
    repeat,
  );
