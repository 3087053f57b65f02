import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { accountLine, noAccount, updateAccount } from '../support/azure/account.ts';
import { firewallOf, isApproved } from '../support/azure/network.ts';
import { remedy } from '../../fixes/step.ts';

export const azureNetworkRules = defineAzureCheck({
  id: 'azure/network-rules',
  title: 'The firewall of the account, if it is on, lets in W&B and your clients',
  severity: 'high',
  rationale:
    "The firewall refuses requests by the network that they come from, whoever signed them. W&B's servers read, list and delete from W&B's network, and browsers and training jobs use pre-signed URLs from yours: all of them have to get in, by an address range, a subnet or a private endpoint. A service endpoint of your own network does not let W&B in, and neither does the exception for trusted services.",
  remediation: "Open the account, or let in the networks of W&B's servers, of your users and of your training jobs.",
  source: [
    { document: 'S004', edition: '2025-03' },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-17', 'AZ-BLOB-19', 'AZ-BLOB-20', 'AZ-13', 'NET-08'],
  tags: ['network', 'access'],
  controls: { 'nist-800-53-r5': ['AC-4', 'SC-7'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { publicNetworkAccess, networkAcls } = storageAccount.properties;
    const firewall = firewallOf(storageAccount);
    const evidence = [
      accountLine('publicNetworkAccess', publicNetworkAccess),
      accountLine('networkAcls.defaultAction', networkAcls?.defaultAction),
    ];
    if (firewall.isPerimeter)
      return manual('a network security perimeter decides who gets in, and the account does not show its rules', {
        key: 'perimeter',
        severity: 'medium',
        evidence,
      });
    if (!firewall.isRestricted) return pass('the firewall lets in every network', { evidence });
    const endpoints = firewall.endpoints.filter(isApproved);
    const fix = remedy(
      'Open the account to all networks until those of W&B, of your users and of your training jobs are in the rules',
      updateAccount(storageAccount.id, '--public-network-access', 'Enabled', '--default-action', 'Allow'),
    );
    const ways = [
      ...(firewall.isPrivate ? [] : firewall.ranges.map((range) => printable(range, 60))),
      ...(firewall.isPrivate ? [] : firewall.networks.map((id) => `the subnet ${printable(shortName(id), 120)}`)),
      ...endpoints.map(({ name }) => `the private endpoint ${printable(name, 80)}`),
    ];
    if (ways.length === 0) {
      const why = firewall.isPrivate
        ? 'public network access is off and no private endpoint is approved'
        : 'the firewall denies by default and lets in no network';
      return fail(`${why}, so neither W&B nor your clients get in`, { key: 'closed', evidence, fix });
    }
    const more = ways.length > 6 ? ` and ${ways.length - 6} more` : '';
    return manual(
      `the account lets in ${ways.slice(0, 6).join(', ')}${more} only; W&B's servers and the browsers of your users have to be among them`,
      { key: 'narrow', severity: 'medium', evidence },
    );
  },
});

/** `network/subnet` of the id of a subnet. */
const shortName = (id: string): string => /virtualNetworks\/([^/]+)\/subnets\/([^/]+)/i.exec(id)?.slice(1).join('/') ?? id;
