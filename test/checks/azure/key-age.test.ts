import { azureKeyAge } from '../../../src/checks/azure/key-age.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const keys = (days: number, key1?: string, key2?: string) =>
  account({ keyPolicy: { keyExpirationPeriodInDays: days }, keyCreationTime: { key1, key2 } });

describeCheck<'azure'>(azureKeyAge, {
  'passes when': {
    'both keys are young': {
      given: keys(90, '2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'),
      says: 'both keys are younger than 90 days',
    },
  },
  'fails when': {
    'one is too old': {
      given: keys(90, '2026-05-25T12:00:00Z', '2026-11-01T00:00:00Z'),
      says: 'key1 is 180 days old, and the key policy asks for rotation after 90 days',
      severity: 'low',
    },
    'both are': {
      given: keys(1, '2026-11-18T12:00:00Z', '2026-11-17T12:00:00Z'),
      says: /^key1 is 3 days old and key2 is 4 days old, .* after 1 day$/,
    },
  },
  'asks when': { 'nothing tells when they were made': { given: keys(90), says: /does not tell when the keys were made$/ } },
  'does not apply when': {
    'there is no account': { says: /^there is no storage account/ },
    'there is no policy': { given: account(), says: 'the account has no key policy' },
    'the keys are refused': { given: account({ allowSharedKeyAccess: false }), says: 'the account refuses its keys' },
    'W&B uses none': { given: keys(1, '2020-01-01T00:00:00Z'), with: { access: 'managed-identity' }, says: /none of the keys$/ },
  },
});
