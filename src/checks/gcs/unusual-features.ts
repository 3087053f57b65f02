import { defineGcsCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { noBucket } from '../support/gcs/bucket.ts';

export const gcsUnusualFeatures = defineGcsCheck({
  id: 'gcs/unusual-features',
  title: 'The bucket is of the ordinary kind that W&B documents',
  severity: 'info',
  rationale:
    'No document of W&B mentions hierarchical namespaces, Autoclass or zonal buckets. They are untested rather than wrong: a hierarchical namespace changes how listing and renaming work, Autoclass changes what reads cost, and a zonal bucket lives in one zone only.',
  remediation: 'Use an ordinary bucket, or try W&B with a test team before the real one is created.',
  source: [{ document: 'GCP', inferred: true }],
  rows: ['GCS-BKT-13'],
  tags: ['existence'],
  requires: ['bucket'],
  evaluate: ({ bucket }) => {
    if (bucket === null) return noBucket();
    const { hierarchicalNamespace, autoclass, storageClass, locationType } = bucket;
    const found = [
      ...(hierarchicalNamespace?.enabled === true
        ? [{ what: 'a hierarchical namespace', path: 'hierarchicalNamespace.enabled', value: true }]
        : []),
      ...(autoclass?.enabled === true ? [{ what: 'Autoclass', path: 'autoclass.enabled', value: true }] : []),
      ...(locationType === 'zone' || storageClass === 'RAPID'
        ? [{ what: 'a location in one zone', path: 'storageClass', value: printable(storageClass ?? '') }]
        : []),
    ];
    if (found.length === 0) return pass('the bucket has no hierarchical namespace, no Autoclass and is not zonal');
    return fail(`the bucket has ${found.map(({ what }) => what).join(' and ')}, which no document of W&B mentions`, {
      evidence: found.map(({ path, value }) => ({ facet: 'bucket', path, value })),
      fix: { summary: 'Try W&B with a test team first; a hierarchical namespace and a zone cannot be changed later' },
    });
  },
});
