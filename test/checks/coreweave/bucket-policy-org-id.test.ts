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
    'a further statement is for the users of an organization of CoreWeave, which W&B is not': {
      given: policyOf(
        access(dedicated),
        access('', { Sid: 'Org', Principal: { AWS: '*' }, Condition: { StringEquals: { 'cw:PrincipalOrgID': ['ab1cd2'] } } }),
      ),
      with: dc,
      says: `every grant to ${dedicated} is for wandb:OrgID acme`,
    },
    'the other principal of W&B acts for the same organization': {
      given: policyOf(access(dedicated), access(saas, { Sid: 'Other' })),
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
    'there is none in a statement for the principal of another deployment': {
      given: policyOf(access(dedicated), access(saas, { Sid: 'Other', Condition: undefined })),
      with: dc,
      says: /^statement "Other" .* grants to \S+wandb-integration-public without a condition on wandb:OrgID/,
      severity: 'high',
    },
    'a principal is declared, and there is none for a published one': {
      given: policyOf(access(dedicated, { Condition: undefined })),
      with: { ...dc, principal: 'arn:aws:iam::acme:static/wandb' },
      says: /wandb-integration without a condition/,
    },
    'everybody but the users of an organization of CoreWeave gets in': {
      given: policyOf(access('', { Principal: '*', Condition: { StringNotEquals: { 'cw:PrincipalOrgID': 'ab1cd2' } } })),
      with: dc,
      says: /without a condition on wandb:OrgID/,
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
    'all but one organization get in, and which one is the customer is not declared': {
      given: policyOf(access(dedicated, { Condition: { StringNotLike: { 'wandb:OrgID': 'rival' } } })),
      with: { deployment: 'dedicated' },
      says: /without a condition on wandb:OrgID/,
    },
    'the placeholder stayed, and the organization is declared': {
      given: policyOf(access(dedicated, { Condition: { StringLike: { 'wandb:OrgID': ['<wb-org-id>'] } } })),
      with: dc,
      says: /still has the placeholder <wb-org-id>/,
    },
    'the placeholder stayed': {
      given: policyOf(access(dedicated, { Condition: { StringLike: { 'wandb:OrgID': ['<wb-org-id>'] } } })),
      with: { deployment: 'dedicated' },
      says: /still has the placeholder <wb-org-id> for wandb:OrgID$/,
    },
  },
  'asks when': {
    'a statement is for further organizations': {
      given: policyOf(access(dedicated, { Condition: { StringLike: { 'wandb:OrgID': ['acme', 'rival'] } } })),
      with: dc,
      says: /act for wandb:OrgID acme, rival, and declared is acme alone;/,
      severity: 'medium',
    },
    'a pattern takes in more than the organization': {
      given: policyOf(access(dedicated, { Condition: { StringLike: { 'wandb:OrgID': 'acm*' } } })),
      with: dc,
      says: /act for wandb:OrgID acm\*, and declared is acme alone;/,
    },
    'a second statement is for another organization': {
      given: policyOf(access(dedicated), access(dedicated, { Sid: 'B', Condition: { StringLike: { 'wandb:OrgID': 'rival' } } })),
      with: dc,
      says: /^statement "B" .* act for wandb:OrgID rival, and declared is acme alone;/,
    },
    'the only statement is for another organization': {
      given: policyOf(access(dedicated, { Condition: { StringLike: { 'wandb:OrgID': 'rival' } } })),
      with: dc,
      says: /act for wandb:OrgID rival,/,
    },
    'a Deny keeps the other organizations out': {
      given: policyOf(
        access(dedicated, { Condition: undefined }),
        access(dedicated, { Sid: 'Others', Effect: 'Deny', Condition: { StringNotEquals: { 'wandb:OrgID': 'acme' } } }),
      ),
      with: dc,
      says: /for every organization, and statement "Others" .* denies by wandb:OrgID;/,
      severity: 'medium',
    },
    'the principal of another deployment acts for another organization': {
      given: policyOf(access(dedicated), access(saas, { Sid: 'Other', Condition: { StringLike: { 'wandb:OrgID': 'rival' } } })),
      with: dc,
      says: /^statement "Other" .* lets \S+wandb-integration-public act for wandb:OrgID rival,/,
      severity: 'medium',
    },
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
    'W&B is denied only': {
      given: policyOf(access(dedicated, { Effect: 'Deny' })),
      with: { deployment: 'dedicated' },
      says: /^no statement grants anything to/,
    },
    'nothing is for W&B': { given: policyOf(access(saas)), with: dc, says: `no statement names ${dedicated}` },
    'only users of an organization of CoreWeave get in': {
      given: policyOf(access('', { Principal: '*', Condition: { StringEquals: { 'cw:PrincipalOrgID': 'ab1cd2' } } })),
      with: dc,
      says: `no statement names ${dedicated}`,
    },
  },
});
