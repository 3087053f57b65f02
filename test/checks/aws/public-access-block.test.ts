import { publicAccessBlock } from '../../../src/checks/aws/public-access-block.ts';
import { describeCheck } from '../../support/describe-check.ts';

const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const block = (change: Partial<typeof all> = {}) => ({ PublicAccessBlockConfiguration: { ...all, ...change } });

describeCheck(publicAccessBlock, {
  'passes when': {
    'the bucket sets all four': {
      given: { publicAccessBlock: block() },
      says: 'the bucket blocks public access with all four settings',
    },
    'the bucket sets all four and the account may not be read': {
      given: { publicAccessBlock: block() },
      unreadable: { accountPublicAccessBlock: 'access-denied' },
      says: 'the bucket blocks public access with all four settings',
    },
    'the account sets all four': { given: { accountPublicAccessBlock: block() }, says: 'public access is blocked' },
    'bucket and account set two each': {
      given: {
        publicAccessBlock: block({ BlockPublicAcls: false, IgnorePublicAcls: false }),
        accountPublicAccessBlock: block({ BlockPublicPolicy: false, RestrictPublicBuckets: false }),
      },
      says: 'public access is blocked',
    },
  },
  'fails when': {
    'neither has one': { says: 'neither the bucket nor the account blocks public access', severity: 'medium' },
    'one setting is off in both': {
      given: {
        publicAccessBlock: block({ BlockPublicPolicy: false }),
        accountPublicAccessBlock: block({ BlockPublicPolicy: false }),
      },
      says: 'neither the bucket nor the account sets BlockPublicPolicy',
    },
  },
  'cannot tell when': {
    'the bucket has none and the account may not be read': {
      unreadable: { accountPublicAccessBlock: 'access-denied' },
      says: /the settings of the account are not known;.*grant s3:GetAccountPublicAccessBlock/,
    },
  },
});
