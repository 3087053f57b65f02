import { ownershipControls } from '../../../src/checks/aws/ownership-controls.ts';
import { describeCheck } from '../../support/describe-check.ts';

const owned = (ObjectOwnership: string) => ({ ownershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership }] } } });

describeCheck(ownershipControls, {
  'passes when': {
    'ACLs are off': { given: owned('BucketOwnerEnforced'), says: 'object ownership is BucketOwnerEnforced' },
    "it is what W&B's Terraform sets": { given: owned('BucketOwnerPreferred'), says: 'object ownership is BucketOwnerPreferred' },
  },
  'fails when': {
    'the writer owns': {
      given: owned('ObjectWriter'),
      says: 'object ownership is ObjectWriter, so objects belong to whoever writes them',
      severity: 'medium',
    },
    'it was never set, as in buckets from before April 2023': {
      says: 'object ownership was never set, so objects belong to whoever writes them',
      severity: 'low',
    },
    'the answer has no rule': {
      given: { ownershipControls: { OwnershipControls: { Rules: [] } } },
      says: /never set/,
      severity: 'low',
    },
  },
});
