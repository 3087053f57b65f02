import { defineGcsCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { defaultSoftDelete } from '../../requirements/gcs.ts';
import { daysOf, noBucket } from '../support/gcs/bucket.ts';
import { updateBucket } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

export const gcsSoftDelete = defineGcsCheck({
  id: 'gcs/soft-delete',
  title: 'Soft delete is on',
  severity: 'high',
  severityIn: { '2023-11': 'low', '2024-02': 'low', '2025-03': 'high', '2026-02': 'high' },
  rationale:
    'W&B refuses to create a team whose bucket has no soft delete: "Bucket does not have soft deletion enabled". The documents of 2025-03 and 2026-02 require it; between them, from May 2025 to February 2026, the step was missing. Google turns it on for new buckets, for 7 days, unless the organization chose otherwise.',
  remediation: 'Turn soft delete on, for example for 7 days.',
  source: [
    { document: 'D-2026S', edition: '2026-02', quote: 'Turn on soft deletion.' },
    { document: 'D-2026-02', edition: '2026-02', quote: 'Bucket does not have soft deletion enabled' },
    { document: 'S004', edition: '2025-03' },
    { document: 'D-2025-05' },
  ],
  rows: ['GCS-BKT-05'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9'] },
  requires: ['bucket'],
  evaluate: ({ bucket }, { target }) => {
    if (bucket === null) return noBucket();
    const text = bucket.softDeletePolicy?.retentionDurationSeconds;
    const path = 'softDeletePolicy.retentionDurationSeconds';
    const evidence = [{ facet: 'bucket', path, value: text === undefined ? null : printable(text) }];
    const fix = remedy(
      `Turn soft delete on for ${daysOf(defaultSoftDelete)}; deleted objects are billed until they are gone`,
      updateBucket(target.bucket, `--soft-delete-duration=${defaultSoftDelete}s`),
    );
    if (text === undefined || !/^\d{1,15}$/.test(text)) {
      const what = text === undefined ? 'no softDeletePolicy with a duration' : `the duration ${printable(text, 40)}`;
      return manual(`the server answers ${what}, so whether soft delete is on cannot be told`, { severity: 'medium', evidence });
    }
    const seconds = Number(text);
    if (seconds === 0) return fail('soft delete is off, and W&B refuses a bucket without it', { evidence, fix });
    return pass(`soft delete keeps deleted objects for ${daysOf(seconds)}`, { evidence });
  },
});
