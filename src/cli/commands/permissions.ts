import { checks } from '../../checks/index.ts';
import type { PermissionsFlags } from '../flags.ts';
import type { Io } from '../io.ts';
import { policyFor } from '../permissions.ts';
import { readRecorded } from '../collect.ts';
import { selectChecks } from '../select.ts';
import { settingsOf, type TargetSettings } from '../settings.ts';
import { sentence } from '../usage-error.ts';

const keyArn = /^arn:[\w-]+:kms:.*:key\//;

/** Prints the IAM policy that the selected checks need on the targets. @returns the exit code */
export async function permissions(written: readonly string[], flags: PermissionsFlags, io: Io): Promise<number> {
  const { edition, targets, config } = await settingsOf(written, flags, io, false);
  const selection = {
    select: flags.select?.length ? flags.select : (config.select ?? []),
    ignore: [...(config.ignore ?? []), ...(flags.ignore ?? [])],
    severity: flags.severity,
    provider: flags.provider,
  };
  const selected = selectChecks(checks, selection, edition);
  const buckets = new Set<string>();
  const keys = new Set<string>(flags.kmsKey === undefined ? [] : [flags.kmsKey]);
  let everyKey = true;
  for (const settings of targets) {
    for await (const [bucket, key] of namesOf(settings, io)) {
      buckets.add(bucket);
      if (key === undefined || !keyArn.test(key)) everyKey = false;
      else keys.add(key);
    }
  }
  const named = everyKey ? [...keys].filter((key) => keyArn.test(key)) : [];
  const region = flags.region ?? targets[0]?.declared.region ?? '';
  const partition = /^arn:([\w-]+):/.exec([...keys][0] ?? '')?.[1] ?? partitionOf(region);
  const policy = policyFor(selected, { partition, buckets: [...buckets], keys: named });
  io.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
  if (policy.Statement.length === 0) io.stderr.write(sentence('the selected checks need no permission'));
  return 0;
}

/** The bucket of a target and the key that is declared for it. */
async function* namesOf({ target, declared }: TargetSettings, io: Io): AsyncGenerator<readonly [string, string | undefined]> {
  if (target.kind === 'live') yield [target.ref.bucket, declared.kmsKey];
  else {
    for await (const evidence of readRecorded(target.path, io)) {
      yield [evidence.target.bucket, declared.kmsKey ?? evidence.declared?.kmsKey];
    }
  }
}

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
