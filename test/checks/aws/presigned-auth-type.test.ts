import { presignedAuthType } from '../../../src/checks/aws/presigned-auth-type.ts';
import { bucketStatement, deny, describeRows, policyText, saas, withPolicy, type Json } from '../../policy/support.ts';

const multiTenant = { deployment: 'multi-tenant' } as const;
const when = (Condition: Json, more: Json = {}) => withPolicy(policyText(bucketStatement(saas), deny({ Condition, ...more })));

describeRows(presignedAuthType, [
  { name: 'no policy', facets: withPolicy(null), status: 'pass' },
  { name: 'no Deny', facets: withPolicy(policyText(bucketStatement(saas))), declared: multiTenant, status: 'pass' },
  {
    name: 'the signature version pinned',
    facets: when({ StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }),
    declared: multiTenant,
    status: 'pass',
  },
  { name: 'forms of browsers', facets: when({ StringEquals: { 's3:authType': 'POST' } }), declared: multiTenant, status: 'pass' },
  {
    name: 'with a restriction by network',
    facets: when({
      StringEquals: { 's3:authType': 'REST-QUERY-STRING' },
      StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' },
    }),
    declared: multiTenant,
    status: 'pass',
  },

  {
    name: 'no pre-signed URLs',
    facets: when({ StringEquals: { 's3:authType': 'REST-QUERY-STRING' } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
    key: 'denied:s3:authtype',
    message: /pre-signed/,
  },
  {
    name: 'only header authorization',
    facets: when({ StringNotEquals: { 's3:authType': 'REST-HEADER' } }),
    declared: multiTenant,
    status: 'fail',
    severity: 'high',
  },
  {
    name: 'only pre-signed URLs',
    facets: when({ StringEquals: { 's3:authType': 'REST-HEADER' } }),
    declared: multiTenant,
    status: 'fail',
    message: /W&B's own requests/,
  },
  {
    name: 'the old signature version alone',
    facets: when({ StringNotEquals: { 's3:signatureversion': 'AWS' } }),
    status: 'fail',
  },

  {
    name: 'no pre-signed URLs for some',
    facets: when({ StringEquals: { 's3:authType': 'REST-QUERY-STRING', 'aws:PrincipalTag/team': 'x' } }),
    declared: multiTenant,
    status: 'manual',
    severity: 'medium',
  },
  { name: 'an invalid policy', facets: withPolicy('{'), declared: multiTenant, status: 'manual', key: 'invalid-policy' },
]);
