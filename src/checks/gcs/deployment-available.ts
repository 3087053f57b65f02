import { defineGcsCheck, fail, manual, pass } from '../../core/check.ts';
import { gcsAvailability } from '../../requirements/gcs.ts';

export const gcsDeploymentAvailable = defineGcsCheck({
  id: 'gcs/deployment-available',
  title: 'W&B offers a Cloud Storage bucket of your own for this deployment and level',
  severity: 'high',
  rationale:
    'Multi-tenant Cloud takes a bucket for a team only; its instance-level storage always belongs to W&B. ' +
    'After a team is created, its storage cannot be changed, so the answer is needed before that.',
  remediation: 'Use the bucket at team level, or choose Dedicated Cloud or Self-Managed.',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'Team level BYOB is supported for CoreWeave AI Object Storage, Amazon S3, and Google Cloud Storage.',
    },
  ],
  rows: ['GEN-01'],
  tags: ['existence'],
  requires: [],
  evaluate: (_facts, { deployment, level }) => {
    if (deployment === undefined)
      return manual('which W&B deployment will use the bucket is not declared', { answer: 'deployment' });
    const offered = gcsAvailability[deployment];
    if (level === undefined) {
      if (offered.instance && offered.team)
        return pass(`${deployment} takes a Cloud Storage bucket at instance and at team level`);
      return manual(`${deployment} takes a Cloud Storage bucket at team level only, and the level is not declared`, {
        answer: 'level',
      });
    }
    if (offered[level]) return pass(`${deployment} takes a Cloud Storage bucket at ${level} level`);
    return fail(`${deployment} has no bucket of your own at ${level} level`, {
      fix: { summary: 'Use the bucket at team level and declare `level: team`' },
    });
  },
});
