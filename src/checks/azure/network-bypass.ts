import { defineAzureCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { trustedServices } from '../../policy/azure/network.ts';
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
    if (!firewallOf(storageAccount).isRestricted) return notApplicable('the firewall lets in every network');
    const { properties, id } = storageAccount;
    const bypass = properties.networkAcls?.bypass;
    const evidence = [accountLine('networkAcls.bypass', bypass)];
    const answer = trustedServices(properties);
    if (answer === 'true') return pass('trusted services of Azure come past the firewall', { evidence });
    if (answer === 'unknown')
      return manual('the account shows no exceptions of its firewall, so whether trusted services get in is not told', {
        evidence,
      });
    const kept = (bypass ?? '').split(',').map((name) => name.trim().toLowerCase());
    const named = ['Logging', 'Metrics'].filter((name) => kept.includes(name.toLowerCase()));
    return fail('the firewall keeps out trusted services of Azure as well', {
      evidence,
      fix: remedy('Let trusted services in', updateAccount(id, '--bypass', ...named, 'AzureServices')),
    });
  },
});
