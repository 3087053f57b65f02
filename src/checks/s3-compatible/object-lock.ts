import { defineS3CompatibleCheck } from '../../core/check.ts';
import { objectLockVerdict } from '../support/s3/object-lock.ts';
import { answerOf, atEndpoint, capabilitiesOf } from '../support/s3/server.ts';

export const objectLock = defineS3CompatibleCheck({
  id: 's3-compatible/object-lock',
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
  requires: [],
  consults: ['objectLock', 'server'],
  evaluate: ({ objectLock: lock, server }, { target }) => {
    const answer = answerOf('objectLock', lock, capabilitiesOf(server));
    return 'verdict' in answer ? answer.verdict : atEndpoint(objectLockVerdict(answer.value, target), target);
  },
});
