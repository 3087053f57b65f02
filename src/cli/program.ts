import { Command, InvalidArgumentError, Option } from 'commander';
import { severities } from '../core/check.ts';
import { tool } from '../core/tool.ts';
import { deployments, editions, levels } from '../evidence/context.ts';
import type { CheckFlags, ListFlags, PermissionsFlags, RecordFlags } from './flags.ts';
import type { Io } from './io.ts';

const exitCodes = `
Exit codes:
  0    everything was evaluated and nothing at or above --fail-on failed
  1    at least one failure at or above --fail-on (default: medium)
  2    usage, configuration or input error; nothing was audited
  3    no such failure, but something could not be evaluated, or nothing was
       evaluated at all; --allow-unknown lowers it to 0
  130  interrupted; what was collected is still reported
`;

const targetForms = 's3://BUCKET[/PREFIX], or a file or folder of recorded evidence';

const repeat = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** The same for words without commas in them: `a,b` is `a` and `b`. */
const repeatList = (value: string, before: readonly string[] | undefined): string[] => [
  ...(before ?? []),
  ...value.split(',').map((item) => item.trim()),
];

function milliseconds(value: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s)?$/.exec(value) ?? [];
  const time = Number(digits) * (unit === 'ms' ? 1 : 1000);
  if (!(time >= 1 && time <= 3_600_000)) throw new InvalidArgumentError('Expected seconds, such as 5 or 0.5, or 500ms.');
  return Math.round(time);
}

function concurrency(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > 1000)
    throw new InvalidArgumentError('Expected a whole number from 1 to 1000.');
  return number;
}

/** One chunk for all commands: a module more costs a start more than the few kilobytes of its neighbours. */
const commands = () => import('./commands/index.ts');

/**
 * The commands and their flags. Nothing but commander is loaded until a command runs: its action imports them.
 * @param ended receives the exit code of the command
 */
export function programOf(io: Io, ended: (code: number) => void): Command {
  const program = new Command('byob-audit')
    .description('Is this bucket ready to be handed to Weights & Biases? Audits live or recorded buckets and their keys.')
    .version(tool.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // Errors are thrown and told once, in `main`.
      writeErr: () => undefined,
      getOutHelpWidth: () => (io.stdout.isTTY === true ? (io.stdout.columns ?? 100) : 100),
      getOutHasColors: () => false,
    })
    .addHelpText('after', '\nStart with: byob-audit check s3://BUCKET --deployment dedicated');

  const check = program
    .command('check')
    .description('audit targets, live or recorded')
    .argument('[target...]', `${targetForms}; default: the targets of byob-audit.yaml`);
  for (const option of [...contextOptions(), ...connectOptions(), ...selectionOptions(), ...outputOptions(), ...gateOptions()])
    check.addOption(option);
  check.addHelpText('after', exitCodes).action(async (targets: string[], flags: CheckFlags) => {
    ended(await (await commands()).check(targets, flags, io));
  });

  const record = program
    .command('record')
    .description('collect evidence only, redacted, for a later check elsewhere')
    .argument('[target...]', 's3://BUCKET[/PREFIX]; default: the targets of byob-audit.yaml')
    .requiredOption('--output <dir>', 'folder for the recordings; made when it is missing')
    .option('--mask-accounts', 'replace account ids by stable stand-ins')
    .option('--quiet', 'no notice for each recording');
  for (const option of [...contextOptions(), ...connectOptions()]) record.addOption(option);
  record.action(async (targets: string[], flags: RecordFlags) => {
    ended(await (await commands()).record(targets, flags, io));
  });

  const list = program.command('list').description('the checks: severity, id and title');
  list.addOption(new Option('--format <name>', 'format').choices(['table', 'json']).default('table')).addOption(editionOption());
  for (const option of selectionOptions()) list.addOption(option);
  list.action(async (flags: ListFlags) => {
    ended((await commands()).list(flags, io));
  });

  program
    .command('explain')
    .description('why a check matters, what passes and fails it, how to fix that, what it needs, and its sources')
    .argument('<check-id>', 'id of a check, such as aws/versioning')
    .action(async (id: string) => {
      ended(await (await commands()).explain(id, io));
    });

  const permissions = program
    .command('permissions')
    .description('the least-privilege IAM policy that the selected checks need')
    .argument('[target...]', `${targetForms}; default: the targets of byob-audit.yaml, or any bucket`);
  for (const option of [...contextOptions(), ...selectionOptions()]) permissions.addOption(option);
  permissions.action(async (targets: string[], flags: PermissionsFlags) => {
    ended(await (await commands()).permissions(targets, flags, io));
  });

  program
    .command('schema')
    .description('the JSON Schema of a file')
    .addArgument(program.createArgument('[name]', 'which schema').choices(['evidence', 'report', 'config']).default('report'))
    .action(async (name: 'evidence' | 'report' | 'config') => {
      ended(await (await commands()).schema(name, io));
    });
  return program;
}

const editionOption = (): Option =>
  new Option('--edition <date>', 'dated statement of the requirements (default: the newest)').choices(editions);

const contextOptions = (): Option[] => [
  new Option('--deployment <name>', 'the W&B deployment; saas is multi-tenant').choices([...deployments, 'saas']),
  new Option('--level <name>', 'where W&B uses the bucket').choices(levels),
  editionOption(),
  new Option('--principal <arn>', 'who W&B acts as, when it is not the documented one'),
  new Option('--kms-key <arn>', 'the key that the bucket is expected to use'),
  new Option('--origin <url>', 'browser origin that must work; repeatable (default: *)').argParser(repeat),
  new Option('--account <id>', 'the account that is expected to own the bucket'),
  new Option('--region <name>', "the bucket's region as W&B is told"),
  new Option('--config <file>', 'configuration (default: byob-audit.yaml in the working directory, when it is there)'),
];

const connectOptions = (): Option[] => [
  new Option('--endpoint <url>', 'endpoint of the services, for emulators and private endpoints'),
  new Option('--profile <name>', 'profile of the AWS configuration files'),
  new Option('--role-arn <arn>', 'role to assume before reading'),
  new Option('--external-id <id>', 'external id that the role asks for'),
  new Option('--timeout <seconds>', 'limit for each call (default: 10)').argParser(milliseconds),
  new Option('--concurrency <n>', 'targets that are read at the same time (default: 10)').argParser(concurrency),
];

const selectionOptions = (): Option[] => [
  new Option('--select <pattern>', "only these checks: id, glob, tag or '>=severity'; repeatable, or a,b").argParser(repeatList),
  new Option('--ignore <pattern>', 'not these checks; repeatable').argParser(repeatList),
  new Option('--severity <name>', 'only checks of this severity and graver ones').choices(severities),
  new Option('--provider <name>', 'only checks of this provider').choices(['aws']),
];

const outputOptions = (): Option[] => [
  new Option('--format <name[=file]>', 'table, json, ndjson or junit; repeatable with a file each (default: table)').argParser(
    repeat,
  ),
  new Option('--output <file>', 'write the one format to this file'),
  new Option('--verbose', 'show what passed as well'),
  new Option('--quiet', 'only the summary'),
  new Option('--color', 'paint the table, whatever it is printed on'),
  new Option('--no-color', 'do not paint the table'),
];

const gateOptions = (): Option[] => [
  new Option('--fail-on <severity>', 'least grave failure that exits 1 (default: medium)').choices([...severities, 'none']),
  new Option('--strict', '--fail-on info, and open questions fail too'),
  new Option('--allow-unknown', 'what could not be evaluated does not exit 3'),
];
