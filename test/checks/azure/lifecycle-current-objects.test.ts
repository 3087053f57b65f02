import { azureLifecycleCurrentObjects } from '../../../src/checks/azure/lifecycle-current-objects.ts';
import type { FacetValue } from '../../../src/evidence/index.ts';
import { describeCheck } from '../../support/describe-check.ts';

type Definition = FacetValue<'azure', 'managementPolicy'>['properties']['policy']['rules'][number]['definition'];

const after = (days: number) => ({ daysAfterModificationGreaterThan: days });
const rules = (definition: Definition, enabled = true) => ({
  managementPolicy: { properties: { policy: { rules: [{ enabled, name: 'tidy', type: 'Lifecycle', definition }] } } },
});

describeCheck<'azure'>(azureLifecycleCurrentObjects, {
  'passes when': {
    'there are no rules': { says: 'there are no lifecycle rules' },
    'it acts on versions only': {
      given: rules({ actions: { version: { delete: after(30) } } }),
      says: 'no lifecycle rule takes current blobs away',
    },
    'it is off': {
      given: rules({ actions: { baseBlob: { delete: after(30) } } }, false),
      says: 'no lifecycle rule takes current blobs away',
    },
    'it is for another container': {
      given: rules({ actions: { baseBlob: { delete: after(30) } }, filters: { prefixMatch: ['wandb-scratch/'] } }),
      says: 'no lifecycle rule takes current blobs away',
    },
    'it is for another path': {
      given: rules({ actions: { baseBlob: { delete: after(30) } }, filters: { prefixMatch: ['wandb/tmp/'] } }),
      with: { target: { uri: 'az://acmestorage/wandb/runs', bucket: 'wandb', account: 'acmestorage', prefix: 'runs' } },
      says: 'no lifecycle rule takes current blobs away',
    },
    'it is for append blobs': {
      given: rules({ actions: { baseBlob: { delete: after(30) } }, filters: { blobTypes: ['appendBlob'] } }),
      says: 'no lifecycle rule takes current blobs away',
    },
    'it moves blobs to a tier that stays online': {
      given: rules({ actions: { baseBlob: { tierToCool: after(30), tierToCold: after(90) } } }),
      says: 'no lifecycle rule takes current blobs away',
    },
  },
  'fails when': {
    'it deletes in the whole account': {
      given: rules({ actions: { baseBlob: { delete: after(30), tierToCool: after(7) } } }),
      says: 'the rule "tidy" deletes current blobs after 30 days without a change in the whole account',
      severity: 'high',
    },
    'it deletes in the container': {
      given: rules({
        actions: { baseBlob: { delete: { daysAfterCreationGreaterThan: 1 } } },
        filters: { prefixMatch: ['wandb'] },
      }),
      says: 'the rule "tidy" deletes current blobs after 1 day of age below "wandb"',
    },
    'it archives': {
      given: rules({ actions: { baseBlob: { tierToArchive: after(90) } } }),
      says: /moves current blobs to the tier Archive/,
      severity: 'medium',
    },
    'it names no time': { given: rules({ actions: { baseBlob: { delete: {} } } }), says: /deletes current blobs at once/ },
  },
  'asks when': {
    'it goes by index tags': {
      given: rules({
        actions: { baseBlob: { delete: after(30) } },
        filters: { blobIndexMatch: [{ name: 'tmp', op: '==', value: 'yes' }] },
      }),
      says: /where their index tags match, and whether blobs of W&B match is not known$/,
      severity: 'low',
    },
  },
});
