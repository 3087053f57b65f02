import { azureSasPolicy } from '../../../src/checks/azure/sas-policy.ts';
import { account } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const sas = (sasExpirationPeriod: string, expirationAction?: string) =>
  account({ sasPolicy: { sasExpirationPeriod, expirationAction } });

describeCheck<'azure'>(azureSasPolicy, {
  'passes when': {
    'there is none': { given: account(), says: 'the account has no SAS policy' },
    'it allows a day': { given: sas('1.00:00:00', 'Block'), says: /allows 1\.00:00:00/ },
    'it allows a day written in hours': { given: sas('24:00:00', 'Block'), says: /allows 24:00:00/ },
    'it only logs': {
      given: sas('0.01:00:00', 'Log'),
      says: 'the SAS policy logs URLs that live longer than 0.01:00:00 and refuses none',
    },
  },
  'fails when': {
    'it blocks after less than a day': {
      given: sas('0.23:59:59', 'Block'),
      says: 'the SAS policy blocks URLs that live longer than 0.23:59:59, and upload URLs of W&B live for 24 hours',
      severity: 'high',
    },
  },
  'asks when': {
    'its action is unknown': { given: sas('0.01:00:00', 'Warn'), says: /and its action is Warn$/, severity: 'medium' },
    'it has none': { given: sas('0.01:00:00'), says: /and its action is not told$/ },
    'its period is of another form': { given: sas('P1D', 'Block'), says: /not of the form D\.HH:MM:SS$/ },
  },
  'does not apply when': { 'there is no account': { says: /^there is no storage account/ } },
});
