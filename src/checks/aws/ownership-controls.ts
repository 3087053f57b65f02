import { defineAwsCheck, fail, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { s3api } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const ownershipControls = defineAwsCheck({
  id: 'aws/ownership-controls',
  title: 'The account of the bucket owns the objects that W&B writes',
  severity: 'medium',
  rationale:
    'With ObjectWriter an object belongs to the account that wrote it. W&B writes from its own account, so you may be unable to read, ' +
    'copy or delete your own data.',
  remediation: 'Set object ownership to BucketOwnerEnforced.',
  source: [{ document: 'TFA', quote: 'object_ownership = "BucketOwnerPreferred"' }],
  rows: ['AWS-S3-15'],
  tags: ['public-access', 'data-protection'],
  controls: { 'nist-800-53-r5': ['AC-3'], 'aws-fsbp': ['S3.12'] },
  requires: ['ownershipControls'],
  evaluate: ({ ownershipControls: controls }, { target }) => {
    const ownership = controls?.OwnershipControls.Rules[0]?.ObjectOwnership;
    const evidence = [
      { facet: 'ownershipControls', path: 'OwnershipControls.Rules.0.ObjectOwnership', value: ownership ?? null },
    ];
    if (ownership === 'BucketOwnerEnforced') return pass('object ownership is BucketOwnerEnforced', { evidence });
    if (ownership === 'BucketOwnerPreferred') {
      return pass('object ownership is BucketOwnerPreferred', {
        evidence,
        details: [
          'an object that is written without the ACL bucket-owner-full-control still belongs to its writer; BucketOwnerEnforced has no such gap',
        ],
      });
    }
    const fix = remedy(
      'Set object ownership to BucketOwnerEnforced, which also turns ACLs off',
      s3api(
        'put-bucket-ownership-controls',
        target.bucket,
        '--ownership-controls',
        'Rules=[{ObjectOwnership=BucketOwnerEnforced}]',
      ),
    );
    if (ownership === undefined) {
      return fail('object ownership was never set, so objects belong to whoever writes them', {
        key: 'none',
        severity: 'low',
        evidence,
        fix,
      });
    }
    return fail(`object ownership is ${printable(ownership)}, so objects belong to whoever writes them`, { evidence, fix });
  },
});
