import { gcsUnusualFeatures } from '../../../src/checks/gcs/unusual-features.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

describeCheck<'gcs'>(gcsUnusualFeatures, {
  'passes when': {
    'it is an ordinary one': { given: bucket({ storageClass: 'STANDARD', locationType: 'region' }), says: /^the bucket has no/ },
    'the features are off': {
      given: bucket({ hierarchicalNamespace: {}, autoclass: { enabled: false } }),
      says: /^the bucket has no/,
    },
  },
  'fails when': {
    'it has a hierarchical namespace': {
      given: bucket({ hierarchicalNamespace: { enabled: true } }),
      says: 'the bucket has a hierarchical namespace, which no document of W&B mentions',
      severity: 'info',
    },
    'it has Autoclass': { given: bucket({ autoclass: { enabled: true } }), says: /has Autoclass,/ },
    'it is zonal': { given: bucket({ storageClass: 'RAPID', locationType: 'zone' }), says: /has a location in one zone,/ },
  },
  'does not apply when': noBucket,
});
