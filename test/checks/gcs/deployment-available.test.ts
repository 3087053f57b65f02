import { gcsDeploymentAvailable } from '../../../src/checks/gcs/deployment-available.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'gcs'>(gcsDeploymentAvailable, {
  'passes when': {
    'a team of Multi-tenant Cloud uses it': {
      with: { deployment: 'multi-tenant', level: 'team' },
      says: 'multi-tenant takes a Cloud Storage bucket at team level',
    },
    'Dedicated Cloud uses it at a level that is not declared': {
      with: { deployment: 'dedicated' },
      says: 'dedicated takes a Cloud Storage bucket at instance and at team level',
    },
    'Self-Managed uses it for the instance': {
      with: { deployment: 'self-managed', level: 'instance' },
      says: 'self-managed takes a Cloud Storage bucket at instance level',
    },
  },
  'fails when': {
    'Multi-tenant Cloud is to use it for the instance': {
      with: { deployment: 'multi-tenant', level: 'instance' },
      says: 'multi-tenant has no bucket of your own at instance level',
      severity: 'high',
    },
  },
  'asks when': {
    'the deployment is not declared': { says: 'which W&B deployment will use the bucket is not declared' },
    'the level of Multi-tenant Cloud is not declared': {
      with: { deployment: 'multi-tenant' },
      says: /the level is not declared$/,
    },
  },
});
