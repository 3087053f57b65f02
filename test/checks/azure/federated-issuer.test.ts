import { expect, it } from 'vitest';
import { azureFederatedIssuer } from '../../../src/checks/azure/federated-issuer.ts';
import { federated, theIdentity } from '../../support/azure-facets.ts';
import { clientId, credential, issuer, serviceAccounts } from '../../support/cases/azure/base.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const declared = { principal: clientId, issuer, deployment: 'dedicated', level: 'team' } as const;

const stranger = (foreign: string) => ({ ...credential('wandb-app', { issuer: foreign }), name: 'other' });
const anySubject = (foreign: string) =>
  credential('any', {
    issuer: foreign,
    subject: null,
    claimsMatchingExpression: { value: "claims['sub'] matches '*'", languageVersion: 1 },
  });

describeCheck<'azure'>(azureFederatedIssuer, {
  'passes when': {
    'every credential names it': {
      given: federated(),
      with: declared,
      says: `the federated credentials name the issuer ${issuer}`,
    },
    'the issuer of another credential is declared as trusted': {
      given: federated([credential('wandb-app'), stranger('https://other.example/')]),
      with: { ...declared, trustedIssuers: ['https://other.example/'] },
      says: /^the federated credentials name the issuer/,
    },
    'a trusted issuer has a credential for a service account of its own': {
      given: federated([credential('wandb-app'), credential('wandb-api', { issuer: 'https://other.example/' })]),
      with: { ...declared, trustedIssuers: ['https://other.example/'] },
      says: /^the federated credentials name the issuer/,
    },
  },
  'fails when': {
    'the slash at its end is missing': {
      given: federated(serviceAccounts.map((one) => credential(one, { issuer: issuer.slice(0, -1) }))),
      with: declared,
      says: /and 12 more differs from the declared one by the slash at its end/,
      severity: 'high',
    },
    'the slash was left out of the declaration': {
      given: federated([credential('wandb-app')]),
      with: { ...declared, issuer: issuer.slice(0, -1) },
      says: /by the slash at its end/,
    },
    'it differs in case': {
      given: federated([credential('wandb-app', { issuer: issuer.toUpperCase() })]),
      with: declared,
      says: /differs from the declared one by letter case only, which Microsoft Entra compares: HTTPS/,
      severity: 'high',
    },
  },
  'asks when': {
    'a second credential for the same service account is of another issuer': {
      given: federated([credential('wandb-app'), stranger('https://evil.example/')]),
      with: declared,
      says: 'is https://evil.example/ an issuer of yours? The federated credential other lets system:serviceaccount:default:wandb-app of it act as W&B',
      severity: 'medium',
    },
    'one of several unknown subjects has the declared one': {
      given: federated([
        credential('my-wandb'),
        credential('ci', { issuer: 'https://token.actions.githubusercontent.com', subject: 'repo:acme/ml:ref:refs/heads/main' }),
      ]),
      with: declared,
      says: /^is https:\/\/token\.actions\.githubusercontent\.com an issuer of yours\?/,
    },
    'the answer leaves out the issuer of a credential': {
      given: federated([credential('wandb-app', { issuer: null })]),
      with: declared,
      says: /^of which issuer is a federated credential that tells none\? The federated credential .*-wandb-app lets/,
      severity: 'medium',
    },
    'several are of other issuers': {
      given: federated([credential('wandb-app'), stranger('https://a.example/'), stranger('https://b.example/')]),
      with: { ...declared, trustedIssuers: ['https://c.example/'] },
      says: /^is https:\/\/a\.example\/ an issuer of yours\? .* \(and 1 more\)$/,
    },
    'the credential of another issuer lets in more than one subject': {
      given: federated([credential('wandb-app'), stranger('https://a.example/'), anySubject('https://evil.example/')]),
      with: declared,
      says: /^is https:\/\/evil\.example\/ an issuer of yours\? The federated credential acme-wandb-federated-credential-any lets every subject for which claims\['sub'\] matches '\*'/,
      severity: 'high',
    },
    'the issuer is not declared and a credential lets in more than one subject': {
      given: federated([credential('wandb-app'), anySubject('https://evil.example/')]),
      with: { ...declared, issuer: undefined },
      says: /and https:\/\/evil\.example\/, and the OIDC issuer of the W&B instance is not declared$/,
      severity: 'high',
    },
    'the issuer is not declared': {
      given: federated(),
      with: { ...declared, issuer: undefined },
      says: /issuer of the W&B instance is not declared$/,
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
    'there is no credential': { given: federated([]), with: declared, says: /^the identity has no federated credential/ },
    'the identity is that of the instance': { with: { ...declared, level: 'instance' }, says: /are set by W&B$/ },
    'W&B uses the key': { with: { access: 'account-key' }, says: /no managed identity$/ },
  },
});

it('writes no command that would take the expression of a credential away', () => {
  const expression = {
    subject: undefined,
    issuer: 'https://other.example/',
    claimsMatchingExpression: { value: "claims['sub']" },
  };
  const found = judge(azureFederatedIssuer, { given: federated([credential('wandb-any', expression)]), with: declared });
  expect(found.status).toBe('fail');
  expect(found.remediation?.commands ?? []).toEqual([]);
});

it('asks about each stranger beside a credential that is wrong', () => {
  const found = judge(azureFederatedIssuer, {
    given: federated([
      credential('wandb-app', { issuer: 'https://a.example/' }),
      credential('wandb-api'),
      { ...credential('wandb-api', { issuer: 'https://b.example/' }), name: 'other' },
    ]),
    with: declared,
  });
  expect(found.status).toBe('fail');
  expect(found.details).toEqual([expect.stringMatching(/^is https:\/\/b\.example\/ an issuer of yours\?/)]);
});

it('asks for each credential of another issuer, and names the flag that answers', () => {
  const found = judge(azureFederatedIssuer, {
    given: federated([credential('wandb-app'), stranger('https://a.example/'), stranger('https://b.example/')]),
    with: declared,
  });
  expect(found.answer).toBe('trustedIssuers');
  expect(found.details).toEqual([expect.stringMatching(/^is https:\/\/b\.example\/ an issuer of yours\?/)]);
});
