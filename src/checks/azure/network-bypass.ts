import { defineAzureCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { trustedServices, unknownRule } from '../../policy/azure/network.ts';
import { printable } from '../../policy/printable.ts';
import { accountLine, noAccount, updateAccount } from '../support/azure/account.ts';
import { firewallOf } from '../support/azure/network.ts';
import { remedy } from '../../fixes/step.ts';

export const azureNetworkBypass = defineAzureCheck({
  id: 'azure/network-bypass',
  title: 'Trusted services of Azure come past the firewall',
  severity: 'low',
  rationale:
    'Azure Monitor, Backup and others reach an account with a firewall only by the exception AzureServices of bypass. It lets in services of Azure and not W&B.',
  remediation: 'Add AzureServices to bypass.',
  source: [{ document: 'AZ', inferred: true }],
  rows: ['AZ-BLOB-18'],
  tags: ['network'],
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { reach } = firewallOf(storageAccount);
    if (reach === 'everywhere') return notApplicable('the firewall lets in every network');
    const { properties, id } = storageAccount;
    const bypass = properties.networkAcls?.bypass;
    const evidence = [accountLine('networkAcls.bypass', bypass)];
    const answer = trustedServices(properties);
    if (answer === 'true') return pass('trusted services of Azure come past the firewall', { evidence });
    if (answer === 'unknown')
      return manual(
        bypass === null || bypass === undefined
          ? 'the account shows no exceptions of its firewall, so whether trusted services get in is not told'
          : `the exceptions of the firewall are ${printable(bypass, 80)}, so whether trusted services get in is not told`,
        { evidence },
      );
    if (reach === 'unknown')
      return manual(
        `does the firewall keep out trusted services? ${unknownRule(properties)}, which no document explains, and its exceptions leave them out`,
        { key: 'unknown-rule', evidence },
      );
    const kept = (bypass ?? '').split(',').map((name) => name.trim().toLowerCase());
    const named = ['Logging', 'Metrics'].filter((name) => kept.includes(name.toLowerCase()));
    return fail('the firewall keeps out trusted services of Azure as well', {
      evidence,
      fix: remedy('Let trusted services in', updateAccount(id, '--bypass', ...named, 'AzureServices')),
    });
  },
});
