import type { Command, Option } from 'commander';
import { deployments, editions, newestEdition, type Deployment, type Edition } from '../../evidence/declared.ts';
import type { StoreScheme } from '../../requirements/store-uri.ts';
import { choice } from '../flags/option.ts';
import { UsageError } from '../usage-error.ts';

export interface UriCheckFlags {
  readonly env?: string;
  readonly format: 'text' | 'json';
  readonly edition: Edition;
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
  0    nothing of medium or graver severity is wrong
  1    something of medium or graver severity is wrong
  2    usage or input error; nothing was judged
  3    --against could not be compared
`;

const sources = `
Without FILE the value comes from GORILLA_SUPPORTED_FILE_STORES or, failing that, SUPPORTED_FILE_STORES of the
environment. FILE is the value itself, a .env file, a Kubernetes manifest or Helm values. The value is never an
argument: it holds a secret, and everybody on the machine can see arguments.
`;

interface UriActions {
  readonly check: (file: string | undefined, flags: UriCheckFlags) => Promise<void>;
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
  uri
    .command('check')
    .allowExcessArguments(false)
    .description('judge a value, point at what is wrong, and show no secret')
    .argument('[file]', 'file that holds the value; - reads standard input')
    .option('--env <name>', 'name of the variable, in the environment or in FILE')
    .addOption(choice('--format <name>', 'format', ['text', 'json']).default('text'))
    .addOption(editionOption())
    .addOption(choice('--deployment <name>', 'the W&B deployment; saas is multi-tenant', [...deployments, 'saas']))
    .option('--against <path>', 'recorded evidence of the bucket, to compare region, endpoint and names with')
    .addHelpText('after', sources + exitCodes)
    .action(actions.check);
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
