import { liveForms } from '../../audit/target/forms.ts';
import { connectDefaults, type AuditTarget, type NamedTarget } from '../../audit/target/model.ts';
import type { ConnectOptions } from '../../core/provider.ts';
import { newestEdition, type Declared, type Edition } from '../../evidence/declared.ts';
import { mergeDeclared } from '../../declared/merge.ts';
import { inEvidenceWords, writtenOf } from '../../declared/table.ts';
import type { LoadedConfig } from './config.ts';
import type { Config } from './schema.ts';
import type { TargetFlags } from '../flags/connect.ts';
import type { ContextFlags } from '../flags/context.ts';
import type { Io } from '../output/io.ts';
import { parseTarget, parseTargets, settleProvider } from '../target/index.ts';
import { UsageError } from '../usage-error.ts';

/** One target with what was said about it: defaults of the configuration, then the target's own entry, then flags. */
export interface TargetSettings extends AuditTarget {
  readonly target: NamedTarget;
}

export interface Settings {
  readonly edition: Edition;
  readonly config: Config;
  readonly targets: readonly TargetSettings[];
}

const forms = `${liveForms}, a path of recorded evidence, or \`targets\` in byob-audit.yaml`;

/** Joins flags and configuration; every contradiction and malformed value is found here, before anything is read. */
export async function settingsOf(written: readonly string[], flags: TargetFlags, io: Io, needTargets = true): Promise<Settings> {
  const fromFlags = await flagsDeclared(flags);
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
  const settled = targets.map((target, index) => {
    const entry = written.length > 0 ? keyed.find(({ key }) => key === keyOf(target))?.entry : entries[index];
    // Whatever a loaded configuration declares has been judged.
    const declared = mergeDeclared(inEvidenceWords(config.defaults ?? {}), inEvidenceWords(entry ?? {}), fromFlags);
    const connect = connectOf(flags, entry, declared);
    return { target: settleProvider(target, connect.endpoint, flags.provider ?? entry?.provider), declared, connect };
  });
  await refuseForeignNames(settled);
  return { edition: flags.edition ?? config.edition ?? newestEdition, config, targets: settled };
}

/** The YAML reader is loaded only where there is a file to read. */
async function configOf(flags: ContextFlags, io: Io): Promise<LoadedConfig> {
  const { existsSync } = await import('node:fs');
  const path = await import('node:path');
  if (flags.config === undefined && !existsSync(path.join(io.cwd, 'byob-audit.yaml'))) return { config: {}, base: io.cwd };
  const { loadConfig } = await import('./config.ts');
  return loadConfig(flags.config, io.cwd);
}

const keyOf = (target: NamedTarget): string => (target.kind === 'live' ? target.ref.uri : target.path);

/** What flags declare. What judges them is loaded only where there is something to judge. */
async function flagsDeclared(flags: TargetFlags): Promise<Declared> {
  const isGiven = connectionOf(flags).length > 0 || Object.values(writtenOf(flags)).some((value) => value !== undefined);
  if (!isGiven) return {};
  const { checkConnection, declaredByFlags } = await import('./declared.ts');
  const declared = declaredByFlags(flags);
  checkConnection(flags);
  return declared;
}

async function refuseForeignNames(targets: readonly TargetSettings[]): Promise<void> {
  const named = targets.filter(({ declared }) => (declared.principal ?? declared.kmsKey) !== undefined);
  if (named.length === 0) return;
  const { refuseForeignName } = await import('./declared.ts');
  for (const { target, declared } of named) refuseForeignName(target, declared);
}

/** The flags of a connection that are given, by their names. */
const connectionOf = (flags: TargetFlags): readonly string[] =>
  Object.entries({
    '--endpoint': flags.endpoint,
    '--profile': flags.profile,
    '--role-arn': flags.roleArn,
    '--external-id': flags.externalId,
    '--subscription': flags.subscription,
    '--key-vault-subscription': flags.keyVaultSubscription,
    '--azure-arm-endpoint': flags.azureArmEndpoint,
    '--azure-blob-endpoint': flags.azureBlobEndpoint,
    '--impersonate-service-account': flags.impersonateServiceAccount,
    '--virtual-host-style': flags.virtualHostStyle,
  }).flatMap(([flag, value]) => (value === undefined ? [] : [flag]));

function refuseLiveFlags(flags: TargetFlags): void {
  const [given] = connectionOf(flags);
  if (given !== undefined) throw new UsageError(`${given} is for live targets, and every target is a recording`);
}

type Entry = NonNullable<Config['targets']>[number];

function connectOf(flags: TargetFlags, entry: Entry | undefined, { region, tenant, azureCloud }: Declared): ConnectOptions {
  return {
    endpoint: flags.endpoint ?? entry?.endpoint,
    region,
    profile: flags.profile,
    roleArn: flags.roleArn,
    externalId: flags.externalId,
    impersonateServiceAccount: flags.impersonateServiceAccount,
    virtualHostStyle: flags.virtualHostStyle,
    subscription: flags.subscription ?? entry?.subscription,
    keyVaultSubscription: flags.keyVaultSubscription ?? entry?.keyVaultSubscription,
    tenant,
    azureCloud,
    azureArmEndpoint: flags.azureArmEndpoint,
    azureBlobEndpoint: flags.azureBlobEndpoint,
    timeout: flags.timeout ?? connectDefaults.timeout,
    concurrency: flags.concurrency ?? connectDefaults.concurrency,
  };
}
