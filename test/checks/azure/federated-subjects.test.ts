import { expect, it } from 'vitest';
import { azureFederatedSubjects } from '../../../src/checks/azure/federated-subjects.ts';
import { federated, theIdentity } from '../../support/azure-facets.ts';
import { clientId, credential, issuer, serviceAccounts } from '../../support/cases/azure/base.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const declared = { principal: clientId, issuer, deployment: 'dedicated', level: 'team' } as const;

const all = serviceAccounts.map((one) => credential(one));
const any = (value: string) => ({
  ...credential('any', {
    issuer: 'https://token.actions.githubusercontent.com',
    subject: null,
    claimsMatchingExpression: { value, languageVersion: 1 },
  }),
  name: 'any',
});
const misspelled = (account: string) =>
  serviceAccounts.map((one) => credential(one, one === account ? { subject: `system:serviceAccount:default:${one}` } : {}));

describeCheck<'azure'>(azureFederatedSubjects, {
  'passes when': {
    'all service accounts have one': {
      given: federated(),
      with: declared,
      says: 'all 13 service accounts of W&B have a federated credential',
    },
    'one is written as an expression that one subject matches': {
      given: federated([...all.slice(1), any("claims['sub'] eq 'system:serviceaccount:default:wandb-app'")]),
      with: { ...declared, issuer: undefined },
      says: /^all 13/,
    },
    'a trusted issuer has one for a single subject': {
      given: federated([
        ...all,
        credential('ci', { issuer: 'https://other.example/', subject: 'repo:acme/ml:ref:refs/heads/main' }),
      ]),
      with: { ...declared, trustedIssuers: ['https://other.example/'] },
      says: /^all 13/,
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
    'an expression lets in every subject of another issuer': {
      given: federated([...all, any("claims['sub'] matches '*'")]),
      with: declared,
      says: "the federated credential any lets in every subject for which claims['sub'] matches '*', of the issuer https://token.actions.githubusercontent.com",
      severity: 'high',
    },
    'an expression lets in more than one subject of a trusted issuer': {
      given: federated([...all, any("claims['sub'] matches 'repo:acme/*'")]),
      with: { ...declared, trustedIssuers: ['https://token.actions.githubusercontent.com'] },
      says: /^the federated credential any lets in every subject/,
      severity: 'high',
    },
    'one differs by letter case': {
      given: federated(misspelled('wandb-console')),
      with: declared,
      says: /^the federated credential .*-wandb-console is for system:serviceAccount:default:wandb-console, which differs from the service account of W&B by letter case/,
      severity: 'low',
    },
    'that of a self-managed wandb-app differs by letter case': {
      given: federated(misspelled('wandb-app')),
      with: { ...declared, deployment: 'self-managed' },
      says: /by letter case, and Microsoft Entra compares it, without which W&B does not get at the container$/,
      severity: 'high',
    },
    'wandb-app is served by another issuer, which is trusted, only': {
      given: federated([...all.slice(1), credential('wandb-app', { issuer: 'https://other.example/' })]),
      with: { ...declared, trustedIssuers: ['https://other.example/'] },
      says: /^no federated credential is for wandb-app/,
      severity: 'high',
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
    'an expression is not one that is understood': {
      given: federated([...all, any("claims['sub'] startswith 'repo:'")]),
      with: declared,
      says: /^whom does the federated credential any let in\? Its expression claims\['sub'\] startswith 'repo:' is not one/,
      severity: 'high',
    },
    'a credential tells no subject': {
      given: federated([...all, credential('any', { subject: null })]),
      with: declared,
      says: /^whom does the federated credential acme-wandb-federated-credential-any let in\? Its subject is not told/,
      severity: 'high',
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

it('corrects a credential that differs by letter case and adds none beside it', () => {
  const { remediation } = judge(azureFederatedSubjects, { given: federated(misspelled('wandb-console')), with: declared });
  expect(remediation?.commands).toEqual([
    expect.stringMatching(
      /^az identity federated-credential update --name acme-wandb-federated-credential-wandb-console .* --subject system:serviceaccount:default:wandb-console /,
    ),
  ]);
});
