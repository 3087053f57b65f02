import { bucketPolicyAccountWide } from '../../../src/checks/aws/bucket-policy-account-wide.ts';
import { bucketStatement, dedicated, describeRows, policyText, saas, withPolicy } from '../../policy/support.ts';

const role = 'arn:aws:iam::830241207209:role/node';
const declared = { deployment: 'dedicated' } as const;

describeRows(bucketPolicyAccountWide, [
  { name: 'a role of the instance', facets: withPolicy(policyText(bucketStatement(role))), declared, status: 'pass' },
  {
    name: 'the whole account',
    facets: withPolicy(policyText(bucketStatement(dedicated))),
    declared,
    status: 'manual',
    answer: 'principal',
    severity: 'info',
  },
  { name: 'the account id', facets: withPolicy(policyText(bucketStatement('830241207209'))), declared, status: 'manual' },
  {
    name: 'the account although the role is declared',
    facets: withPolicy(policyText(bucketStatement(dedicated))),
    declared: { ...declared, principal: role },
    status: 'fail',
    severity: 'info',
  },
  {
    name: 'another deployment',
    facets: withPolicy(policyText(bucketStatement(saas))),
    declared: { deployment: 'multi-tenant' },
    status: 'not-applicable',
  },
  { name: 'no policy', facets: withPolicy(null), declared, status: 'not-applicable' },
  { name: 'nobody of the account', facets: withPolicy(policyText(bucketStatement(saas))), declared, status: 'not-applicable' },
  { name: 'an invalid policy', facets: withPolicy('{}'), declared, status: 'manual' },
]);
