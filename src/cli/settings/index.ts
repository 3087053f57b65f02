import type { AuditTarget } from '../../audit/target.ts';
import type { ConnectOptions } from '../../core/provider.ts';
import { newestEdition, type Declared, type Edition } from '../../evidence/declared.ts';
import { isCloudKmsKey, isKeyVaultKey, isManagedIdentity, isServiceAccount } from '../../declared/forms.ts';
import { mergeDeclared } from '../../declared/merge.ts';
import { readDeclared } from '../../declared/read.ts';
import type { LoadedConfig } from './config.ts';
import type { Config } from './schema.ts';
import type { ContextFlags, TargetFlags } from '../flags/index.ts';
import type { Io } from '../output/io.ts';
import { liveForms } from '../target/forms.ts';
import { parseTarget, parseTargets, settleProvider, type Target } from '../target/index.ts';
import { checkForm, declaredByFlags } from './declared.ts';
import { shown, UsageError } from '../usage-error.ts';

/** One target with what was said about it: defaults of the configuration, then the target's own entry, then flags. */
export interface TargetSettings extends AuditTarget {
  readonly target: Target;
}

export interface Settings {
  readonly edition: Edition;
  readonly config: Config;
  readonly targets: readonly TargetSettings[];
}

const defaults = { timeout: 10_000, concurrency: 10 } as const;
const forms = `${liveForms}, a path of recorded evidence, or \`targets\` in byob-audit.yaml`;

/** Joins flags and configuration; every contradiction and malformed value is found here, before anything is read. */
export async function settingsOf(written: readonly string[], flags: TargetFlags, io: Io, needTargets = true): Promise<Settings> {
  const fromFlags = declaredByFlags(flags);
  checkConnection(flags);
  const loaded = await configOf(flags, io);
  const { config, base } = loaded;
  const entries = config.targets ?? [];
  const targets =
    written.length > 0
      ? parseTargets(written, io.cwd)
      : parseTargets(
          entries.map(({ target }) => target),
          base,
        );
  if (targets.length === 0 && needTargets) throw new UsageError(`no target was given; expected ${forms}`);
  if (targets.length > 0 && targets.every(({ kind }) => kind === 'recorded')) refuseLiveFlags(flags);
  const keyed = entries.map((entry) => ({ entry, key: keyOf(parseTarget(entry.target, base)) }));
  return {
    edition: flags.edition ?? config.edition ?? newestEdition,
    config,
    targets: targets.map((target, index) => {
      const entry = written.length > 0 ? keyed.find(({ key }) => key === keyOf(target))?.entry : entries[index];
      const declared = mergeDeclared(configDeclared(config.defaults), configDeclared(entry), fromFlags);
      const connect = connectOf(flags, entry, declared);
      const settled = settleProvider(target, connect.endpoint, flags.provider ?? entry?.provider);
      refuseForeignNames(settled, declared);
      return { target: settled, declared, connect };
    }),
  };
}

/** The YAML reader is loaded only where there is a file to read. */
async function configOf(flags: ContextFlags, io: Io): Promise<LoadedConfig> {
  const { existsSync } = await import('node:fs');
  const path = await import('node:path');
  if (flags.config === undefined && !existsSync(path.join(io.cwd, 'byob-audit.yaml'))) return { config: {}, base: io.cwd };
  const { loadConfig } = await import('./config.ts');
  return loadConfig(flags.config, io.cwd);
}

const keyOf = (target: Target): string => (target.kind === 'live' ? target.ref.uri : target.path);

/** A loaded configuration holds nothing malformed any more. */
function configDeclared(entry: Config['defaults']): Declared {
  const read = readDeclared(entry ?? {});
  return 'declared' in read ? read.declared : {};
}

function checkConnection(flags: TargetFlags): void {
  const { endpoint, roleArn, externalId, impersonateServiceAccount, subscription, azureArmEndpoint, azureBlobEndpoint } = flags;
  checkForm('--subscription', 'subscription', subscription);
  checkForm('--azure-arm-endpoint', 'azureEndpoint', azureArmEndpoint);
  checkForm('--azure-blob-endpoint', 'azureEndpoint', azureBlobEndpoint);
  checkForm('--endpoint', 'endpoint', endpoint);
  checkForm('--impersonate-service-account', 'serviceAccount', impersonateServiceAccount);
  checkForm('--role-arn', 'role', roleArn);
  if (externalId !== undefined && roleArn === undefined) {
    throw new UsageError('--external-id needs --role-arn: it is the id that the role asks for when it is assumed');
  }
}

function refuseLiveFlags(flags: TargetFlags): void {
  const given = Object.entries({
    '--endpoint': flags.endpoint,
    '--profile': flags.profile,
    '--role-arn': flags.roleArn,
    '--subscription': flags.subscription,
    '--azure-cloud': flags.azureCloud,
    '--azure-arm-endpoint': flags.azureArmEndpoint,
    '--azure-blob-endpoint': flags.azureBlobEndpoint,
    '--impersonate-service-account': flags.impersonateServiceAccount,
    '--virtual-host-style': flags.virtualHostStyle,
  }).find(([, value]) => value !== undefined);
  if (given !== undefined) throw new UsageError(`${given[0]} is for live targets, and every target is a recording`);
}

/** A principal or key of another cloud is a slip of the pen that would otherwise read like a missing grant. */
function refuseForeignNames(target: Target, { principal, kmsKey }: Declared): void {
  if (target.kind === 'recorded' || target.provider === 's3-compatible' || target.provider === 'coreweave') return;
  const isGoogle = target.provider === 'gcs';
  const isAzure = target.provider === 'azure' || target.provider === 'azure-ai';
  for (const [flag, value, isGoogles, isAzures] of [
    ['--principal', principal, isServiceAccount, isManagedIdentity],
    ['--kms-key', kmsKey, isCloudKmsKey, isKeyVaultKey],
  ] as const) {
    if (value !== undefined && (isGoogles(value) !== isGoogle || isAzures(value) !== isAzure))
      throw new UsageError(
        `${flag}: ${shown(value)} is not of the cloud of ${target.ref.uri}; declare it for each target in byob-audit.yaml`,
      );
  }
}

type Entry = NonNullable<Config['targets']>[number];

function connectOf(flags: TargetFlags, entry: Entry | undefined, { region, tenant }: Declared): ConnectOptions {
  return {
    endpoint: flags.endpoint ?? entry?.endpoint,
    region,
    profile: flags.profile,
    roleArn: flags.roleArn,
    externalId: flags.externalId,
    impersonateServiceAccount: flags.impersonateServiceAccount,
    virtualHostStyle: flags.virtualHostStyle,
    subscription: flags.subscription ?? entry?.subscription,
    tenant,
    azureCloud: flags.azureCloud ?? entry?.azureCloud,
    azureArmEndpoint: flags.azureArmEndpoint,
    azureBlobEndpoint: flags.azureBlobEndpoint,
    timeout: flags.timeout ?? defaults.timeout,
    concurrency: flags.concurrency ?? defaults.concurrency,
  };
}
