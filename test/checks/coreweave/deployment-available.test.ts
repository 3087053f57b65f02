import { deploymentAvailable } from '../../../src/checks/coreweave/deployment-available.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'coreweave'>(deploymentAvailable, {
  'passes when': {
    'a team of Multi-tenant Cloud uses it': {
      with: { deployment: 'multi-tenant', level: 'team' },
      says: 'multi-tenant takes a CoreWeave bucket at team level',
    },
  },
  'fails when': {
    'Multi-tenant Cloud is to use it for the instance': {
      with: { deployment: 'multi-tenant', level: 'instance' },
      says: 'multi-tenant has no bucket of your own at instance level',
      severity: 'high',
    },
    'the documents of the edition do not know CoreWeave': {
      with: { deployment: 'dedicated', level: 'team', edition: '2025-03' },
      says: 'dedicated does not take a CoreWeave bucket by the documents of edition 2025-03',
      severity: 'high',
      key: 'not-offered',
    },
  },
  'asks when': {
    'the deployment is not declared': { says: 'which W&B deployment will use the bucket is not declared' },
    'the level of Multi-tenant Cloud is not declared': {
      with: { deployment: 'multi-tenant' },
      says: /the level is not declared$/,
    },
    'Dedicated Cloud runs a version that nobody tells': {
      with: { deployment: 'dedicated', level: 'team' },
      says: /since server 0\.73\.0; which version runs is not visible in the bucket$/,
      severity: 'low',
    },
    'Self-Managed has a chart as well': {
      with: { deployment: 'self-managed' },
      says: /since server 0\.73\.0 and Helm chart 0\.33\.14;/,
      severity: 'low',
    },
    'W&B has to set the instance level up': {
      with: { deployment: 'dedicated', level: 'instance' },
      says: /at instance level W&B has to set it up: self-service is not supported$/,
      severity: 'low',
    },
  },
});
