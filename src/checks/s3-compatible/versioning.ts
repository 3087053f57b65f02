import { defineS3CompatibleCheck, fail, pass } from '../../core/check.ts';
import { s3api } from '../../fixes/aws.ts';
import { answerOf, atEndpoint, capabilitiesOf } from '../support/s3/server.ts';
import { remedy } from '../../fixes/step.ts';

export const versioning = defineS3CompatibleCheck({
  id: 's3-compatible/versioning',
  title: 'Versioning is enabled on the bucket',
  severity: 'low',
  rationale:
    'W&B does not collect deleted artifacts until the bucket keeps versions, so deleted data stays and takes room. The page on deleting artifacts asks for it on every store.',
  remediation: 'Enable versioning on the bucket and expire noncurrent versions after some days.',
  source: [{ document: 'D-2026S', edition: '2026-02' }],
  rows: ['S3C-14'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['CP-9', 'SI-12'] },
  requires: [],
  consults: ['versioning', 'server'],
  evaluate: ({ versioning: observation, server }, { target }) => {
    const answer = answerOf('versioning', observation, capabilitiesOf(server));
    if ('verdict' in answer) return answer.verdict;
    const status = answer.value?.Status;
    const evidence = [{ facet: 'versioning', path: 'Status', value: status ?? null }];
    if (status === 'Enabled') return pass('versioning is Enabled', { evidence });
    const command = s3api('put-bucket-versioning', target.bucket, '--versioning-configuration', 'Status=Enabled');
    const verdict = fail(status === undefined ? 'versioning was never enabled' : `versioning is ${status}`, {
      evidence,
      fix: remedy('Enable versioning, where the server supports it', command),
    });
    return atEndpoint(verdict, target);
  },
});
