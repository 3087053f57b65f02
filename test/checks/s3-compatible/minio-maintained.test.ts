import { minioMaintained } from '../../../src/checks/s3-compatible/minio-maintained.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { ceph, minio, server } from './support.ts';

describeCheck<'s3-compatible'>(minioMaintained, {
  'passes when': { 'it is AIStor': { given: { server: server({ family: 'aistor' }) }, says: /MinIO AIStor$/ } },
  'asks when': {
    'it is MinIO of an edition that nobody tells': {
      given: { server: minio },
      says: /^the server is MinIO; whether/,
      severity: 'low',
    },
  },
  'does not apply when': {
    'it is Ceph': { given: { server: ceph }, says: 'no answer of the server says that it is MinIO' },
    'the server does not say': { given: { server: server() }, says: /says that it is MinIO$/ },
  },
});
