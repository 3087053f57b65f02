import { Argument, Option } from 'commander';
import { severities } from '../../core/check.ts';
import { accessModels, azureClouds, deployments, editions, levels } from '../../evidence/declared.ts';
import { didYouMean } from '../suggest.ts';
import { UsageError } from '../usage-error.ts';

// The flags, by group. They are built for each program anew: commander keeps what was parsed in them.

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

export const clientCidrOption = (): Option =>
  new Option('--client-cidr <cidr>', 'addresses from which browsers and jobs use pre-signed URLs; repeatable, or a,b').argParser(
    repeatList,
  );

export const editionOption = (): Option =>
  choice('--edition <date>', 'dated statement of the requirements (default: the newest)', editions);

export const declaredOptions = (): Option[] => [
  choice('--deployment <name>', 'the W&B deployment; saas is multi-tenant', [...deployments, 'saas']),
  choice('--level <name>', 'where W&B uses the bucket', levels),
  editionOption(),
  new Option(
    '--principal <name>',
    'who W&B acts as, when it is not the documented one: an ARN, or the e-mail of a service account',
  ),
  new Option('--kms-key <arn>', 'the key that the bucket is expected to use'),
  new Option('--origin <url>', 'browser origin that must work; repeatable (default: *)').argParser(repeat),
  new Option('--account <id>', 'the account that is expected to own the bucket'),
  new Option('--region <name>', "the bucket's region as W&B is told"),
  new Option('--org-id <id>', 'organization or customer namespace in W&B, for the condition of a CoreWeave policy'),
];

export const subscriptionOption = (): Option =>
  new Option('--subscription <id>', 'Azure subscription of the storage account (default: looked for)');

export const contextOptions = (): Option[] => [
  ...declaredOptions(),
  new Option('--tenant <id>', 'Microsoft Entra tenant to sign in to, and as W&B is told'),
  choice('--access <model>', 'how W&B is let into an Azure container', accessModels),
  new Option('--issuer <url>', 'OIDC issuer of the W&B instance, byte for byte, for Azure'),
  new Option('--sensitive-data', 'the data of an Azure AI workspace is of high business impact'),
  new Option('--no-sensitive-data', 'it is not'),
  clientCidrOption(),
  new Option('--config <file>', 'configuration (default: byob-audit.yaml in the working directory, when it is there)'),
];

export const ruleOption = (): Option =>
  new Option('--rule <name=value>', 'switch a debatable rule: strict or lenient; `explain` names them; repeatable').argParser(
    repeat,
  );

export const baselineOption = (): Option =>
  new Option('--baseline <path>', 'earlier recordings of the same Azure AI resources, to which their keys are compared');

export const connectOptions = (): Option[] => [
  new Option('--endpoint <url>', 'endpoint of the service; with s3:// and a host outside AWS the store is S3-compatible'),
  new Option('--virtual-host-style', 'the bucket is part of the host name of an S3-compatible endpoint'),
  new Option('--profile <name>', 'profile of the AWS configuration files'),
  new Option('--role-arn <arn>', 'role to assume before reading'),
  new Option('--external-id <id>', 'external id that the role asks for'),
  new Option('--impersonate-service-account <email>', 'Google service account to act as'),
  subscriptionOption(),
  choice('--azure-cloud <name>', 'Azure cloud (default: public)', azureClouds),
  new Option('--azure-arm-endpoint <url>', 'URL of Azure Resource Manager'),
  new Option('--azure-blob-endpoint <url>', 'URL of the blob service of the account'),
  new Option('--timeout <seconds>', 'limit for each call (default: 10)').argParser(milliseconds),
  new Option('--concurrency <n>', 'targets that are read at the same time (default: 10)').argParser(concurrency),
];

export const providerOption = (): Option =>
  choice('--provider <name>', 'only checks of this provider; aws keeps an --endpoint for Amazon S3', [
    'aws',
    'gcs',
    's3-compatible',
    'coreweave',
    'azure',
    'azure-ai',
  ]);

export const selectionOptions = (): Option[] => [
  new Option('--select <pattern>', "only these checks: id, glob, tag or '>=severity'; repeatable, or a,b").argParser(repeatList),
  new Option('--ignore <pattern>', 'not these checks; repeatable').argParser(repeatList),
  choice('--severity <name>', 'only checks of this severity and graver ones', severities),
  providerOption(),
];

export const outputOptions = (): Option[] => [
  new Option('--format <name[=file]>', 'table, json, ndjson or junit; repeatable with a file each (default: table)').argParser(
    repeat,
  ),
  new Option('--output <file>', 'write the one format to this file'),
  new Option('--verbose', 'show what passed as well'),
  new Option('--quiet', 'only the summary'),
  new Option('--color', 'paint the table, whatever it is printed on'),
  new Option('--no-color', 'do not paint the table'),
];

export const policyCheckOptions = (): Option[] => [
  new Option(
    '--bucket <name>',
    'the bucket of the document, for azure-cors the storage account (default: the one that it names)',
  ),
  new Option('--prefix <path>', 'the path inside the bucket that W&B uses'),
  ...declaredOptions(),
  ruleOption(),
  choice('--format <name>', 'format', ['table', 'json']).default('table'),
  choice('--fail-on <severity>', 'least grave failure that is a failure and not advice (default: medium)', severities),
  new Option('--verbose', 'show what passed as well'),
  new Option('--color', 'paint the text, whatever it is printed on'),
  new Option('--no-color', 'do not paint the text'),
];

export const gateOptions = (): Option[] => [
  choice('--fail-on <severity>', 'least grave failure that exits 1 (default: medium)', [...severities, 'none']),
  new Option('--strict', '--fail-on info, and open questions fail too'),
  new Option('--allow-unknown', 'what could not be evaluated does not exit 3'),
];
