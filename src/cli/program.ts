import { Command } from 'commander';
import { tool } from '../core/tool.ts';
import type { Io } from './output/io.ts';
import { liveForms } from '../audit/target/forms.ts';
import { addUriCommands } from './uri/flags.ts';
import { checkOptions, type CheckFlags } from './flags/check.ts';
import { listOptions, type ListFlags } from './flags/list.ts';
import { addOptions, choiceArgument } from './flags/option.ts';
import { permissionsOptions, type PermissionsFlags } from './flags/permissions.ts';
import { policyCheckOptions, policyKinds, type PolicyCheckFlags } from './flags/policy.ts';
import { recordOptions, type RecordFlags } from './flags/record.ts';

const exitCodes = `
Exit codes:
  0    everything was evaluated and nothing at or above --fail-on failed
  1    at least one failure at or above --fail-on (default: medium)
  2    usage, configuration or input error; nothing was audited
  3    no such failure, but something could not be evaluated, or nothing was
       evaluated at all, if only for one of the targets; --allow-unknown lowers
       it to 0
  130  interrupted; what was collected is still reported; the same with 143
       when terminated and 129 when hung up
`;

const policyExitCodes = `
The checks are those of \`check\`, as far as the document tells what they need,
and some that judge documents only; what is wrong is told with its line and
column. The output of the get commands of aws, gcloud and az is taken as well.

Exit codes:
  0    pass: nothing at or above --fail-on failed, and no question is open there
  1    fail: at least one failure at or above --fail-on (default: medium)
  2    usage or input error; nothing was judged
  3    depends: nothing is wrong for certain, and a fact outside the document
       decides; each question names the fact, and where a flag answers it, that;
       --allow-unknown lowers it to 0
`;

const targetForms = `${liveForms}, or a file or folder of recorded evidence`;

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
  addOptions(check, checkOptions());
  check.addHelpText('after', exitCodes).action(async (targets: string[], flags: CheckFlags) => {
    ended(await (await import('./commands/check.ts')).check(targets, flags, io));
  });

  const record = program
    .command('record')
    .description('collect evidence only, redacted, for a later check elsewhere')
    .argument('[target...]', `${liveForms}; default: the targets of byob-audit.yaml`);
  addOptions(record, recordOptions());
  record.action(async (targets: string[], flags: RecordFlags) => {
    ended(await (await import('./commands/record.ts')).record(targets, flags, io));
  });

  const list = program.command('list').description('the checks: severity, id and title');
  addOptions(list, listOptions());
  list.action(async (flags: ListFlags) => {
    ended(await (await import('./commands/list.ts')).list(flags, io));
  });

  program
    .command('explain')
    .description('why a check matters, what passes and fails it, how to fix that, what it needs, and its sources')
    .argument('<check-id>', 'id of a check, as `list` and every report name it')
    .action(async (id: string) => {
      ended(await (await import('./commands/explain.ts')).explain(id, io));
    });

  const permissions = program
    .command('permissions')
    .description('the least-privilege policy or role that the selected checks need')
    .argument('[target...]', `${targetForms}; default: the targets of byob-audit.yaml, or any bucket`);
  addOptions(permissions, permissionsOptions());
  permissions.action(async (targets: string[], flags: PermissionsFlags) => {
    ended(await (await import('./commands/permissions.ts')).permissions(targets, flags, io));
  });

  const policy = program.command('policy').description('judge a document before it is applied');
  const policyCheck = policy
    .command('check')
    .description('judge a policy or CORS document by what it grants, without any cloud')
    .argument('<kind>', policyKinds)
    .argument('<file...>', 'documents as JSON, one a file; - reads standard input');
  addOptions(policyCheck, policyCheckOptions());
  policyCheck.addHelpText('after', policyExitCodes).action(async (kind: string, files: string[], flags: PolicyCheckFlags) => {
    ended(await (await import('./policy/check.ts')).policyCheck(kind, files, flags, io));
  });

  addUriCommands(program, {
    check: async (files, flags) => ended(await (await import('./uri/check.ts')).uriCheck(files, flags, io)),
    build: async (flags) => ended(await (await import('./uri/check.ts')).uriBuild(flags, io)),
  });

  program
    .command('schema')
    .description('the JSON Schema of a file')
    .addArgument(choiceArgument('[name]', 'which schema', ['evidence', 'report', 'config']).default('report'))
    .action(async (name: 'evidence' | 'report' | 'config') => {
      ended(await (await import('./commands/schema.ts')).schema(name, io));
    });
  return program;
}
