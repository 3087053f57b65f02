import { bucketPolicyGrants } from '../../../src/checks/coreweave/bucket-policy-grants.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { access, dedicated, invalid, policyOf, saas } from './support.ts';

const dc = { deployment: 'dedicated', orgId: 'acme' } as const;
const deny = (more: Readonly<Record<string, unknown>>) => ({
  Sid: 'Deny',
  Effect: 'Deny',
  Principal: '*',
  Resource: 'arn:aws:s3:::acme-wandb/*',
  ...more,
});

describeCheck<'coreweave'>(bucketPolicyGrants, {
  'passes when': {
    'it is the documented statement': {
      given: policyOf(access(dedicated)),
      with: dc,
      says: `the bucket policy grants the eleven actions to ${dedicated}`,
    },
    'Self-Managed has the principal of Dedicated Cloud': {
      given: policyOf(access(dedicated)),
      with: { deployment: 'self-managed', orgId: 'acme' },
      says: /wandb-integration$/,
    },
    'Multi-tenant Cloud has its own': {
      given: policyOf(access(saas)),
      with: { deployment: 'multi-tenant', orgId: 'acme' },
      says: /wandb-integration-public$/,
    },
    'URLs may be as old as those of W&B': {
      given: policyOf(
        access(dedicated),
        deny({ Action: 's3:*', Condition: { NumericGreaterThan: { 's3:signatureAge': '86400000' } } }),
      ),
      with: dc,
      says: /^the bucket policy grants/,
    },
  },
  'fails when': {
    'there is no policy': {
      with: dc,
      says: `the bucket has no policy, so nothing is granted to ${dedicated}`,
      severity: 'high',
    },
    'it is not a policy': { given: invalid, with: dc, says: /^the bucket policy is not valid and grants nothing/ },
    'the ARN is doubled': {
      given: policyOf(access(`arn:aws:iam::wandb:static/${dedicated}`)),
      with: dc,
      says: /names a doubled ARN/,
    },
    'it is the principal of another deployment': {
      given: policyOf(access(saas)),
      with: dc,
      says: `the bucket policy grants the actions to ${saas}, and not to ${dedicated}`,
    },
    'it is for another organization': {
      given: policyOf(access(dedicated)),
      with: { ...dc, orgId: 'other' },
      says: /is for wandb:OrgID acme, and not for other$/,
    },
    'it names an account of AWS': {
      given: policyOf(access('', { Principal: { AWS: 'arn:aws:iam::830241207209:root' } })),
      with: dc,
      says: /a principal of AWS, which is nobody at CoreWeave/,
    },
    'the objects are not among the resources': {
      given: policyOf(access(dedicated, { Resource: 'arn:aws:s3:::acme-wandb' })),
      with: dc,
      says: /is not granted/,
    },
    'deleting is denied': {
      given: policyOf(access(dedicated), deny({ Action: 's3:DeleteObject' })),
      with: dc,
      says: /s3:DeleteObject .* denies it without a condition$/,
      severity: 'high',
    },
    'pre-signed URLs are denied': {
      given: policyOf(
        access(dedicated),
        deny({ Action: 's3:*', Condition: { StringEquals: { 's3:authType': 'REST-QUERY-STRING' } } }),
      ),
      with: dc,
      says: /denies it/,
      severity: 'high',
    },
  },
  'asks when': {
    'an organization is denied, and which one is the customer is not declared': {
      given: policyOf(access(dedicated), deny({ Action: 's3:*', Condition: { StringEquals: { 'wandb:OrgID': 'rival' } } })),
      with: { deployment: 'dedicated' },
      says: /is not certainly granted to .* may deny it/,
      severity: 'medium',
    },
    'the deployment is not declared': {
      given: policyOf(access(dedicated)),
      says: `the deployment of W&B is not declared, so its principal is not known; the policy grants what W&B needs to ${dedicated}`,
    },
    'nothing at all is known': { says: /the bucket has no policy$/ },
    'only a private network is let in': {
      given: policyOf(access(dedicated), deny({ Action: 's3:*', Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })),
      with: dc,
      says: /may deny/,
      severity: 'medium',
    },
    'a private network is shut out': {
      given: policyOf(access(dedicated), deny({ Action: 's3:*', Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })),
      with: dc,
      says: /may deny/,
      severity: 'medium',
    },
    'only a VPC endpoint is let in': {
      given: policyOf(
        access(dedicated),
        deny({ Action: 's3:*', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
      ),
      with: dc,
      says: /may deny/,
      severity: 'medium',
    },
    'the actions are allowed from a private network': {
      given: policyOf(
        access(dedicated, {
          Condition: { StringLike: { 'wandb:OrgID': ['acme'] }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        }),
      ),
      with: dc,
      says: /is not certainly granted/,
      severity: 'medium',
    },
    'the network decides': {
      given: policyOf(access(dedicated), deny({ Action: 's3:*', Condition: { NotIpAddress: { 'aws:SourceIp': '8.8.4.0/24' } } })),
      with: dc,
      says: /may deny/,
      severity: 'medium',
    },
  },
});
