import { bucketPolicyOrgId } from '../../../src/checks/coreweave/bucket-policy-org-id.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { access, dedicated, invalid, policyOf, saas } from './support.ts';

const dc = { deployment: 'dedicated', orgId: 'acme' } as const;

describeCheck<'coreweave'>(bucketPolicyOrgId, {
  'passes when': {
    'every grant is for the declared organization': {
      given: policyOf(access(dedicated)),
      with: dc,
      says: `every grant to ${dedicated} is for wandb:OrgID acme`,
    },
  },
  'fails when': {
    'there is no condition': {
      given: policyOf(access(dedicated, { Condition: undefined })),
      with: dc,
      says: /without a condition on wandb:OrgID, so W&B may reach the bucket for every other customer as well$/,
      severity: 'high',
    },
    'there is none, and the deployment is not declared': {
      given: policyOf(access(saas, { Condition: undefined })),
      says: /wandb-integration-public without a condition/,
    },
    'the condition lets every organization through': {
      given: policyOf(access(dedicated, { Condition: { StringLike: { 'wandb:OrgID': '*' } } })),
      with: dc,
      says: /without a condition/,
    },
    'the placeholder stayed': {
      given: policyOf(access(dedicated, { Condition: { StringLike: { 'wandb:OrgID': ['<wb-org-id>'] } } })),
      with: { deployment: 'dedicated' },
      says: /still has the placeholder <wb-org-id> for wandb:OrgID$/,
    },
  },
  'asks when': {
    'the organization is not declared': {
      given: policyOf(access(dedicated)),
      with: { deployment: 'dedicated' },
      says: /whether that is your organization or customer namespace in W&B is not in the document$/,
      severity: 'low',
    },
    'it is not a policy': { given: invalid, with: dc, says: /^the bucket policy is not valid/ },
  },
  'does not apply when': {
    'there is no policy': { says: 'the bucket has no policy; see coreweave/bucket-policy-grants' },
    'nothing is for W&B': { given: policyOf(access(saas)), with: dc, says: `no statement names ${dedicated}` },
  },
});
