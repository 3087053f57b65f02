import { azureIdentity } from '../../../src/checks/azure/identity.ts';
import { assigned, theIdentity } from '../../support/azure-facets.ts';
import { clientId, principalId, roles, tenant } from '../../support/cases/azure/base.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureIdentity, {
  'passes when': {
    'it has the declared client id': {
      given: theIdentity,
      with: { principal: clientId, tenant },
      says: `the managed identity acme-wandb has the client id ${clientId}`,
    },
    'the tenant is not declared': { given: theIdentity, with: { principal: clientId.toUpperCase() }, says: /has the client id/ },
    'it is declared by its principal id at instance level': {
      given: theIdentity,
      with: { principal: principalId, level: 'instance', access: 'managed-identity' },
      says: /has the client id/,
    },
    'it is in a subscription of W&B and has roles here': {
      given: assigned({ role: roles.reader }),
      unreadable: { identity: 'no-such-resource' },
      with: { principal: principalId, level: 'instance' },
      says: /^roles of the account are assigned to the principal id/,
    },
  },
  'fails when': {
    'it is in another tenant': {
      given: theIdentity,
      with: { principal: clientId, tenant: '5e1f0000-0000-4000-8000-0000000000ff' },
      says: /^the managed identity is in the tenant .* is declared for W&B$/,
      severity: 'high',
    },
  },
  'asks when': {
    'its principal id was taken for the client id': {
      given: theIdentity,
      with: { principal: principalId },
      says: /^the declared principal is the principal id of the managed identity, and W&B signs in with its client id/,
      severity: 'medium',
    },
    'the evidence is about another one': {
      given: theIdentity,
      with: { principal: '5e1f0000-0000-4000-8000-0000000000ff' },
      says: /^the evidence is about the managed identity .*, and another principal is declared$/,
      severity: 'medium',
    },
    'how W&B gets in is not declared': { says: /is not declared$/ },
    'a team has no declared identity': { with: { level: 'team' }, says: 'the managed identity that W&B uses is not declared' },
    'the principal is of another cloud': {
      with: { principal: 'arn:aws:iam::830241207209:root' },
      says: /^the declared principal is no client id/,
    },
  },
  'cannot tell when': {
    'it may not be read': {
      unreadable: { identity: 'access-denied' },
      with: { principal: clientId },
      says: /^the managed identity could not be read/,
    },
  },
  'does not apply when': { 'W&B uses the key': { with: { access: 'account-key' }, says: /no managed identity$/ } },
});
