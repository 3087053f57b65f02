import { defineS3CompatibleCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { unknownServer } from '../../requirements/s3-compatible.ts';
import { s3api } from '../../fixes/aws.ts';
import { answerOf, atEndpoint, capabilitiesOf } from '../support/s3/server.ts';
import { remedy } from '../../fixes/step.ts';

export const publicAccessBlock = defineS3CompatibleCheck({
  id: 's3-compatible/public-access-block',
  title: 'No public access block keeps uploads out',
  severity: 'high',
  rationale:
    'On Amazon S3 a public access block is good practice. Ceph refuses every upload with 403 while its setting BlockPublicAcls is on, whoever uploads, so the same advice stops W&B there.',
  remediation: 'Turn BlockPublicAcls off on Ceph, and keep the bucket closed by its policy and ACL.',
  source: [{ document: 'SRV' }],
  rows: ['S3C-13'],
  tags: ['public-access', 'access'],
  requires: [],
  consults: ['publicAccessBlock', 'server'],
  evaluate: ({ publicAccessBlock: block, server }, { target }) => {
    const capabilities = capabilitiesOf(server);
    const answer = answerOf('publicAccessBlock', block, capabilities);
    if ('verdict' in answer) return answer.verdict;
    const { name, refusesUploadsWith: setting } = capabilities;
    if (capabilities === unknownServer && answer.value?.PublicAccessBlockConfiguration.BlockPublicAcls === true)
      return manual('BlockPublicAcls is on, with which Ceph refuses every upload; whether the server is Ceph is not known', {
        key: 'unknown-server',
        severity: 'medium',
        evidence: [{ facet: 'publicAccessBlock', path: 'PublicAccessBlockConfiguration.BlockPublicAcls', value: true }],
      });
    if (setting === undefined)
      return notApplicable('a public access block is known to keep uploads out on Ceph only', { key: 'not-ceph' });
    const value = answer.value?.PublicAccessBlockConfiguration[setting] ?? false;
    const evidence = [{ facet: 'publicAccessBlock', path: `PublicAccessBlockConfiguration.${setting}`, value }];
    if (!value) return pass(`${setting} is off, with which ${name} would refuse every upload`, { evidence });
    const verdict = fail(`${setting} is on, with which ${name} refuses every upload`, {
      evidence,
      fix: remedy(
        'Remove the public access block, and keep the bucket closed by its policy and ACL',
        s3api('delete-public-access-block', target.bucket),
      ),
    });
    return atEndpoint(verdict, target);
  },
});
