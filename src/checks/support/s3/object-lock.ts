import { fail, pass, type Verdict } from '../../../core/check.ts';
import type { FacetValue, TargetRef } from '../../../evidence/index.ts';
import { printable } from '../../../policy/printable.ts';
import { s3api } from '../../../fixes/aws.ts';
import { remedy } from '../../../fixes/step.ts';

/** Whether default retention keeps W&B from deleting objects, on any server that speaks the S3 API (GEN-06). */
export function objectLockVerdict(lock: FacetValue<'aws', 'objectLock'> | null, target: TargetRef): Verdict {
  const configuration = lock?.ObjectLockConfiguration;
  const retention = configuration?.Rule?.DefaultRetention;
  // A server that keeps a default retention has Object Lock on, whether or not it says so.
  if (configuration?.ObjectLockEnabled !== 'Enabled' && retention === undefined) return pass('Object Lock is off');
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
      fix: remedy(
        'Remove the default retention; objects that are locked already stay so until their retention ends',
        s3api(
          'put-object-lock-configuration',
          target.bucket,
          '--object-lock-configuration',
          JSON.stringify({ ObjectLockEnabled: 'Enabled' }),
        ),
      ),
    },
  );
}
