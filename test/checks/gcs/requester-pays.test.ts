import { gcsRequesterPays } from '../../../src/checks/gcs/requester-pays.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

describeCheck<'gcs'>(gcsRequesterPays, {
  'passes when': {
    'nothing is set': { given: bucket(), says: 'the owner of the bucket pays for requests' },
    'billing is set without it': { given: bucket({ billing: {} }), says: /owner/ },
    'it is off': { given: bucket({ billing: { requesterPays: false } }), says: /owner/ },
  },
  'fails when': {
    'it is on': {
      given: bucket({ billing: { requesterPays: true } }),
      says: 'Requester Pays is on, and the pre-signed URLs of W&B name no project to bill',
      severity: 'high',
    },
  },
  'does not apply when': noBucket,
});
