import { gcsAuditLogs } from '../../../src/checks/gcs/audit-logs.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, deploy, noBucket } from './support.ts';

const audits = (service: string, ...types: string[]) => ({
  ...bucket({ projectNumber: '123' }),
  projectIamPolicy: { auditConfigs: [{ service, auditLogConfigs: types.map((logType) => ({ logType })) }] },
});

describeCheck<'gcs'>(gcsAuditLogs, {
  'passes when': {
    'the project logs Cloud Storage': {
      given: audits('storage.googleapis.com', 'DATA_READ', 'DATA_WRITE'),
      says: 'the project keeps Data Access audit logs of reads and writes',
    },
    'the project logs everything': {
      given: audits('allServices', 'ADMIN_READ', 'DATA_READ', 'DATA_WRITE'),
      says: /reads and writes$/,
    },
    'the bucket keeps usage logs': { given: bucket({ logging: { logBucket: 'acme-logs' } }), says: 'usage logs go to acme-logs' },
    'the bucket keeps usage logs and the project may not be read': {
      given: bucket({ logging: { logBucket: 'acme-logs' } }),
      unreadable: { projectIamPolicy: 'access-denied' },
      says: /usage logs/,
    },
  },
  'fails when': {
    'nothing is logged': {
      given: bucket(),
      says: 'the project keeps no Data Access audit logs of Cloud Storage and the bucket no usage logs',
      severity: 'low',
    },
    'only writes are logged': { given: audits('storage.googleapis.com', 'DATA_WRITE'), says: /no audit logs of DATA_READ of/ },
    'the account of W&B is exempt': {
      given: {
        ...bucket({ projectNumber: '123' }),
        projectIamPolicy: {
          auditConfigs: [
            {
              service: 'allServices',
              auditLogConfigs: [
                { logType: 'DATA_READ', exemptedMembers: [`serviceAccount:${deploy}`] },
                { logType: 'DATA_WRITE' },
              ],
            },
          ],
        },
      },
      with: { deployment: 'dedicated' },
      says: /^the audit logs leave out serviceAccount:deploy@.* is not logged$/,
      severity: 'low',
    },
    'another service is logged': { given: audits('compute.googleapis.com', 'DATA_READ', 'DATA_WRITE'), says: /no Data Access/ },
  },
  'cannot tell when': {
    'the project may not be read': {
      given: bucket(),
      unreadable: { projectIamPolicy: 'access-denied' },
      says: /grant resourcemanager\.projects\.getIamPolicy/,
    },
  },
  'does not apply when': noBucket,
});
