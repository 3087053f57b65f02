import { vaultAuditLogs } from '../../../src/checks/azure-ai/vault-audit-logs.ts';
import { vaultId, item, hidden, hubWith, hubOf, plainHub } from '../../support/azure-ai-values.ts';
import { describeCheck } from '../../support/describe-check.ts';

const logs = (log: { category?: string; categoryGroup?: string; enabled: boolean }, workspaceId = 'logs') =>
  item(vaultId, { value: [{ name: 'audit', properties: { workspaceId, storageAccountId: '', logs: [log] } }] });

describeCheck<'azure-ai'>(vaultAuditLogs, {
  'passes when': {
    'the category is logged': {
      given: hubWith({ vaultDiagnostics: [logs({ category: 'AuditEvent', enabled: true })] }),
      says: 'the audit events of the vault acme-keys are logged by audit',
    },
    'the group is logged': {
      given: hubWith({ vaultDiagnostics: [logs({ categoryGroup: 'allLogs', enabled: true })] }),
      says: /are logged/,
    },
  },
  'fails when': {
    'there is no setting': {
      given: hubWith({ vaultDiagnostics: [item(vaultId, { value: [] })] }),
      says: 'the audit events of the vault acme-keys are not logged',
      severity: 'medium',
    },
    'it is off': { given: hubWith({ vaultDiagnostics: [logs({ category: 'AuditEvent', enabled: false })] }), says: /not logged/ },
    'something else is logged': {
      given: hubWith({ vaultDiagnostics: [logs({ category: 'Metrics', enabled: true })] }),
      says: /not logged/,
    },
    'it goes nowhere': {
      given: hubWith({ vaultDiagnostics: [logs({ category: 'AuditEvent', enabled: true }, '')] }),
      says: /not logged/,
    },
  },
  'cannot tell when': {
    'the settings may not be read': { given: hubWith({ vaultDiagnostics: [hidden(vaultId)] }), says: /could not be read/ },
  },
  'asks when': { 'nobody asked': { given: hubWith({ vaultDiagnostics: [] }), says: /was not asked/ } },
  'does not apply when': {
    'the hub has a key of Microsoft': { given: hubOf(plainHub), says: /encrypted with a key of Microsoft/ },
    'nothing was found': { says: /no workspace and no account/ },
  },
});
