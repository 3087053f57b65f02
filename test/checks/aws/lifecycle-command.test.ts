import { expect, it } from 'vitest';
import { checks } from '../../../src/checks/all.ts';
import { judge } from '../../support/describe-check.ts';

const Rules = [
  {
    ID: 'hasty',
    Status: 'Enabled' as const,
    Filter: { Prefix: '' },
    Transitions: [{ Days: 1, StorageClass: 'GLACIER' }],
    NoncurrentVersionTransitions: [{ NoncurrentDays: 1, StorageClass: 'GLACIER' }],
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
  },
];
const commandOf = (id: string, TransitionDefaultMinimumObjectSize?: string): string => {
  const check = checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(id);
  const lifecycle = TransitionDefaultMinimumObjectSize === undefined ? { Rules } : { Rules, TransitionDefaultMinimumObjectSize };
  const given = { versioning: { Status: 'Enabled' }, lifecycle };
  return judge(check, { given }).remediation?.commands?.[0] ?? '';
};

it.each(['aws/lifecycle-current-objects', 'aws/abort-multipart', 'aws/noncurrent-expiration', 'coreweave/abort-multipart'])(
  'the command of %s keeps the minimum size of transitions, which S3 sets back otherwise',
  (id) => {
    expect(commandOf(id, 'varies_by_storage_class')).toContain(
      ' --transition-default-minimum-object-size varies_by_storage_class --lifecycle-configuration ',
    );
    expect(commandOf(id)).toMatch(/put-bucket-lifecycle-configuration --bucket acme-wandb --lifecycle-configuration /);
    expect(commandOf(id, '\u001b$(id)\n')).toContain(" --transition-default-minimum-object-size '$(id)' --lifecycle-");
  },
);
