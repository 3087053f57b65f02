import { Option, type Command } from 'commander';
import { deployments, editions, newestEdition, type Deployment, type Edition } from '../../evidence/declared.ts';
import type { StoreScheme } from '../../requirements/store-uri.ts';
import { addOptions, choice } from '../flags/option.ts';
import { gateOptions, outputOptions, type GateFlags, type OutputFlags } from '../flags/report.ts';
import { patternOptions, type SelectionFlags } from '../flags/selection.ts';
import { UsageError } from '../usage-error.ts';

export interface UriCheckFlags extends Omit<SelectionFlags, 'provider'>, OutputFlags, GateFlags {
  readonly env?: string;
  readonly edition?: Edition;
  readonly deployment?: Deployment | 'saas';
  readonly against?: string;
}

export interface UriBuildFlags {
  readonly scheme: StoreScheme;
  readonly bucket?: string;
  readonly accountName?: string;
  readonly container?: string;
  readonly path?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly tls?: 'true' | 'false';
  readonly forcePathStyle?: 'true' | 'false';
  readonly accessKeyId?: string;
  readonly serviceAccount?: string;
  readonly secretEnv?: string;
  readonly secretStdin?: boolean;
  readonly showSecret?: boolean;
  readonly edition: Edition;
}

// Not the keys of the table itself, which would be loaded at every start.
const schemes = ['s3', 'gs', 'az', 'cw'] satisfies StoreScheme[];

const exitCodes = `
Exit codes:
  0    pass: nothing at or above --fail-on is wrong
  1    fail: something at or above --fail-on (default: medium) is wrong
  2    usage or input error; nothing was judged
  3    depends: --against could not be compared; --allow-unknown lowers it to 0
`;

const sources = `
Without a FILE the value comes from GORILLA_SUPPORTED_FILE_STORES or, failing that, SUPPORTED_FILE_STORES of the
environment. A FILE is the value itself, a .env file, a Kubernetes manifest or Helm values. The value is never an
argument: it holds a secret, and everybody on the machine can see arguments.
`;

interface UriActions {
  readonly check: (files: readonly string[], flags: UriCheckFlags) => Promise<void>;
  readonly build: (flags: UriBuildFlags) => Promise<void>;
}

/** The group `uri` with its subcommands. */
export function addUriCommands(program: Command, actions: UriActions): void {
  const uri = program.command('uri').description('check, explain and build storage URIs (GORILLA_SUPPORTED_FILE_STORES)');
  uri
    // What was written instead of a subcommand may be a URI: it is not repeated.
    .allowExcessArguments()
    .action(() => {
      throw new UsageError(
        'expected `uri check` or `uri build`; a storage URI is never an argument; see `byob-audit uri --help`',
      );
    });
  const check = uri
    .command('check')
    .allowExcessArguments(false)
    .description('judge a value, point at what is wrong, and show no secret')
    .argument('[file...]', 'files that hold a value; - reads standard input')
    .addHelpText('after', sources + exitCodes)
    .action(actions.check);
  addOptions(check, [
    new Option('--env <name>', 'name of the variable, in the environment or in FILE'),
    editionOption(),
    choice('--deployment <name>', 'the W&B deployment; saas is multi-tenant', [...deployments, 'saas']),
    new Option('--against <path>', 'recorded evidence of the bucket, to compare region, endpoint and names with'),
    ...patternOptions(),
    ...outputOptions(),
    ...gateOptions(),
  ]);
  uri
    .command('build')
    .allowExcessArguments(false)
    .description('compose a correct value from its parts; the secret comes from standard input or the environment')
    .addOption(choice('--scheme <name>', 'store', schemes).makeOptionMandatory())
    .option('--bucket <name>', 'bucket; none with cw enables CoreWeave (cw://)')
    .option('--account-name <name>', 'storage account of Azure')
    .option('--container <name>', 'container of Azure')
    .option('--path <path>', 'path inside of the bucket')
    .option('--region <name>', 'region of the bucket')
    .option('--endpoint <host>', 'host[:port]; default: the regional endpoint of Amazon S3, or cwobject.com')
    .addOption(choice('--tls <boolean>', 'HTTPS (default: true)', ['true', 'false']))
    .addOption(choice('--force-path-style <boolean>', 'path style (default: not stated)', ['true', 'false']))
    .option('--access-key-id <id>', 'access key id; no secret')
    .option('--service-account <email>', 'service account of Google')
    .option('--secret-env <name>', 'variable that holds the secret key, the account key or the private key')
    .option('--secret-stdin', 'the secret comes from standard input; for Google also the JSON key file')
    .option('--show-secret', 'show the secret on a terminal too')
    .addOption(editionOption())
    .action(actions.build);
}

const editionOption = (): Option =>
  choice('--edition <date>', 'dated statement of the requirements', editions).default(newestEdition);
