import { azureContainerExists } from '../../../src/checks/azure/container-exists.ts';
import { container } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck<'azure'>(azureContainerExists, {
  'passes when': { 'the container is there': { given: container(), says: 'the container exists' } },
  'fails when': {
    'there is none': { says: 'the account has no such container', severity: 'high' },
    'it was deleted and is kept for a while': {
      given: container({ deleted: true }),
      says: 'the container was deleted and waits for the end of its retention',
    },
  },
});
