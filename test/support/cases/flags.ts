import type { Case } from '../bucket-state.ts';

/** What the case audits, as an argument. */
export const targetOf = ({ bucket, prefix }: Pick<Case, 'bucket' | 'prefix'>): string =>
  `s3://${bucket.name}${prefix === undefined ? '' : `/${prefix}`}`;

/** What the case declares, as flags. */
export function flagsOf({ declared }: Case): readonly string[] {
  return [
    '--deployment',
    declared.deployment,
    ...(declared.level === undefined ? [] : ['--level', declared.level]),
    ...(declared.kmsKey === undefined ? [] : ['--kms-key', declared.kmsKey]),
    ...(declared.region === undefined ? [] : ['--region', declared.region]),
    ...(declared.principal === undefined ? [] : ['--principal', declared.principal]),
    ...(declared.account === undefined ? [] : ['--account', declared.account]),
    ...(declared.origins ?? []).flatMap((origin) => ['--origin', origin]),
  ];
}
