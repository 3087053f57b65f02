import { defineAzureCheck, fail, manual, pass, type Remediation } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { remedy } from '../../fixes/step.ts';
import { specialRange } from '../../policy/aws/pattern/ip.ts';
import { addressOutside } from '../../policy/client-addresses.ts';
import { unknownRule } from '../../policy/azure/network.ts';
import { accountFlags, accountLine, az, noAccount, updateAccount } from '../support/azure/account.ts';
import { firewallOf, isApproved, isGone, type ListedNetwork } from '../support/azure/network.ts';

export const azureNetworkRules = defineAzureCheck({
  id: 'azure/network-rules',
  title: 'The firewall of the account, if it is on, lets in W&B and your clients',
  severity: 'high',
  rationale:
    "The firewall refuses requests by the network that they come from, whoever signed them. W&B's servers read, list and delete from W&B's network, and browsers and training jobs use pre-signed URLs from yours: all of them have to get in, by an address range, a subnet or a private endpoint. Whether your clients get in is judged by `clientCidrs` where they are declared. A service endpoint of your own network does not let W&B in, and neither does the exception for trusted services.",
  remediation: "Open the account, or let in the networks of W&B's servers, of your users and of your training jobs.",
  source: [
    { document: 'S004', edition: '2025-03' },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-17', 'AZ-BLOB-19', 'AZ-BLOB-20', 'AZ-13', 'NET-08'],
  tags: ['network', 'access'],
  controls: { 'nist-800-53-r5': ['AC-4', 'SC-7'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }, { clientCidrs = [] }) => {
    if (storageAccount === null) return noAccount();
    const { publicNetworkAccess, networkAcls } = storageAccount.properties;
    const firewall = firewallOf(storageAccount);
    const evidence = [
      accountLine('publicNetworkAccess', publicNetworkAccess),
      accountLine('networkAcls.defaultAction', networkAcls?.defaultAction),
    ];
    if (firewall.reach === 'perimeter')
      return manual('a network security perimeter decides who gets in, and the account does not show its rules', {
        key: 'perimeter',
        severity: 'medium',
        evidence,
      });
    if (firewall.reach === 'unknown')
      return manual(
        `does the firewall let in W&B and your clients? ${unknownRule(storageAccount.properties)}, which no document explains`,
        { key: 'unknown-rule', evidence },
      );
    if (firewall.reach === 'everywhere') return pass('the firewall lets in every network', { evidence });
    const fix = remedy(
      'Open the account to all networks until those of W&B, of your users and of your training jobs are in the rules',
      updateAccount(storageAccount.id, '--public-network-access', 'Enabled', '--default-action', 'Allow'),
    );
    const isListed = firewall.reach === 'listed';
    const gone = isListed ? firewall.networks.filter(isGone) : [];
    const others = [
      ...(isListed ? firewall.networks.filter((network) => !isGone(network)).map(networkWords) : []),
      ...firewall.endpoints.filter(isApproved).map(({ name }) => `the private endpoint ${printable(name, 80)}`),
    ];
    const ranges = isListed ? firewall.ranges : [];
    const ways = [...ranges.map((range) => printable(range, 60)), ...others];
    const details = gone.map(({ id }) => `the rule for the subnet ${shownSubnet(id)} lets nobody in: the subnet was deleted`);
    const more = { evidence, ...(details.length === 0 ? {} : { details: details.slice(0, 20) }) };
    if (ways.length === 0) {
      const why = isListed
        ? `the firewall denies by default and lets in no network${gone.length === 0 ? '' : ' that exists'}`
        : 'public network access is off and no private endpoint is approved';
      return fail(`${why}, so neither W&B nor your clients get in`, { key: 'closed', ...more, fix });
    }
    const shown = `${ways.slice(0, 6).join(', ')}${ways.length > 6 ? ` and ${ways.length - 6} more` : ''}`;
    const kept = addressOutside(clientCidrs, ranges);
    if (kept !== undefined) {
      const from = kept.address === kept.block ? kept.address : `${kept.address}, which is in ${printable(kept.block, 50)}`;
      // A subnet or a private endpoint has addresses of its own, which nothing tells here.
      return others.length === 0
        ? fail(`the firewall refuses your clients at ${from}: it lets in ${shown} only`, {
            key: 'client-refused',
            ...more,
            fix: letIn(storageAccount.id, kept.block),
          })
        : manual(
            `do your clients at ${from} come by ${others.slice(0, 6).join(', ')}? No address range of the firewall has them`,
            {
              key: 'client-open',
              severity: 'medium',
              ...more,
            },
          );
    }
    const clients = clientCidrs.length === 0 || ranges.length === 0 ? ' and the browsers of your users have' : ' have';
    return manual(`the account lets in ${shown} only; W&B's servers${clients} to be among them`, {
      key: 'narrow',
      severity: 'medium',
      ...more,
    });
  },
});

/** The firewall takes public addresses only, and single ones without a prefix. Source: "Create an IP network rule". */
function letIn(id: string, block: string): Remediation {
  if (specialRange(block) !== undefined)
    return remedy('Let in the network of these clients by a rule for its subnet or a private endpoint');
  const command = az(
    'storage',
    'account',
    'network-rule',
    'add',
    ...accountFlags(id),
    '--ip-address',
    block.replace(/\/32$/, ''),
  );
  return remedy('Let in the addresses of your clients', command);
}

const networkWords = ({ id, state }: ListedNetwork): string =>
  `the subnet ${shownSubnet(id)}${state === '' || state === 'succeeded' ? '' : ` (its rule is ${printable(state, 40)})`}`;

const shownSubnet = (id: string): string => printable(shortName(id), 120);

/** `network/subnet` of the id of a subnet. */
const shortName = (id: string): string => /virtualNetworks\/([^/]+)\/subnets\/([^/]+)/i.exec(id)?.slice(1).join('/') ?? id;
