import { bucketPolicyOverGrants } from '../../../src/checks/aws/bucket-policy-over-grants.ts';
import { bucketStatement, deny, describeRows, policyText, saas, withPolicy } from '../../policy/support.ts';

const declared = { deployment: 'multi-tenant' } as const;
const actions = (...Action: string[]) => withPolicy(policyText(bucketStatement(saas, { Action })));

describeRows(bucketPolicyOverGrants, [
  { name: 'the documented policy', facets: withPolicy(policyText(bucketStatement(saas))), declared, status: 'pass' },
  {
    name: 's3:* for somebody else',
    facets: withPolicy(policyText(bucketStatement('arn:aws:iam::111122223333:role/admin', { Action: 's3:*' }))),
    declared,
    status: 'pass',
  },
  {
    name: 's3:* with the rest denied',
    facets: withPolicy(
      policyText(
        bucketStatement(saas, { Action: 's3:*' }),
        deny({ Action: ['s3:PutBucketPolicy', 's3:DeleteBucket', 's3:PutObjectAcl', 's3:DeleteObjectVersion'] }),
      ),
    ),
    declared,
    status: 'pass',
  },
  {
    name: 's3:*',
    facets: actions('s3:*'),
    declared,
    status: 'fail',
    severity: 'low',
    message: /s3:PutBucketPolicy, s3:PutObjectAcl, s3:DeleteObjectVersion, s3:DeleteBucket/,
  },
  { name: 's3:PutObject*', facets: actions('s3:PutObject*'), declared, status: 'fail', message: /s3:PutObjectAcl/ },
  { name: 's3:Delete*', facets: actions('s3:delete*'), declared, status: 'fail', message: /s3:DeleteObjectVersion/ },
  { name: 'no policy', facets: withPolicy(null), declared, status: 'not-applicable' },
  {
    name: 'under a condition',
    facets: withPolicy(
      policyText(bucketStatement(saas, { Action: 's3:*', Condition: { IpAddress: { 'aws:SourceIp': '9.9.9.0/24' } } })),
    ),
    declared,
    status: 'manual',
  },
  { name: 'no deployment', facets: actions('s3:*'), status: 'manual', answer: 'deployment' },
  { name: 'an invalid policy', facets: withPolicy('[]'), declared, status: 'manual' },
]);
