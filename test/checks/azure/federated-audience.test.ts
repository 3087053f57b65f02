import { azureFederatedAudience } from '../../../src/checks/azure/federated-audience.ts';
import { federated, theIdentity } from '../../support/azure-facets.ts';
import { clientId, credential, issuer } from '../../support/cases/azure/base.ts';
import { describeCheck } from '../../support/describe-check.ts';

const declared = { principal: clientId, issuer, deployment: 'dedicated', level: 'team' } as const;

const usgov = 'https://usgovvirginia.oic.prod-aks.azure.us/t/i/';

describeCheck<'azure'>(azureFederatedAudience, {
  'passes when': {
    'it is the one of Azure': {
      given: federated(),
      with: declared,
      says: 'the federated credentials have the audience api://AzureADTokenExchange',
    },
    'it is the one of the declared cloud': {
      given: federated([credential('wandb-app', { audiences: ['api://AzureADTokenExchangeChina'] })]),
      with: { ...declared, azureCloud: 'china' },
      says: 'the federated credentials have the audience api://AzureADTokenExchangeChina',
    },
  },
  'fails when': {
    'a government cloud is declared and the audience is that of the public one': {
      given: federated([credential('wandb-app')]),
      with: { ...declared, azureCloud: 'usgov' },
      says: /has the audience api:\/\/AzureADTokenExchange, and tokens of W&B are for api:\/\/AzureADTokenExchangeUSGov$/,
      severity: 'high',
    },
    'it is another': {
      given: federated([credential('wandb-app', { audiences: ['sts.amazonaws.com'] })]),
      with: declared,
      says: /has the audience sts\.amazonaws\.com, and tokens of W&B are for api:\/\/AzureADTokenExchange$/,
      severity: 'high',
    },
    'it differs in case': {
      given: federated([credential('wandb-app', { audiences: ['api://azureadtokenexchange'] })]),
      with: declared,
      says: /has the audience api:\/\/azureadtokenexchange, and .* differ by letter case, which Microsoft Entra compares$/,
      severity: 'high',
    },
    'there is none': { given: federated([credential('wandb-app', { audiences: [] })]), with: declared, says: /has no audience/ },
    'one has another beside it and one has another instead': {
      given: federated([
        credential('wandb-app', { audiences: ['api://AzureADTokenExchange', 'x'] }),
        credential('wandb-api', { audiences: ['sts.amazonaws.com'] }),
      ]),
      with: declared,
      says: /and 1 more has the audience sts\.amazonaws\.com/,
      severity: 'high',
    },
    'there is another beside it': {
      given: federated([credential('wandb-app', { audiences: ['api://AzureADTokenExchange', 'x'] })]),
      with: declared,
      says: /AzureADTokenExchange, x,/,
      severity: 'low',
    },
  },
  'asks when': {
    'nothing is declared': { says: /is not declared$/ },
    'the cloud is not declared and the issuer is of a sovereign one': {
      given: federated([credential('wandb-app', { issuer: usgov, audiences: ['api://AzureADTokenExchangeUSGov'] })]),
      with: { ...declared, issuer: usgov },
      says: /^in which cloud of Azure is the identity\?/,
      severity: 'medium',
    },
    'the cloud is not declared and only the audience is of a sovereign one': {
      given: federated([credential('wandb-app', { audiences: ['api://AzureADTokenExchangeChina'] })]),
      with: declared,
      says: /^in which cloud of Azure is the identity\?/,
    },
    'the cloud is not declared, the issuer is of a sovereign one, and the audience is that of the public one': {
      given: federated([credential('wandb-app', { issuer: usgov })]),
      with: declared,
      says: /^in which cloud of Azure is the identity\?/,
    },
  },
  'cannot tell when': {
    'the credentials may not be read': {
      given: theIdentity,
      unreadable: { federatedCredentials: 'access-denied' },
      with: declared,
      says: /^the federated credentials of the identity could not be read/,
    },
  },
  'does not apply when': {
    'there is no credential': { given: federated([]), with: declared, says: /^the identity has no federated credential/ },
    'W&B uses the key': { with: { access: 'account-key' }, says: /no managed identity$/ },
  },
});
