import { defineS3CompatibleCheck, manual, notApplicable, pass } from '../../core/check.ts';

export const minioMaintained = defineS3CompatibleCheck({
  id: 's3-compatible/minio-maintained',
  title: 'The store is not the open-source edition of MinIO',
  severity: 'low',
  rationale:
    'MinIO Open Source is in maintenance mode, and the documents of W&B list MinIO Enterprise (AIStor) only. New faults of the open-source edition may stay.',
  remediation: 'Plan to move to MinIO Enterprise (AIStor) or to another maintained store.',
  source: [{ document: 'D-2026S', edition: '2026-02', quote: 'MinIO Open Source is in maintenance mode' }],
  rows: ['S3C-15'],
  tags: ['existence'],
  requires: ['server'],
  evaluate: (facts) => {
    const { server } = facts;
    const evidence = [{ facet: 'server', path: 'server', value: server?.server ?? null }];
    if (server?.family === 'aistor') return pass('the server says that it is MinIO AIStor', { evidence });
    if (server?.family !== 'minio') return notApplicable('no answer of the server says that it is MinIO');
    const message =
      'the server is MinIO; whether it is the open-source edition, which is in maintenance mode, is not in its answers';
    return manual(message, { key: 'edition', severity: 'low', evidence });
  },
});
