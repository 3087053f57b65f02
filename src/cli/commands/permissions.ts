import type { CheckInfo } from '../../core/check.ts';
import type { PermissionsFlags } from '../flags/permissions.ts';
import type { Io } from '../output/io.ts';
import {
  cloudProviders,
  isCloudProvider,
  type CloudProvider,
  type Evidence,
  type Facets,
  type TargetRef,
} from '../../evidence/index.ts';
import { isCloudKmsKey } from '../../declared/forms.ts';
import { loadCatalogue } from '../../catalogue/index.ts';
import { gcsNameProblem } from '../../audit/target/bucket-name.ts';
import { gcsRoles } from '../../permissions/gcs.ts';
import { azureRole } from '../../permissions/azure.ts';
import { policyFor } from '../../permissions/aws.ts';
import { neededPermissions } from '../../permissions/needed.ts';
import { selectChecks } from '../../audit/select.ts';
import type { AuditTarget } from '../../audit/target/model.ts';
import { settingsOf } from '../settings/index.ts';
import { selectedOf, selectionOf } from '../settings/selection.ts';
import { recordingsOf } from '../target/recorded.ts';
import { sentence, UsageError } from '../usage-error.ts';

const keyArn = /^arn:[\w-]+:kms:.*:key\//;
const noneNeeded = 'the selected checks need no permission';

/** Prints the IAM policy that the selected checks need on the targets. @returns the exit code */
export async function permissions(written: readonly string[], flags: PermissionsFlags, io: Io): Promise<number> {
  const { edition, targets, config } = await settingsOf(written, flags, io, false);
  const selected = selectedOf(selectChecks(await loadCatalogue(), selectionOf(flags, config), edition));
  const named: Named[] = [];
  for (const settings of targets) for await (const item of namesOf(settings, io)) named.push(item);
  const provider = providerOf(named, flags.provider);
  if (provider === 'azure' || provider === 'azure-ai') {
    const { bucket, key, account } = neededPermissions(provider, selected);
    const text = azureRole([...new Set([...bucket, ...key, ...account])].toSorted(), {
      provider,
      accounts: [...new Set(named.flatMap(({ ref }) => (ref.resourceId === undefined ? (ref.account ?? []) : [])))],
      resourceIds: [...new Set(named.flatMap(({ ref }) => ref.resourceId ?? []))],
      principals: [...new Set([...named, { principal: flags.principal }].flatMap(({ principal }) => principal ?? []))],
      subscription: flags.subscription ?? targets[0]?.connect.subscription,
    });
    io.stdout.write(text);
    if (text === '') io.stderr.write(sentence('the selected checks need no permission'));
    return 0;
  }
  const keys = named.flatMap(({ key }) => key ?? []);
  if (provider === 'gcs') return gcs(selected, named, flags.kmsKey === undefined ? keys : [flags.kmsKey, ...keys], io);
  const everyKey = named.every(({ key }) => key !== undefined && keyArn.test(key));
  const declaredKeys = [...new Set([...(flags.kmsKey === undefined ? [] : [flags.kmsKey]), ...keys])].filter((key) =>
    keyArn.test(key),
  );
  const region = flags.region ?? targets[0]?.declared.region ?? '';
  const partition = /^arn:([\w-]+):/.exec(declaredKeys[0] ?? '')?.[1] ?? partitionOf(region);
  const policy = policyFor(provider, selected, {
    partition,
    buckets: [...new Set(named.map(({ bucket }) => bucket))],
    keys: everyKey ? declaredKeys : [],
  });
  io.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
  if (policy.Statement.length === 0) io.stderr.write(sentence(noneNeeded));
  return 0;
}

/** Custom roles of Google Cloud, ready to paste. @param keys as declared or recorded */
function gcs(selected: readonly CheckInfo[], named: readonly Named[], keys: readonly string[], io: Io): number {
  for (const { bucket } of named) {
    const problem = gcsNameProblem(bucket);
    if (problem !== undefined) throw new UsageError(problem);
  }
  const text = gcsRoles(neededPermissions('gcs', selected), {
    buckets: [...new Set(named.map(({ bucket }) => bucket))],
    keys: [...new Set(keys)].filter(isCloudKmsKey),
  });
  io.stdout.write(text);
  if (text === '') io.stderr.write(sentence(noneNeeded));
  return 0;
}

interface Named {
  readonly provider: CloudProvider;
  readonly bucket: string;
  readonly key: string | undefined;
  readonly principal: string | undefined;
  readonly ref: TargetRef;
}

/** One document is printed, so that it can be applied: it is for one provider. */
function providerOf(named: readonly Named[], wanted: string | undefined): CloudProvider {
  const found = [...new Set(named.map(({ provider }) => provider))];
  const flagged = cloudProviders.find((name) => name === wanted);
  if (found.length > 1)
    throw new UsageError(`the targets are of several providers (${found.join(', ')}); ask for the permissions of one at a time`);
  return found[0] ?? flagged ?? 'aws';
}

/** The bucket of a target and the key that is declared for it. */
async function* namesOf({ target, declared }: AuditTarget, io: Io): AsyncGenerator<Named> {
  if (target.kind === 'live') {
    const { provider, ref } = target;
    yield { provider, bucket: ref.bucket, key: declared.kmsKey, principal: declared.principal, ref };
  } else if (target.kind === 'recorded') {
    for await (const evidence of recordingsOf(target.path, io)) {
      const { provider, target: ref, declared: recorded } = evidence;
      if (!isCloudProvider(provider)) continue;
      yield {
        provider,
        bucket: ref.bucket,
        key: declared.kmsKey ?? recorded?.kmsKey ?? gcsKeyOf(evidence),
        principal: declared.principal ?? recorded?.principal,
        ref,
      };
    }
  }
}

/** The key that a recorded bucket of Cloud Storage names itself. */
function gcsKeyOf({ provider, facets }: Evidence): string | undefined {
  if (provider !== 'gcs') return undefined;
  const { bucket }: Facets<'gcs'> = facets;
  return bucket?.state === 'present' ? bucket.value.encryption?.defaultKmsKeyName : undefined;
}

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
