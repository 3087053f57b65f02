import { gcsVersioning } from '../../../src/checks/gcs/versioning.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

describeCheck<'gcs'>(gcsVersioning, {
  'passes when': {
    'it is enabled': { given: bucket({ versioning: { enabled: true } }), says: 'object versioning is enabled' },
  },
  'fails when': {
    'a hierarchical namespace forbids it': {
      given: bucket({ hierarchicalNamespace: { enabled: true } }),
      says: 'object versioning is off and cannot be enabled: the bucket has a hierarchical namespace',
      key: 'hierarchical-namespace',
    },
    'it was never enabled': { given: bucket(), says: 'object versioning is not enabled', severity: 'medium' },
    'it was turned off, which leaves an empty member': { given: bucket({ versioning: {} }), says: /not enabled/ },
    'the documents of 2025-03 require it': {
      given: bucket(),
      with: { edition: '2025-03' },
      says: /not enabled/,
      severity: 'medium',
    },
    'the documents of 2023-11 do not mention it': {
      given: bucket(),
      with: { edition: '2023-11' },
      says: /not enabled/,
      severity: 'low',
    },
  },
  'does not apply when': noBucket,
});
