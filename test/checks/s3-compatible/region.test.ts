import { region } from '../../../src/checks/s3-compatible/region.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { ceph, minio, server } from './support.ts';

const location = { LocationConstraint: 'eu-central-1' };
const declared = { region: 'us-east-1' };

describeCheck<'s3-compatible'>(region, {
  'passes when': {
    'the server says the same': { given: { location, server: minio }, with: { region: 'eu-central-1' }, says: /eu-central-1/ },
    'the server says nothing, which is us-east-1': {
      given: { location: { LocationConstraint: null }, server: minio },
      with: declared,
      says: 'the server says us-east-1, as declared',
    },
  },
  'fails when': {
    'MinIO has another one': {
      given: { location, server: minio },
      with: declared,
      says: 'the server says that the bucket is in eu-central-1, and W&B is told us-east-1; MinIO refuses signatures for another region',
      severity: 'medium',
    },
  },
  'asks when': {
    'a server that may not check it has another one': {
      given: { location, server: server() },
      with: declared,
      says: /is not known$/,
      severity: 'low',
    },
    'it is spelled like none of S3, and the server tells none': {
      given: { location, server: ceph },
      with: { region: 'us-east1' },
      says: /^the region us-east1 is spelled like none of S3/,
      severity: 'low',
    },
    'the server tells none': { given: { server: server() }, with: declared, says: 'the server does not tell its region' },
  },
  'does not apply when': {
    'none is declared': { given: { location, server: minio }, says: 'no region is declared; the URI of the store needs one' },
    'Ceph names a zone group': {
      given: { location: { LocationConstraint: 'default' }, server: ceph },
      with: declared,
      says: 'Ceph names a zone group where S3 names a region, and accepts any region in a signature',
    },
    'the server does not have the call': {
      given: { server: server() },
      unreadable: { location: 'not-supported' },
      with: declared,
      says: /^the server does not support S3 GetBucketLocation/,
    },
  },
  'cannot tell when': {
    'the call is denied': {
      given: { server: minio },
      unreadable: { location: 'access-denied' },
      with: declared,
      says: /grant s3:GetBucketLocation/,
    },
  },
});
