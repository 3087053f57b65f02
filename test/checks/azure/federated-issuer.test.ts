import { expect, it } from 'vitest';
import { azureFederatedIssuer } from '../../../src/checks/azure/federated-issuer.ts';
import { federated, theIdentity } from '../../support/azure-facets.ts';
import { clientId, credential, issuer, serviceAccounts } from '../../support/cases/azure/base.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const declared = { principal: clientId, issuer, deployment: 'dedicated', level: 'team' } as const;

describeCheck<'azure'>(azureFederatedIssuer, {
  'passes when': {
    'every credential names it': {
      given: federated(),
      with: declared,
      says: `the federated credentials name the issuer ${issuer}`,
    },
    'a second credential serves another instance': {
      given: federated([
        credential('wandb-app'),
        { ...credential('wandb-app', { issuer: 'https://other.example/' }), name: 'second' },
      ]),
      with: declared,
      says: /^the federated credentials name the issuer/,
    },
    'one of several unknown subjects has it': {
      given: federated([
        credential('my-wandb'),
        credential('ci', { issuer: 'https://token.actions.githubusercontent.com', subject: 'repo:acme/ml:ref:refs/heads/main' }),
      ]),
      with: declared,
      says: /^the federated credentials name the issuer/,
    },
    'another subject has another issuer': {
      given: federated([credential('wandb-app'), credential('ci', { issuer: 'https://token.actions.githubusercontent.com' })]),
      with: declared,
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
      says: /names the issuer HTTPS/,
    },
  },
  'asks when': {
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
