import { kindOnRequest } from '../../../src/checks/azure-ai/kind-on-request.ts';
import { servicesId, item, hidden, account, services, hubWith, accountOf } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(kindOnRequest, {
  'passes when': { 'it is another kind': { given: hubWith(), says: /is of kind AIServices, which needs no request/ } },
  'asks when': {
    'the kind is not told': {
      given: accountOf(account({}, { kind: null })),
      says: /^of which kind is the account acme-foundry\? The answer does not tell/,
      severity: 'low',
    },
    'the kind is not told, and neither are the projects': {
      given: accountOf(account({}, { kind: null })),
      unreadable: { foundryProjects: 'not-recorded' },
      says: /^of which kind is the account acme-foundry\?/,
    },
    'the kind is empty': {
      given: hubWith({ accounts: [item(servicesId, services({}, { kind: '' }))] }),
      says: /^of which kind is the Azure AI services account/,
    },
    'it is Speech': {
      given: hubWith({ accounts: [item(servicesId, services({}, { kind: 'SpeechServices' }))] }),
      says: /is of kind SpeechServices, for which/,
      severity: 'low',
    },
    'the account itself is': {
      given: accountOf(account({}, { kind: 'ContentModerator' })),
      says: /account acme-foundry is of kind ContentModerator/,
    },
  },
  'cannot tell when': { 'it may not be read': { given: hubWith({ accounts: [hidden(servicesId)] }), says: /could not be read/ } },
  'does not apply when': { 'there is none': { given: hubWith({ accounts: [] }), says: /is connected to no/ } },
});
