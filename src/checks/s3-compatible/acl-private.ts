import { defineS3CompatibleCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { s3api } from '../../fixes/aws.ts';
import { publicGrants } from '../support/aws/acl.ts';
import { answerOf, atEndpoint, capabilitiesOf } from '../support/s3/server.ts';
import { remedy } from '../../fixes/step.ts';

export const aclPrivate = defineS3CompatibleCheck({
  id: 's3-compatible/acl-private',
  title: "The bucket's ACL grants nothing to everybody",
  severity: 'high',
  rationale: 'Such a grant lets strangers list the names of all files, or write into the bucket.',
  remediation: 'Set the canned ACL private.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['S3C-13'],
  tags: ['public-access'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'] },
  requires: [],
  consults: ['acl', 'server'],
  evaluate: ({ acl, server }, { target }) => {
    const capabilities = capabilitiesOf(server);
    const answer = answerOf('acl', acl, capabilities);
    if ('verdict' in answer) return answer.verdict;
    const open = publicGrants(answer.value?.Grants ?? []);
    if (open.length === 0) {
      const { silentAcl } = capabilities;
      if (silentAcl === undefined) return pass('the ACL grants nothing to everybody');
      const message = `the ACL that the server shows grants nothing to everybody, which proves nothing: ${silentAcl.why}`;
      return manual(message, { key: 'silent-acl', severity: silentAcl.severity });
    }
    const grants = open.map(({ whom, Permission }) => `${printable(Permission)} to ${whom}`).join(', ');
    const verdict = fail(`the ACL grants ${grants}`, {
      evidence: open.map(({ index, Permission }) => ({ facet: 'acl', path: `Grants.${index}.Permission`, value: Permission })),
      fix: remedy('Set the ACL private', s3api('put-bucket-acl', target.bucket, '--acl', 'private')),
    });
    return atEndpoint(verdict, target);
  },
});
