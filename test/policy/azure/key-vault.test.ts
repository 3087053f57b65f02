import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byAccessPolicies, byRoles, permissionModel, type AccessPolicy } from '../../../src/policy/azure/key-access.ts';
import {
  reachOf,
  trustedServices,
  unknownRule,
  type NetworkRules,
  type NetworkReach,
} from '../../../src/policy/azure/network.ts';
import { isAtOrAbove, lastSegment, parseResourceId, sameLocation, sameResource } from '../../../src/policy/azure/resource-id.ts';
import { isManagedHsm, parseKeyIdentifier, sameVault, vaultHost } from '../../../src/policy/azure/vault-uri.ts';

const principal = { objectId: 'AAAAAAAA-0000-4000-8000-000000000001', tenantId: 'T' };
const policy = (more: Partial<AccessPolicy>): AccessPolicy => ({
  objectId: principal.objectId.toLowerCase(),
  tenantId: 't',
  permissions: { keys: ['Get', 'WrapKey', 'UNWRAPKEY'] },
  ...more,
});
const answers = (...policies: readonly AccessPolicy[]): string =>
  byAccessPolicies(policies, principal)
    .map(({ answer }) => answer)
    .join(' ');

describe('access policies', () => {
  it.each([
    ['the three permissions, in any case', [policy({})], 'true true true'],
    ['all', [policy({ permissions: { keys: ['All'] } })], 'true true true'],
    [
      'two policies that complete each other',
      [policy({ permissions: { keys: ['get'] } }), policy({ permissions: { keys: ['wrapkey'] } })],
      'true true false',
    ],
    ['one of another tenant', [policy({ tenantId: 'other' })], 'false false false'],
    ['one of another object, which may be a group', [policy({ objectId: 'b' })], 'unknown unknown unknown'],
    ['some of it to what may be a group', [policy({ objectId: 'b', permissions: { keys: ['get'] } })], 'unknown false false'],
    ['one of another object in another tenant', [policy({ objectId: 'b', tenantId: 'other' })], 'false false false'],
    ['one bound to an application', [policy({ applicationId: principal.objectId })], 'unknown unknown unknown'],
    ['an application of zeros', [policy({ applicationId: '00000000-0000-0000-0000-000000000000' })], 'true true true'],
    ['no list', [policy({ permissions: null })], 'false false false'],
    ['none', [], 'false false false'],
  ] as const)('%s', (_, policies, expected) => {
    expect(answers(...policies)).toBe(expected);
  });

  it('of a managed identity are those of no group', () => {
    const given = byAccessPolicies([policy({ objectId: 'B' })], principal, new Set(['b']));
    expect(given.map(({ answer }) => answer)).toEqual(['false', 'false', 'false']);
  });

  it('tells why', () => {
    expect(byAccessPolicies([], principal)[0]?.why).toBe(`no access policy names ${principal.objectId}`);
    expect(byAccessPolicies([policy({ permissions: { keys: ['get'] } })], principal)[1]?.why).toBe(
      `no access policy of ${principal.objectId} gives it`,
    );
  });

  it('count unless the vault says that roles do', () => {
    expect([true, false, null, undefined].map(permissionModel)).toEqual([
      'rbac',
      'access-policies',
      'access-policies',
      'access-policies',
    ]);
  });

  it('are joined with roles by nobody: roles answer for themselves', () => {
    const roles = byRoles('/subscriptions/s', { assignments: [], definitions: [] }, principal);
    expect(roles.map(({ answer }) => answer)).toEqual(['false', 'false', 'false']);
  });
});

describe('addresses of vaults and keys', () => {
  it.each([
    ['https://acme.vault.azure.net', 'https://ACME.vault.azure.net:443/', true],
    ['https://acme.vault.azure.net', 'https://other.vault.azure.net', false],
    ['http://acme.vault.azure.net', 'http://acme.vault.azure.net', false],
    ['https://acme.vault.azure.net:8443', 'https://acme.vault.azure.net', false],
    ['/subscriptions/s/vaults/acme', '/subscriptions/s/vaults/acme', false],
  ])('%s and %s are one vault: %s', (a, b, expected) => {
    expect(sameVault(a, b)).toBe(expected);
  });

  it.each([
    ['https://acme.vault.azure.net/keys/cmk', { host: 'acme.vault.azure.net', name: 'cmk', version: undefined }],
    ['https://acme.vault.azure.net:443/keys/cmk/', { host: 'acme.vault.azure.net', name: 'cmk', version: undefined }],
    ['https://acme.vault.azure.net/keys/cmk/AB12', { host: 'acme.vault.azure.net', name: 'cmk', version: 'ab12' }],
    ['https://acme.vault.azure.net/secrets/cmk', undefined],
    ['https://acme.vault.azure.net/keys/cmk/1/2', undefined],
    ['https://acme.vault.azure.net/keys/a%2fb', undefined],
    ['https://user:pw@acme.vault.azure.net/keys/cmk', undefined],
    ['https://acme.vault.azure.net/keys/cmk?x=1', undefined],
    ['not a url', undefined],
  ])('%s', (text, expected) => {
    expect(parseKeyIdentifier(text)).toEqual(expected);
  });

  it('reads back every identifier that it could have been given', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-z-]{1,20}$/), fc.stringMatching(/^[0-9a-f]{32}$/), (name, version) => {
        const base = `https://v.vault.azure.net/keys/${name}`;
        expect(parseKeyIdentifier(`${base}/${version}`)).toEqual({ host: 'v.vault.azure.net', name, version });
      }),
    );
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect([undefined, 'string']).toContain(vaultHost(text) === undefined ? undefined : 'string');
        expect(parseResourceId(text)).toBeUndefined();
      }),
    );
  });

  it('knows a managed HSM by its host', () => {
    expect([isManagedHsm('acme.managedhsm.azure.net'), isManagedHsm('managedhsm.vault.azure.net')]).toEqual([true, false]);
  });
});

describe('resource ids', () => {
  const id = '/subscriptions/S/resourceGroups/RG/providers/Microsoft.Storage/storageAccounts/Acme';

  it('are compared without case and trailing slash', () => {
    expect(sameResource(id, `${id.toLowerCase()}/`)).toBe(true);
    expect(sameResource(id, `${id}x`)).toBe(false);
  });

  it('are taken apart', () => {
    expect(parseResourceId(id)).toEqual({
      subscription: 's',
      resourceGroup: 'rg',
      resourceGroupName: 'RG',
      type: 'microsoft.storage/storageaccounts',
      name: 'Acme',
      names: ['Acme'],
    });
    expect(parseResourceId(`${id}/blobServices/default`)?.type).toBe('microsoft.storage/storageaccounts/blobservices');
    expect(parseResourceId(`${id}/blobServices`)).toBeUndefined();
    expect(parseResourceId('/subscriptions/s')).toBeUndefined();
  });

  it('are above each other by whole segments', () => {
    expect(isAtOrAbove('/subscriptions/S/resourceGroups/R', id)).toBe(false);
    expect(isAtOrAbove('/subscriptions/S/resourceGroups/rg', id)).toBe(true);
    fc.assert(
      fc.property(fc.nat(9), (count) => {
        const above = id.split('/').slice(0, count).join('/');
        expect(isAtOrAbove(above, id)).toBe(true);
        expect(isAtOrAbove(id, above)).toBe(count > 8);
      }),
    );
  });

  it('end in a name that is compared in lower case', () => {
    expect([lastSegment('/a/B/'), lastSegment('')]).toEqual(['b', '']);
  });

  it('are in regions that are written in two ways', () => {
    expect([sameLocation('West Europe', 'westeurope'), sameLocation('westus', 'westus2')]).toEqual([true, false]);
  });
});

describe('network rules', () => {
  it.each<readonly [NetworkRules, NetworkReach, string]>([
    [{}, 'everywhere', 'unknown'],
    [{ publicNetworkAccess: 'disabled' }, 'private', 'unknown'],
    [{ publicNetworkAccess: 'enabled', networkAcls: { defaultAction: 'Deny' } }, 'listed', 'true'],
    [
      { publicNetworkAccess: 'SecuredByPerimeter', networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices' } },
      'perimeter',
      'unknown',
    ],
    [{ networkAcls: { defaultAction: 'deny', bypass: 'None' } }, 'listed', 'false'],
    [{ networkAcls: { defaultAction: 'Allow', bypass: 'Logging, Metrics, azureservices' } }, 'everywhere', 'true'],
    [{ publicNetworkAccess: '', networkAcls: { defaultAction: '', bypass: 'Logging' } }, 'everywhere', 'false'],
    [{ networkAcls: { defaultAction: 'Perhaps', bypass: 'None' } }, 'unknown', 'false'],
    [{ publicNetworkAccess: 'Perhaps', networkAcls: { defaultAction: 'Deny', bypass: 'Friends' } }, 'unknown', 'unknown'],
  ])('%j', (rules, reach, trusted) => {
    expect([reachOf(rules), trustedServices(rules)]).toEqual([reach, trusted]);
  });

  it('that no document explains are named', () =>
    expect([
      unknownRule({ networkAcls: { defaultAction: 'Perhaps' } }),
      unknownRule({ publicNetworkAccess: 'Perhaps', networkAcls: { defaultAction: 'Deny' } }),
    ]).toEqual(['networkAcls.defaultAction is "Perhaps"', 'publicNetworkAccess is "Perhaps"']));
});
