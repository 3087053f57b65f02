import { expect, it } from 'vitest';
import { checks } from '../../../src/checks/all.ts';
import { publicAccessBlock } from '../../../src/checks/s3-compatible/public-access-block.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { ceph, minio, server } from './support.ts';

const block = (on: boolean, more: Readonly<Record<string, boolean>> = {}) => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: on,
    IgnorePublicAcls: on,
    BlockPublicPolicy: on,
    RestrictPublicBuckets: on,
    ...more,
  },
});

describeCheck<'s3-compatible'>(publicAccessBlock, {
  'passes when': {
    'Ceph has none': { given: { server: ceph }, says: 'BlockPublicAcls is off, with which Ceph would refuse every upload' },
    'Ceph 16 answers that all is off': {
      given: { publicAccessBlock: block(false), server: ceph },
      says: /^BlockPublicAcls is off/,
    },
    'another of its settings is on with Ceph': {
      given: { publicAccessBlock: block(true, { BlockPublicAcls: false }), server: ceph },
      says: /^BlockPublicAcls is off/,
    },
  },
  'fails when': {
    'all of it is on with Ceph': {
      given: { publicAccessBlock: block(true), server: ceph },
      says: 'BlockPublicAcls is on, with which Ceph refuses every upload',
      severity: 'high',
    },
    'that setting alone is on': {
      given: { publicAccessBlock: block(false, { BlockPublicAcls: true }), server: ceph },
      says: /refuses every upload$/,
    },
  },
  'asks when': {
    'it is on, and the server does not say what it is': {
      given: { publicAccessBlock: block(true), server: server() },
      says: 'BlockPublicAcls is on, with which Ceph refuses every upload; whether the server is Ceph is not known',
      severity: 'medium',
    },
    'it is on, and the server was not seen': {
      given: { publicAccessBlock: block(true) },
      unreadable: { server: 'timeout' },
      says: /whether the server is Ceph is not known$/,
    },
  },
  'does not apply when': {
    'it is on with another server': {
      given: { publicAccessBlock: block(true), server: server({ family: 'seaweedfs' }) },
      says: /on Ceph only$/,
    },
    'it is off, whatever the server': { given: { publicAccessBlock: block(false), server: server() }, says: /on Ceph only$/ },
    'the server does not have it': {
      given: { server: minio },
      unreadable: { publicAccessBlock: 'not-supported' },
      says: /^MinIO does not support S3 GetPublicAccessBlock/,
    },
  },
  'cannot tell when': {
    'it may not be read': {
      given: { server: ceph },
      unreadable: { publicAccessBlock: 'access-denied' },
      says: /grant s3:GetBucketPublicAccessBlock/,
    },
  },
});

it('is never advised: no remedy of this provider turns it on', () => {
  const own = checks.filter(({ provider }) => provider === 's3-compatible');
  expect(own.filter(({ remediation }) => /(?:turn|switch|enable|set)[^.]*public access block/i.test(remediation))).toEqual([]);
});
