import { holdsCredentials, isAccessPoint } from '../../core/shown.ts';
import type { CloudProvider, TargetRef } from '../../evidence/index.ts';
import { parseAzureRef, parseAzureResource } from './azure.ts';
import { compatibleNameProblem, gcsNameProblem, s3NameProblem } from './bucket-name.ts';
import { targetElsewhere } from './elsewhere.ts';
import { targetForms } from './forms.ts';
import type { NamedTarget, TargetProblem } from './model.ts';

export type ParsedTarget =
  { readonly ok: true; readonly target: NamedTarget } | { readonly ok: false; readonly problem: TargetProblem };

const schemes: Readonly<Record<string, CloudProvider | undefined>> = {
  s3: 'aws',
  gs: 'gcs',
  cw: 'coreweave',
  az: 'azure',
};
const later: Readonly<Record<string, string | undefined>> = { wandb: 'W&B instances' };

const refused = (problem: TargetProblem): ParsedTarget => ({ ok: false, problem });

/** Reads a target as somebody wrote it. Whether a bucket of that name can exist is asked once the provider is settled. */
export function parseTarget(written: string): ParsedTarget {
  if (isAccessPoint(written))
    return refused({
      kind: 'bad-target',
      written,
      why: 'it names an access point',
      expected: 'the bucket behind it, s3://BUCKET',
    });
  if (holdsCredentials(written)) return refused({ kind: 'target-with-credentials' });
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(written)?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    const provider = schemes[scheme];
    if (provider !== undefined) return live(provider, scheme === 'az' ? parseAzureRef(written) : parseRef(written, scheme));
    const elsewhere = targetElsewhere(written);
    if (elsewhere !== undefined) return refused(elsewhere);
    const product = later[scheme];
    const why = product === undefined ? 'unknown scheme' : `${product} is not supported by this version`;
    return refused({ kind: 'bad-target', written, why, expected: targetForms });
  }
  const bucket = /^arn:aws[\w-]*:s3:::([^/]+)/.exec(written)?.[1];
  if (bucket !== undefined) return refused({ kind: 'other-name', written, what: 'an ARN', write: `s3://${bucket}` });
  if (written === '') return refused({ kind: 'empty-target' });
  if (/^\/(?:subscriptions|tenants|providers)\/|^subscriptions\/[\da-f-]{36}\/resourcegroups\//i.test(written))
    return live('azure-ai', parseAzureResource(written));
  return { ok: true, target: { kind: 'recorded', path: written, written } };
}

const live = (provider: CloudProvider, ref: TargetRef | TargetProblem): ParsedTarget =>
  'kind' in ref ? refused(ref) : { ok: true, target: { kind: 'live', provider, ref } };

/** `scheme://BUCKET[/PREFIX]` as it was written. */
function parseRef(written: string, scheme: string): TargetRef | TargetProblem {
  const rest = written.slice(scheme.length + '://'.length);
  const slash = rest.indexOf('/');
  const bucket = slash === -1 ? rest : rest.slice(0, slash);
  const prefix = slash === -1 ? '' : rest.slice(slash + 1).replace(/\/+$/, '');
  if (bucket === '')
    return { kind: 'bad-target', written, why: 'the bucket name is missing', expected: `${scheme}://BUCKET[/PREFIX]` };
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(prefix)) return { kind: 'bad-target', written, why: 'the prefix contains control characters' };
  const uri = `${scheme}://${bucket}`;
  return prefix === '' ? { uri, bucket } : { uri: `${uri}/${prefix}`, bucket, prefix };
}

const nameProblem: { readonly [P in CloudProvider]: (name: string) => string | undefined } = {
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
 * @param endpoint where the service is, when it is not the cloud's own: a valid URL
 * @param provider `aws` keeps an endpoint for Amazon S3, as emulators and private endpoints need it
 */
export function settleProvider(target: NamedTarget, endpoint: string | undefined, provider: string | undefined): ParsedTarget {
  if (target.kind === 'recorded') return { ok: true, target };
  if (endpoint !== undefined && target.provider.startsWith('azure'))
    return refused({ kind: 'endpoint-for-azure', uri: target.ref.uri });
  const elsewhere = target.provider === 'aws' && endpoint !== undefined && provider !== 'aws' && !isAmazon(endpoint);
  const settled = elsewhere ? 's3-compatible' : target.provider;
  const why = nameProblem[settled](target.ref.bucket);
  if (why !== undefined) return refused({ kind: 'bad-target', written: target.ref.uri, why });
  const named = endpoint !== undefined && (settled === 's3-compatible' || settled === 'coreweave');
  return { ok: true, target: { kind: 'live', provider: settled, ref: named ? { ...target.ref, endpoint } : target.ref } };
}
