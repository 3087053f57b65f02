import { defineAwsCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { s3api } from '../support/commands.ts';

export const objectLock = defineAwsCheck({
  id: 'aws/object-lock',
  title: 'No default retention keeps W&B from deleting objects',
  severity: 'medium',
  rationale:
    'W&B deletes the files of deleted artifacts. Default retention of Object Lock keeps every version until it ends, ' +
    'so the garbage collection frees nothing and the bucket grows.',
  remediation: 'Remove the default retention, or accept that storage is freed only after it ends.',
  source: [
    { document: 'D-2026S', edition: '2026-02', inferred: true },
    { document: 'AWS', inferred: true },
  ],
  rows: ['GEN-06'],
  tags: ['data-protection', 'cost'],
  requires: ['objectLock'],
  evaluate: ({ objectLock: lock }, { target }) => {
    const configuration = lock?.ObjectLockConfiguration;
    if (configuration?.ObjectLockEnabled !== 'Enabled') return pass('Object Lock is off');
    const retention = configuration.Rule?.DefaultRetention;
    if (retention === undefined) {
      return pass('Object Lock is on without default retention', {
        details: ['a retention or legal hold on single objects would still stop their deletion'],
      });
    }
    const { Mode, Days, Years } = retention;
    const term = (Years ?? 0) > 0 ? `${Years} years` : `${Days ?? 'some'} days`;
    return fail(
      `Object Lock retains every new object for ${term} (${printable(Mode ?? 'no mode named')}), so W&B cannot free deleted artifacts before`,
      {
        evidence: [{ facet: 'objectLock', path: 'ObjectLockConfiguration.Rule.DefaultRetention', value: retention }],
        fix: {
          summary: 'Remove the default retention; objects that are locked already stay so until their retention ends',
          commands: [
            s3api(
              'put-object-lock-configuration',
              target.bucket,
              '--object-lock-configuration',
              JSON.stringify({ ObjectLockEnabled: 'Enabled' }),
            ),
          ],
        },
      },
    );
  },
});
