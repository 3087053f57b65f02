import { defineGcsCheck, fail, pass } from '../../core/check.ts';
import { noBucket } from '../support/gcs/bucket.ts';
import { updateBucket } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

export const gcsVersioning = defineGcsCheck({
  id: 'gcs/versioning',
  title: 'Object versioning is enabled on the bucket',
  severity: 'medium',
  severityIn: { '2023-11': 'low', '2024-02': 'low', '2025-03': 'medium' },
  rationale:
    'W&B does not collect deleted artifacts until the bucket keeps versions, so deleted data stays and is billed. ' +
    'The 2025-03 documents require versioning; newer ones dropped the step, but W&B still reads the setting and the page on deleting artifacts still needs it. A bucket with a hierarchical namespace cannot keep versions.',
  remediation: 'Enable object versioning on the bucket and delete noncurrent versions after some days.',
  source: [
    { document: 'S004', edition: '2025-03' },
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: "check the bucket's CORS configuration and attributes, such as whether object versioning is enabled",
    },
    { document: 'TFG', quote: 'We block artifact garbage collection until bucket versioning is enabled' },
  ],
  rows: ['GCS-BKT-06'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9', 'SI-12'] },
  requires: ['bucket'],
  evaluate: ({ bucket }, { target }) => {
    if (bucket === null) return noBucket();
    const enabled = bucket.versioning?.enabled === true;
    const evidence = [{ facet: 'bucket', path: 'versioning.enabled', value: enabled }];
    if (enabled) return pass('object versioning is enabled', { evidence });
    if (bucket.hierarchicalNamespace?.enabled === true)
      return fail('object versioning is off and cannot be enabled: the bucket has a hierarchical namespace', {
        key: 'hierarchical-namespace',
        evidence: [...evidence, { facet: 'bucket', path: 'hierarchicalNamespace.enabled', value: true }],
        details: ['W&B does not collect deleted artifacts in such a bucket, so deleted data stays and is billed'],
        fix: { summary: 'Use a bucket without a hierarchical namespace, which is chosen when a bucket is created' },
      });
    return fail('object versioning is not enabled', {
      evidence,
      fix: remedy('Enable object versioning', updateBucket(target.bucket, '--versioning')),
    });
  },
});
