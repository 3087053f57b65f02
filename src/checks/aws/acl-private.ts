import { defineAwsCheck, fail, manual, pass, type EvidenceLine } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { otherGrants, publicGrants, type PublicGrant } from '../support/aws/acl.ts';
import { s3api } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const aclPrivate = defineAwsCheck({
  id: 'aws/acl-private',
  title: "The bucket's ACL grants nothing to everybody",
  severity: 'medium',
  rationale: 'Such a grant lets strangers list the names of all files, or write into the bucket.',
  remediation: 'Set the canned ACL private, or turn ACLs off with BucketOwnerEnforced.',
  source: [{ document: 'TFA', quote: 'acl = "private"' }],
  rows: ['AWS-S3-16'],
  tags: ['public-access'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'], 'aws-fsbp': ['S3.2', 'S3.3', 'S3.12'] },
  requires: ['acl'],
  consults: ['publicAccessBlock', 'accountPublicAccessBlock'],
  evaluate: ({ acl, publicAccessBlock, accountPublicAccessBlock }, { target }) => {
    const open = publicGrants(acl?.Grants ?? []);
    if (open.length === 0) {
      const others = acl === null ? [] : otherGrants(acl);
      if (others.length === 0) return pass('the ACL grants nothing to everybody');
      return manual(`the ACL grants ${listOf(others)}, and whether that is meant is not known`, {
        key: 'others',
        severity: 'low',
        evidence: evidenceOf(others),
      });
    }
    // Severity follows what is known: only a setting that was read can say that the grant has no effect.
    const ignored = [publicAccessBlock, accountPublicAccessBlock].some(
      (block) => block.state === 'present' && block.value.PublicAccessBlockConfiguration.IgnorePublicAcls,
    );
    const unsure = [publicAccessBlock, accountPublicAccessBlock].some((block) => block.state === 'unreadable');
    const effect = ignored
      ? '; the public access block ignores it for now'
      : unsure
        ? '; whether a public access block ignores it could not be read'
        : ', and no public access block ignores it';
    return fail(`the ACL grants ${listOf(open)}${effect}`, {
      severity: ignored || unsure ? 'medium' : 'high',
      evidence: evidenceOf(open),
      fix: remedy(
        'Set the ACL private, which removes the grants to everyone but the owner',
        s3api('put-bucket-acl', target.bucket, '--acl', 'private'),
      ),
    });
  },
});

const listOf = (grants: readonly PublicGrant[]): string => {
  const texts = [...new Set(grants.map(({ whom, Permission }) => `${printable(Permission)} to ${whom}`))];
  return texts.join(', ');
};

const evidenceOf = (grants: readonly PublicGrant[]): readonly EvidenceLine[] =>
  grants.map(({ index, Permission }) => ({ facet: 'acl', path: `Grants.${index}.Permission`, value: Permission }));
