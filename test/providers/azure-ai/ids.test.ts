import { describe, expect, it } from 'vitest';
import {
  isRoleDefinitionId,
  parseKeyIdentifier,
  parseResourceId,
  sameId,
  vaultHost,
} from '../../../src/providers/azure-ai/ids.ts';

const vault = '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v';

describe('resource ids', () => {
  it('are taken apart whatever their case', () => {
    expect(parseResourceId('/SUBSCRIPTIONS/s/resourcegroups/Übung (1)/Providers/microsoft.KEYVAULT/Vaults/v')).toBeUndefined();
    expect(parseResourceId('/SUBSCRIPTIONS/s/resourcegroups/Übung_(1)/Providers/microsoft.KEYVAULT/Vaults/v/')).toEqual({
      id: '/SUBSCRIPTIONS/s/resourcegroups/Übung_(1)/Providers/microsoft.KEYVAULT/Vaults/v',
      subscription: 's',
      group: 'Übung_(1)',
      type: 'microsoft.keyvault/vaults',
      name: 'v',
    });
  });

  it.each([
    undefined,
    null,
    '',
    'v',
    `${vault}/keys/k`,
    vault.replace(/v$/, '..'),
    `${vault}?x`,
    `${vault}#x`,
    `${vault}%2f`,
    vault.slice(1),
    `/${vault}`,
    `https://h${vault}`,
    vault.replaceAll('/', '\\'),
    vault.replace('subscriptions', 'tenants'),
    `/subscriptions/s/resourceGroups/g/providers/a/b/${'c'.repeat(2000)}`,
  ])('refuse %j', (id) => {
    expect(parseResourceId(id)).toBeUndefined();
  });

  it('are the same without case and with a slash at the end', () => {
    expect(sameId(vault, `${vault.toUpperCase()}/`)).toBe(true);
    expect(sameId(vault, `${vault}2`)).toBe(false);
  });
});

describe('ids of role definitions', () => {
  const guid = 'e147488a-f6f5-4113-8e2d-b22465e65bf6';
  it.each([
    [`/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${guid}`, true],
    [`/providers/Microsoft.Authorization/RoleDefinitions/${guid}`, true],
    [`/providers/Microsoft.Management/managementGroups/m/providers/Microsoft.Authorization/roleDefinitions/${guid}`, true],
    [`/subscriptions/../providers/Microsoft.Authorization/roleDefinitions/${guid}`, false],
    [`/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/owner`, false],
    [guid, false],
  ])('%s', (id, expected) => {
    expect(isRoleDefinitionId(id)).toBe(expected);
  });
});

describe('key identifiers', () => {
  it.each([
    ['https://v.vault.azure.net/keys/k', { host: 'v.vault.azure.net', name: 'k', version: undefined }],
    ['https://V.vault.azure.net:443/keys/k/0123/', { host: 'v.vault.azure.net', name: 'k', version: '0123' }],
    ['https://v.vault.azure.net/keys', undefined],
    ['https://v.vault.azure.net/secrets/k', undefined],
    ['https://v.vault.azure.net/keys/k/0123/more', undefined],
    ['https://v.vault.azure.net/keys/k?x=1', undefined],
    ['http://v.vault.azure.net/keys/k', undefined],
    ['https://v.vault.azure.net:8443/keys/k', undefined],
    ['https://u:p@v.vault.azure.net/keys/k', undefined],
    ['https://v.vault.azure.net/keys/k%2F..', undefined],
    [vault, undefined],
    [null, undefined],
  ])('%j', (identifier, expected) => {
    expect(parseKeyIdentifier(identifier)).toEqual(expected);
  });

  it('vaults are known by their host', () => {
    expect(['https://v.vault.azure.net', 'https://v.vault.azure.net:443/', vault, ''].map(vaultHost)).toEqual([
      'v.vault.azure.net',
      'v.vault.azure.net',
      undefined,
      undefined,
    ]);
  });
});
