import type { Case } from '../bucket-state.ts';

/** What the case declares, as flags. */
export function flagsOf({ declared }: Case): readonly string[] {
  return [
    '--deployment',
    declared.deployment,
    ...(declared.level === undefined ? [] : ['--level', declared.level]),
    ...(declared.kmsKey === undefined ? [] : ['--kms-key', declared.kmsKey]),
    ...(declared.principal === undefined ? [] : ['--principal', declared.principal]),
    ...(declared.account === undefined ? [] : ['--account', declared.account]),
    ...(declared.origins ?? []).flatMap((origin) => ['--origin', origin]),
  ];
}
