import { azureDeploymentAvailable } from '../../../src/checks/azure/deployment-available.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureDeploymentAvailable, {
  'passes when': {
    'dedicated, at either level': {
      with: { deployment: 'dedicated' },
      says: 'dedicated W&B takes an Azure container at instance and at team level',
    },
    'self-managed, for a team': {
      with: { deployment: 'self-managed', level: 'team' },
      says: 'self-managed W&B takes an Azure container at team level',
    },
    'dedicated, at instance level, in an old edition': {
      with: { deployment: 'dedicated', level: 'instance', edition: '2023-11' },
      says: 'dedicated W&B takes an Azure container at instance level',
    },
  },
  'fails when': {
    'multi-tenant, whatever the level': {
      with: { deployment: 'multi-tenant' },
      says: 'multi-tenant W&B takes no container of Azure',
      severity: 'high',
    },
    'multi-tenant, for a team': {
      with: { deployment: 'multi-tenant', level: 'team' },
      says: 'multi-tenant W&B takes no container of Azure',
    },
    'dedicated, for a team, in an old edition': {
      with: { deployment: 'dedicated', level: 'team', edition: '2024-02' },
      says: 'dedicated W&B takes no Azure container at team level by the documents of 2024-02',
    },
  },
  'asks when': {
    'nothing is declared': { says: 'which W&B deployment will use the container is not declared' },
    'the level is not declared in an old edition': {
      with: { deployment: 'dedicated', edition: '2023-11' },
      says: /instance level only, and the level is not declared$/,
    },
  },
});
