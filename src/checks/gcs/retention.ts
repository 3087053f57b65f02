import { defineGcsCheck, fail, pass } from '../../core/check.ts';
import { printableDeep } from '../../policy/printable.ts';
import { daysOf, noBucket } from '../support/gcs/bucket.ts';
import { updateBucket } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

export const gcsRetention = defineGcsCheck({
  id: 'gcs/retention',
  title: 'No retention policy and no default hold keeps W&B from deleting objects',
  severity: 'medium',
  rationale:
    'W&B deletes the files of deleted artifacts. Under a retention policy no object can be deleted or overwritten before it is old enough, and under a default event-based hold none can until the hold is taken off, so the garbage collection frees nothing and the bucket grows.',
  remediation: 'Remove the retention policy and the default hold, or accept that storage is freed later.',
  source: [
    { document: 'D-2026S', edition: '2026-02', inferred: true },
    { document: 'GCP', inferred: true },
  ],
  rows: ['GCS-BKT-09', 'GEN-06'],
  tags: ['data-protection', 'cost'],
  requires: ['bucket'],
  evaluate: ({ bucket }, { target }) => {
    if (bucket === null) return noBucket();
    const { retentionPolicy, defaultEventBasedHold } = bucket;
    if (retentionPolicy !== undefined) {
      const locked = retentionPolicy.isLocked === true;
      const term = retentionPolicy.retentionPeriod;
      const holds = term === undefined || !/^\d{1,15}$/.test(term) ? 'a time that cannot be read' : daysOf(Number(term));
      const evidence = [{ facet: 'bucket', path: 'retentionPolicy', value: printableDeep(retentionPolicy) }];
      const message = `a retention policy keeps every object for ${holds}, so W&B cannot free deleted artifacts before`;
      const fix = locked
        ? { summary: 'Use another bucket: a locked retention policy can never be removed' }
        : remedy('Remove the retention policy', updateBucket(target.bucket, '--clear-retention-period'));
      return fail(locked ? `${message}; it is locked` : message, { key: locked ? 'locked' : 'retention', evidence, fix });
    }
    const evidence = [{ facet: 'bucket', path: 'defaultEventBasedHold', value: defaultEventBasedHold === true }];
    if (defaultEventBasedHold === true)
      return fail('every new object gets an event-based hold, so W&B cannot delete it until somebody takes the hold off', {
        key: 'hold',
        evidence,
        fix: remedy(
          'Turn the default hold off; objects that have a hold already keep it',
          updateBucket(target.bucket, '--no-default-event-based-hold'),
        ),
      });
    return pass('there is no retention policy and no default hold', {
      details: ['a retention or a hold on single objects would still stop their deletion'],
    });
  },
});
