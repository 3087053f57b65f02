import { bucketPolicyOrgWide } from '../../../src/checks/coreweave/bucket-policy-org-wide.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { access, dedicated, invalid, policyOf } from './support.ts';

describeCheck<'coreweave'>(bucketPolicyOrgWide, {
  'passes when': {
    'it names W&B alone': { given: policyOf(access(dedicated)), says: 'no statement is for every user of an organization' },
  },
  'fails when': {
    'the optional statement is there': {
      given: policyOf(access('arn:aws:iam::acme:*', { Sid: 'AllowUsersInOrg', Condition: undefined })),
      says: 'statement "AllowUsersInOrg" (Statement[0]) is for every user of an organization, arn:aws:iam::acme:*',
      severity: 'info',
    },
    'everybody of an organization gets in by a condition': {
      given: policyOf(
        access('', { Sid: 'Org', Principal: { AWS: '*' }, Condition: { StringEquals: { 'cw:PrincipalOrgID': ['ab1cd2'] } } }),
      ),
      says: 'statement "Org" (Statement[0]) is for every user of an organization, ab1cd2',
      severity: 'info',
    },
  },
  'asks when': { 'it is not a policy': { given: invalid, says: /^the bucket policy is not valid/ } },
  'does not apply when': { 'there is no policy': { says: 'the bucket has no policy' } },
});
