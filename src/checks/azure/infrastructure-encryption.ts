import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { accountLine, noAccount } from '../support/azure/account.ts';

export const azureInfrastructureEncryption = defineAzureCheck({
  id: 'azure/infrastructure-encryption',
  title: 'The account encrypts twice',
  severity: 'info',
  rationale:
    'Infrastructure encryption adds a second layer with another algorithm and key. Some companies ask for it; no document of W&B does. It can be chosen only when an account is created.',
  remediation: 'Create the account with infrastructure encryption where your rules ask for it, or waive this check.',
  source: [{ document: 'AZ', inferred: true }],
  rows: ['AZ-BLOB-24'],
  tags: ['encryption'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const value = storageAccount.properties.encryption?.requireInfrastructureEncryption;
    const evidence = [accountLine('encryption.requireInfrastructureEncryption', value)];
    if (value === true) return pass('infrastructure encryption is on', { evidence });
    return fail('the account has no infrastructure encryption', {
      evidence,
      fix: { summary: 'Create another account with infrastructure encryption: it cannot be turned on later' },
    });
  },
});
