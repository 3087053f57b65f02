import { deploymentAvailable } from '../../../src/checks/s3-compatible/deployment-available.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'s3-compatible'>(deploymentAvailable, {
  'passes when': {
    'a team of Dedicated Cloud uses it': {
      with: { deployment: 'dedicated', level: 'team' },
      says: 'dedicated takes an S3-compatible store at team level',
    },
    'Self-Managed uses it at a level that is not declared': {
      with: { deployment: 'self-managed' },
      says: 'self-managed takes an S3-compatible store at instance and at team level',
    },
  },
  'fails when': {
    'Multi-tenant Cloud is to use it for a team': {
      with: { deployment: 'multi-tenant', level: 'team' },
      says: 'multi-tenant does not take an S3-compatible store',
      severity: 'high',
    },
    'the documents of the edition know it for teams only': {
      with: { deployment: 'dedicated', level: 'instance', edition: '2025-03' },
      says: 'dedicated takes an S3-compatible store at team level only by the documents of edition 2025-03',
    },
    'Multi-tenant Cloud is to use it at any level': { with: { deployment: 'multi-tenant' }, says: /^multi-tenant does not take/ },
  },
  'asks when': { 'the deployment is not declared': { says: 'which W&B deployment will use the bucket is not declared' } },
});
