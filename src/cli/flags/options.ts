import { Argument, Option, type Command } from 'commander';
import { severities } from '../../core/check.ts';
import { factList, type Fact } from '../../declared/table.ts';
import { azureClouds, editions } from '../../evidence/declared.ts';
import type { ProviderName } from '../../evidence/index.ts';
import { didYouMean } from '../suggest.ts';
import { UsageError } from '../usage-error.ts';

// The flags, by group. They are built for each program anew: commander keeps what was parsed in them.

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
type Group = keyof typeof groups;
const order: readonly string[] = Object.values(groups);

const of = (group: Group, options: readonly Option[]): Option[] => options.map((option) => option.helpGroup(groups[group]));

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

const repeat = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** The same for words without commas in them: `a,b` is `a` and `b`. */
const repeatList = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  ...value.split(',').map((item) => item.trim()),
];

function milliseconds(value: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(value) ?? [];
  const time = Number(digits) * (unit === 'ms' ? 1 : 1000);
  if (!(time >= 1 && time <= 3_600_000)) throw new UsageError('--timeout: expected seconds, such as 5 or 0.5, or 500ms');
  return Math.round(time);
}

function concurrency(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > 1000)
    throw new UsageError('--concurrency: expected a whole number from 1 to 1000');
  return number;
}

export const policyKinds = 's3-bucket-policy, kms-key-policy, s3-cors, gcs-cors, gcs-iam, azure-cors or coreweave-bucket-policy';

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

const optionsOf = (some: readonly Fact[]): Option[] => some.flatMap((fact) => of(groupOf(fact), factOptions(fact)));

export const subscriptionOptions = (): Option[] =>
  of('azure', [new Option('--subscription <id>', 'Azure subscription of the storage account (default: looked for)')]);

export const contextOptions = (): Option[] => [
  editionOption(),
  ...optionsOf(factList),
  new Option('--config <file>', 'configuration (default: byob-audit.yaml in the working directory, when it is there)'),
];

export const ruleOption = (): Option =>
  new Option('--rule <name=value>', 'switch a debatable rule: strict or lenient; `explain` names them; repeatable').argParser(
    repeat,
  );

export const baselineOptions = (): Option[] =>
  of('azure', [
    new Option('--baseline <path>', 'earlier recordings of the same Azure AI resources, to which their keys are compared'),
  ]);

export const connectOptions = (): Option[] => [
  new Option('--endpoint <url>', 'endpoint of the service; with s3:// and a host outside AWS the store is S3-compatible'),
  new Option('--timeout <seconds>', 'limit for each call (default: 10)').argParser(milliseconds),
  new Option('--concurrency <n>', 'targets that are read at the same time (default: 10)').argParser(concurrency),
  ...of('aws', [
    new Option('--profile <name>', 'profile of the AWS configuration files'),
    new Option('--role-arn <arn>', 'role to assume before reading'),
    new Option('--external-id <id>', 'external id that the role asks for'),
  ]),
  ...of('gcs', [new Option('--impersonate-service-account <email>', 'Google service account to act as')]),
  ...subscriptionOptions(),
  ...of('azure', [
    choice('--azure-cloud <name>', 'Azure cloud (default: public)', azureClouds),
    new Option('--azure-arm-endpoint <url>', 'URL of Azure Resource Manager'),
    new Option('--azure-blob-endpoint <url>', 'URL of the blob service of the account'),
  ]),
  ...of('s3', [new Option('--virtual-host-style', 'the bucket is part of the host name of an S3-compatible endpoint')]),
];

export const providerOptions = (): Option[] =>
  of('selection', [
    choice('--provider <name>', 'only checks of this provider; aws keeps an --endpoint for Amazon S3', [
      'aws',
      'gcs',
      's3-compatible',
      'coreweave',
      'azure',
      'azure-ai',
    ]),
  ]);

export const selectionOptions = (): Option[] => [
  ...of('selection', [
    new Option('--select <pattern>', "only these checks: id, glob, tag or '>=severity'; repeatable, or a,b").argParser(
      repeatList,
    ),
    new Option('--ignore <pattern>', 'not these checks; repeatable').argParser(repeatList),
    choice('--severity <name>', 'only checks of this severity and graver ones', severities),
  ]),
  ...providerOptions(),
];

export const outputOptions = (): Option[] =>
  of('output', [
    new Option('--format <name[=file]>', 'table, json, ndjson or junit; repeatable with a file each (default: table)').argParser(
      repeat,
    ),
    new Option('--output <file>', 'write the one format to this file'),
    new Option('--verbose', 'show what passed as well'),
    new Option('--quiet', 'only the summary'),
    new Option('--color', 'paint the table, whatever it is printed on'),
    new Option('--no-color', 'do not paint the table'),
  ]);

export const recordOptions = (): Option[] =>
  of('output', [
    new Option('--output <dir>', 'folder for the recordings; made when it is missing').makeOptionMandatory(),
    new Option('--mask-accounts', 'replace account ids by stable stand-ins'),
    new Option('--quiet', 'no notice for each recording'),
  ]);

export const policyCheckOptions = (): Option[] => [
  ...of('context', [
    new Option(
      '--bucket <name>',
      'the bucket of the document, for azure-cors the storage account (default: the one that it names)',
    ),
    new Option('--prefix <path>', 'the path inside the bucket that W&B uses'),
  ]),
  editionOption(),
  ...optionsOf(factList.filter(({ ofDocuments }) => ofDocuments === true)),
  ruleOption(),
  ...of('output', [
    choice('--format <name>', 'format', ['table', 'json']).default('table'),
    new Option('--verbose', 'show what passed as well'),
    new Option('--color', 'paint the text, whatever it is printed on'),
    new Option('--no-color', 'do not paint the text'),
  ]),
  ...of('gate', [
    choice('--fail-on <severity>', 'least grave failure that is a failure and not advice (default: medium)', severities),
  ]),
];

export const gateOptions = (): Option[] =>
  of('gate', [
    choice('--fail-on <severity>', 'least grave failure that exits 1 (default: medium)', [...severities, 'none']),
    new Option('--strict', '--fail-on info, and open questions fail too'),
    new Option('--allow-unknown', 'what could not be evaluated does not exit 3'),
  ]);
