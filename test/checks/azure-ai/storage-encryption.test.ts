import { expect, it } from 'vitest';
import { storageEncryption } from '../../../src/checks/azure-ai/storage-encryption.ts';
import {
  account,
  accountOf,
  hubId,
  storageId,
  item,
  hidden,
  gone,
  storage,
  hubWith,
  subscription,
} from '../../support/azure-ai-values.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

describeCheck<'azure-ai'>(storageEncryption, {
  'passes when': {
    'it is that of an account of a kind without projects': {
      given: accountOf(account({}, { kind: 'OpenAI' })),
      unreadable: { foundryProjects: 'not-recorded' },
      says: /^the storage account acmestorage is encrypted with/,
    },
    'it has a key': {
      given: hubWith(),
      says: 'the storage account acmestorage is encrypted with the key cmk at acme-keys.vault.azure.net',
    },
  },
  'fails when': {
    'it has a key of Microsoft': {
      given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: { keySource: 'Microsoft.Storage' } }))] }),
      says: 'the storage account acmestorage is encrypted with a key of Microsoft',
      severity: 'high',
    },
    'it says nothing': {
      given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: null }))] }),
      says: /key of Microsoft/,
    },
    'it names no key': {
      given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: { keySource: 'Microsoft.Keyvault' } }))] }),
      says: /does not name it/,
    },
    'it has no identity': {
      given: hubWith({ storageAccounts: [item(storageId, { ...storage(), identity: null })] }),
      says: /no managed identity/,
    },
    'it has a key of Microsoft, and the projects may not be listed': {
      given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: null }))] }),
      unreadable: { hubProjects: 'access-denied' },
      says: /key of Microsoft$/,
    },
    'two are wrong': {
      given: hubWith({
        storageAccounts: [item(storageId, storage({ encryption: null })), item(`${storageId}2`, storage({ encryption: null }))],
      }),
      says: /key of Microsoft \(and 1 more\)/,
    },
    'one is wrong and one may not be read': {
      given: hubWith({ storageAccounts: [hidden(`${storageId}2`), item(storageId, storage({ encryption: null }))] }),
      says: /key of Microsoft$/,
    },
  },
  'asks when': {
    'its key source is one that nobody documents': {
      given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: { keySource: 'Microsoft.Somewhere' } }))] }),
      says: 'encryption.keySource of the storage account acmestorage is Microsoft.Somewhere, so whose key encrypts it is not known',
      severity: 'medium',
    },
    'it does not exist': { given: hubWith({ storageAccounts: [gone(storageId)] }), says: /is named and does not exist/ },
  },
  'cannot tell when': {
    'the projects of a hub were not recorded': {
      given: hubWith(),
      unreadable: { hubProjects: 'not-recorded' },
      says: /^what the projects of the hub acme-hub are connected to is not known/,
    },
    'the projects of a Foundry account may not be listed': {
      given: accountOf(account(), { storageAccounts: [] }),
      unreadable: { foundryProjects: 'access-denied' },
      says: /grant Microsoft\.CognitiveServices\/accounts\/projects\/read/,
    },
    'it may not be read': {
      given: hubWith({ storageAccounts: [hidden(storageId)] }),
      says: /the storage account acmestorage could not be read; .*grant Microsoft.Storage\/storageAccounts\/read/,
    },
    'the connections may not be read': {
      given: hubWith({ storageAccounts: [item(storageId, storage()), hidden(`${hubId}/connections`)] }),
      says: /not every storage account is known/,
    },
  },
  'does not apply when': {
    'there is none': { given: hubWith({ storageAccounts: [] }), says: /names no storage account/ },
    'nothing was found': { says: /no workspace/ },
  },
});

it('says what service-side encryption keeps there', () => {
  const { details } = judge(storageEncryption, {
    given: hubWith({ storageAccounts: [item(storageId, storage({ encryption: null }))] }),
  });
  expect(details).toEqual([expect.stringMatching(/metadata of the pipelines/)]);
});

it('sets the key of the hub on the account', () => {
  const given = hubWith({ storageAccounts: [item(storageId, storage({ encryption: null }))] });
  expect(judge(storageEncryption, { given }).remediation?.commands).toEqual([
    `az storage account update --name acmestorage --resource-group acme-ai --subscription ${subscription} --assign-identity`,
    `az storage account update --name acmestorage --resource-group acme-ai --subscription ${subscription} --encryption-key-source Microsoft.Keyvault --encryption-key-vault https://acme-keys.vault.azure.net/ --encryption-key-name cmk`,
  ]);
});
