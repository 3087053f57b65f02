import type { Evidence } from '../../../src/evidence/index.ts';

/** A small piece of evidence. */
export const sample = (bucket: string): Evidence<'aws'> => ({
  kind: 'byob-audit/evidence',
  schemaVersion: 1,
  provider: 'aws',
  target: { uri: `s3://${bucket}`, bucket },
  collectedAt: '2026-11-21T12:00:00.000Z',
  tool: { name: 'byob-audit', version: '0.1.0' },
  facets: {
    versioning: { state: 'present', value: { Status: 'Enabled' } },
    cors: { state: 'absent', code: 'NoSuchCORSConfiguration' },
  },
});
