import { azureFederatedSubjects } from '../../../src/checks/azure/federated-subjects.ts';
import { federated, theIdentity } from '../../support/azure-facets.ts';
import { clientId, credential, issuer, serviceAccounts } from '../../support/cases/azure/base.ts';
import { describeCheck } from '../../support/describe-check.ts';

const declared = { principal: clientId, issuer, deployment: 'dedicated', level: 'team' } as const;

describeCheck<'azure'>(azureFederatedSubjects, {
  'passes when': {
    'all service accounts have one': {
      given: federated(),
      with: declared,
      says: 'all 13 service accounts of W&B have a federated credential',
    },
    'a newer release has more': {
      given: federated([...serviceAccounts.map((one) => credential(one)), credential('wandb-flat-run-fields-updater')]),
      with: declared,
      says: /^all 13/,
    },
  },
  'fails when': {
    'wandb-app has none': {
      given: federated(serviceAccounts.slice(1).map((one) => credential(one))),
      with: declared,
      says: 'no federated credential is for wandb-app, without which W&B does not get at the container',
      severity: 'high',
    },
    'there is none at all': {
      given: federated([]),
      with: declared,
      says: /^the managed identity has no federated credential/,
      severity: 'high',
    },
    'a self-managed W&B has none at all': {
      given: federated([]),
      with: { ...declared, deployment: 'self-managed' },
      says: /^the managed identity has no/,
    },
    'wandb-bucket-access has none': {
      given: federated(serviceAccounts.slice(0, -1).map((one) => credential(one))),
      with: declared,
      says: 'no federated credential is for wandb-bucket-access, as which newer charts of W&B sign',
      severity: 'medium',
    },
    'others have none': {
      given: federated([credential('wandb-app'), credential('wandb-bucket-access')]),
      with: declared,
      says: /^no federated credential is for wandb-api, wandb-console, .* so features of W&B may fail$/,
      severity: 'low',
    },
    'a stranger has one': {
      given: federated([
        ...serviceAccounts.map((one) => credential(one)),
        credential('x', { subject: 'system:serviceaccount:ci:x' }),
      ]),
      with: declared,
      says: /lets in system:serviceaccount:ci:x, which is no service account of W&B that is known$/,
      severity: 'low',
    },
  },
  'asks when': {
    'a self-managed W&B runs in another namespace': {
      given: federated([credential('wandb-app', { subject: 'system:serviceaccount:wandb:wandb-app' })]),
      with: { ...declared, deployment: 'self-managed' },
      says: /which service accounts your release of W&B has is known to you only$/,
    },
    'a credential matches by an expression': {
      given: federated([
        credential('any', {
          subject: null,
          claimsMatchingExpression: { value: "claims['sub'] matches '*'", languageVersion: 1 },
        }),
      ]),
      with: declared,
      says: /match by an expression/,
    },
    'nothing is declared': { says: /is not declared$/ },
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
    'the identity is that of the instance': { with: { ...declared, level: 'instance' }, says: /are set by W&B$/ },
    'W&B uses the key': { with: { access: 'account-key' }, says: /no managed identity$/ },
  },
});
