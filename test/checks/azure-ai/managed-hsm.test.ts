import { expect, it } from 'vitest';
import { azureAiChecks } from '../../../src/checks/azure-ai-list.ts';
import { keyPermissions } from '../../../src/checks/azure-ai/key-permissions.ts';
import { keyReference } from '../../../src/checks/azure-ai/key-reference.ts';
import { vaultFirewall } from '../../../src/checks/azure-ai/vault-firewall.ts';
import { vaultPurgeProtection } from '../../../src/checks/azure-ai/vault-purge-protection.ts';
import { hsm, hsmHub, hsmId, item } from '../../support/azure-ai-values.ts';
import { judge } from '../../support/describe-check.ts';

it('is one question about its key and not twenty', () => {
  const asked = azureAiChecks
    .map((check) => judge(check, { given: hsmHub() }))
    .filter(({ status, message }) => (status === 'manual' || status === 'unknown') && /HSM|the key cmk/.test(message));
  expect(asked.map(({ check }) => check)).toEqual(['azure-ai/key-permissions']);
});

it('is asked about with the way to look', () => {
  const found = judge(keyPermissions, { given: hsmHub() });
  expect(found).toMatchObject({ status: 'manual', severity: 'high', key: 'managed-hsm' });
  expect(found.message).toMatch(
    /^may the identity of the hub acme-hub use its key, and is the key in order\? It is in the managed HSM acme-hsm, an equal store/,
  );
  expect(found.details).toEqual([
    'to look: az keyvault role assignment list --hsm-name acme-hsm --scope /keys/cmk',
    'to look: az keyvault key show --hsm-name acme-hsm --name cmk',
  ]);
});

it('is judged as far as Resource Manager tells', () => {
  const given = hsmHub({ vaults: [item(hsmId, hsm({ enablePurgeProtection: false, networkAcls: { defaultAction: 'Allow' } }))] });
  expect(judge(keyReference, { given })).toMatchObject({ status: 'pass' });
  const purge = judge(vaultPurgeProtection, { given });
  expect(purge).toMatchObject({ status: 'fail', message: 'enablePurgeProtection of the managed HSM acme-hsm is false' });
  expect(purge.remediation?.commands?.[0]).toMatch(
    /^az keyvault update-hsm --hsm-name acme-hsm .* --enable-purge-protection true$/,
  );
  expect(judge(vaultFirewall, { given })).toMatchObject({
    status: 'fail',
    message: 'the managed HSM acme-hsm is open to every network',
  });
});

it('does not tell its purge protection by leaving it out', () => {
  const given = hsmHub({ vaults: [item(hsmId, hsm())] });
  expect(judge(vaultPurgeProtection, { given })).toMatchObject({ status: 'manual', severity: 'medium' });
});

it('at another address than the one that is named is another store', () => {
  const given = hsmHub({ vaults: [item(hsmId, hsm({ hsmUri: 'https://other.managedhsm.azure.net/' }))] });
  expect(judge(keyReference, { given })).toMatchObject({ status: 'fail', key: 'other-vault' });
});
