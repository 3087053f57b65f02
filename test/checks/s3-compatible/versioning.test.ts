import { versioning } from '../../../src/checks/s3-compatible/versioning.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { ceph, server } from './support.ts';

describeCheck<'s3-compatible'>(versioning, {
  'passes when': {
    'it is Enabled': { given: { versioning: { Status: 'Enabled' }, server: ceph }, says: 'versioning is Enabled' },
  },
  'fails when': {
    'it was never enabled': { given: { versioning: {}, server: ceph }, says: 'versioning was never enabled', severity: 'low' },
    'it is Suspended': { given: { versioning: { Status: 'Suspended' } }, says: 'versioning is Suspended' },
  },
  'does not apply when': {
    'the server does not have it': {
      given: { server: server({ family: 'r2' }) },
      unreadable: { versioning: 'not-supported' },
      says: 'Cloudflare R2 does not support S3 GetBucketVersioning, so there is nothing to judge about versioning',
    },
  },
  'cannot tell when': {
    'it may not be read': { unreadable: { versioning: 'access-denied' }, says: /grant s3:GetBucketVersioning/ },
    'the answer was another document': { unreadable: { versioning: 'not-understood' }, says: /not the document/ },
  },
});
