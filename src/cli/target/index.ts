import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Target as AuditedTarget } from '../../audit/target/model.ts';
import type { ProviderName, TargetRef } from '../../evidence/index.ts';
import { parseAzureRef, parseAzureResource } from '../../audit/target/azure.ts';
import { compatibleNameProblem, gcsNameProblem, s3NameProblem } from '../../audit/target/bucket-name.ts';
import { liveForms } from '../../audit/target/forms.ts';
import { credentialsRefused, holdsCredentials, shown, UsageError } from '../usage-error.ts';

/** What a user can name. */
export type Target = Extract<AuditedTarget, { readonly kind: 'live' | 'recorded' }>;

const forms = `${liveForms}, or the path of recorded evidence`;
const schemes: Readonly<Record<string, ProviderName | undefined>> = {
  s3: 'aws',
  gs: 'gcs',
  cw: 'coreweave',
  az: 'azure',
};
const later: Readonly<Record<string, string | undefined>> = { wandb: 'W&B instances' };
/** Reads a target as the user wrote it. @param base folder that a relative path starts from */
export function parseTarget(written: string, base: string): Target {
  if (holdsCredentials(written)) throw new UsageError(credentialsRefused);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    const provider = schemes[scheme];
    if (provider !== undefined)
      return { kind: 'live', provider, ref: scheme === 'az' ? parseAzureRef(written) : parseRef(written, scheme) };
    const product = later[scheme];
    const why = product === undefined ? 'unknown scheme' : `${product} is not supported by this version`;
    throw new UsageError(`target ${shown(written)}: ${why}; expected ${forms}`);
  }
  const bucket = /^arn:aws[\w-]*:s3:::([^/]+)/.exec(written)?.[1];
  if (bucket !== undefined) throw new UsageError(`target ${shown(written)} is an ARN; write s3://${bucket}`);
  if (written === '') throw new UsageError(`a target is empty; expected ${forms}`);
  if (/^\/(?:subscriptions|tenants|providers)\/|^subscriptions\/[\da-f-]{36}\/resourcegroups\//i.test(written))
    return { kind: 'live', provider: 'azure-ai', ref: parseAzureResource(written) };
  return { kind: 'recorded', path: resolve(base, written), written };
}

/** `scheme://BUCKET[/PREFIX]` as it was written; whether the name can exist is asked once the provider is known. */
function parseRef(written: string, scheme: string): TargetRef {
  const rest = written.slice(scheme.length + '://'.length);
  const slash = rest.indexOf('/');
  const bucket = slash === -1 ? rest : rest.slice(0, slash);
  const prefix = slash === -1 ? '' : rest.slice(slash + 1).replace(/\/+$/, '');
  if (bucket === '')
    throw new UsageError(`target ${shown(written)}: the bucket name is missing; expected ${scheme}://BUCKET[/PREFIX]`);
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(prefix))
    throw new UsageError(`target ${shown(written)}: the prefix contains control characters`);
  const uri = `${scheme}://${bucket}`;
  return prefix === '' ? { uri, bucket } : { uri: `${uri}/${prefix}`, bucket, prefix };
}

const nameProblem: { readonly [P in ProviderName]: (name: string) => string | undefined } = {
  aws: s3NameProblem,
  gcs: gcsNameProblem,
  's3-compatible': compatibleNameProblem,
  coreweave: compatibleNameProblem,
  // Settled when the target was parsed.
  azure: () => undefined,
  'azure-ai': () => undefined,
};

/** The hosts of Amazon S3 itself: with any other endpoint an `s3://` bucket is on an S3-compatible server. */
const isAmazon = (endpoint: string): boolean => /(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(new URL(endpoint).hostname);

/**
 * Settles on the provider of a live target and refuses names that no bucket of it can have.
 * @param endpoint as given with a flag or in the configuration, a valid URL
 * @param provider `aws` keeps an endpoint for Amazon S3, as emulators and private endpoints need it
 */
export function settleProvider(target: Target, endpoint: string | undefined, provider: string | undefined): Target {
  if (target.kind === 'recorded') return target;
  if (endpoint !== undefined && target.provider.startsWith('azure'))
    throw new UsageError(
      `target ${shown(target.ref.uri)}: --endpoint is not for Azure; expected --azure-cloud, --azure-arm-endpoint or --azure-blob-endpoint`,
    );
  const elsewhere = target.provider === 'aws' && endpoint !== undefined && provider !== 'aws' && !isAmazon(endpoint);
  const settled = elsewhere ? 's3-compatible' : target.provider;
  const problem = nameProblem[settled](target.ref.bucket);
  if (problem !== undefined) throw new UsageError(`target ${shown(target.ref.uri)}: ${problem}`);
  const named = endpoint !== undefined && (settled === 's3-compatible' || settled === 'coreweave');
  return { kind: 'live', provider: settled, ref: named ? { ...target.ref, endpoint } : target.ref };
}

/** Reads all targets before anything else is read, and makes sure that every path exists. */
export function parseTargets(written: readonly string[], base: string): Target[] {
  const targets = written.map((target) => parseTarget(target, base));
  for (const target of targets) {
    if (target.kind === 'recorded' && !exists(target.path)) {
      throw new UsageError(`target ${shown(target.written)}: there is no such file or folder; expected ${forms}`);
    }
  }
  return targets;
}

/** Synchronous on purpose: the first asynchronous file call of a process starts a pool of threads, which costs milliseconds. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
