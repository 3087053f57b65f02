import { azurePublicAccessContainer } from '../../../src/checks/azure/public-access-container.ts';
import { account, container } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azurePublicAccessContainer, {
  'passes when': {
    'it is None': { given: container({ publicAccess: 'None' }), says: 'the container is private' },
    'nothing is told, and the account forbids it': {
      given: { ...container({ publicAccess: null }), ...account({ allowBlobPublicAccess: false }) },
      says: 'the account forbids public containers',
    },
  },
  'fails when': {
    'it is Container': {
      given: container({ publicAccess: 'Container' }),
      says: 'everybody on the Internet can list and read every blob (publicAccess is Container)',
      severity: 'high',
    },
    'it is Blob, and the account allows it': {
      given: { ...container({ publicAccess: 'Blob' }), ...account({ allowBlobPublicAccess: true }) },
      says: /^everybody on the Internet can read every blob whose name they know/,
      severity: 'high',
    },
    'the account holds it back': {
      given: { ...container({ publicAccess: 'Blob' }), ...account({ allowBlobPublicAccess: false }) },
      says: /only the setting of the account holds it back$/,
      severity: 'medium',
    },
  },
  'asks when': {
    'nothing is told': { given: container(), says: 'the answer does not tell whether the container is public', severity: 'low' },
    'it is unknown': { given: container({ publicAccess: 'Friends' }), says: /Friends, which byob-audit does not know$/ },
  },
  'does not apply when': { 'there is no container': { says: /see azure\/container-exists$/ } },
});
