import { azureImmutability } from '../../../src/checks/azure/immutability.ts';
import { account, container } from '../../support/azure-facets.ts';
import { describeCheck } from '../../support/describe-check.ts';

const policy = (immutabilityPeriodSinceCreationInDays: number, state: string) => ({
  immutabilityPolicy: { properties: { immutabilityPeriodSinceCreationInDays, state } },
});

describeCheck<'azure'>(azureImmutability, {
  'passes when': {
    'there is none': {
      given: container({ hasImmutabilityPolicy: false, hasLegalHold: false }),
      says: 'the container has no immutability policy and no legal hold',
    },
    'versions may be made immutable': {
      given: container({ immutableStorageWithVersioning: { enabled: true } }),
      says: /no immutability policy/,
    },
    'the policy of the account is disabled': {
      given: {
        ...container(),
        ...account({
          immutableStorageWithVersioning: {
            enabled: true,
            immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: 9, state: 'Disabled' },
          },
        }),
      },
      says: /no immutability policy/,
    },
  },
  'fails when': {
    'there is a legal hold': {
      given: container({ hasLegalHold: true }),
      says: /^the container is under a legal hold/,
      severity: 'medium',
    },
    'there is a policy': {
      given: { ...container({ hasImmutabilityPolicy: true }), ...policy(30, 'Unlocked') },
      says: 'an immutability policy keeps every blob for 30 days, so W&B cannot free deleted artifacts before',
    },
    'it is locked': {
      given: { ...container({ hasImmutabilityPolicy: true }), ...policy(1, 'Locked') },
      says: /for 1 day, .*; it is locked$/,
    },
    'the policy may not be read': {
      given: container({ hasImmutabilityPolicy: true }),
      unreadable: { immutabilityPolicy: 'access-denied' },
      says: /for a time that was not read/,
    },
    'the account has one': {
      given: {
        ...container(),
        ...account({
          immutableStorageWithVersioning: {
            enabled: true,
            immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: 9, state: 'Unlocked' },
          },
        }),
      },
      says: /^the account keeps every version of a blob for 9 days/,
    },
  },
  'cannot tell when': {
    'the container does not tell and the policy may not be read': {
      given: container(),
      unreadable: { immutabilityPolicy: 'access-denied' },
      says: /does not tell whether it has an immutability policy.*grant /,
    },
    'the account may not be read': {
      given: container(),
      unreadable: { storageAccount: 'access-denied' },
      says: /^the container has no immutability policy of its own/,
    },
  },
  'does not apply when': { 'there is no container': { says: /see azure\/container-exists$/ } },
});
