import { defineAzureCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { parseRange } from '../../policy/aws/pattern/ip.ts';
import { printable } from '../../policy/printable.ts';
import { accountFlags, az, accountLine, noAccount } from '../support/azure/account.ts';
import { firewallOf } from '../support/azure/network.ts';
import { remedy } from '../../fixes/step.ts';

/** A range wider than this is no network of one company. */
const widest = { 32: 8, 128: 19 } as const;

function flawOf(range: string): string | undefined {
  const block = parseRange(range);
  if (block === undefined) return undefined;
  if (block.special === 'reserved') return 'is set apart for examples, tests and the like: no request comes from there';
  if (block.special === 'private')
    return 'is private: no request from the Internet comes from there, and the firewall takes public addresses only';
  return block.prefix < widest[block.width] ? 'lets in a large part of the Internet' : undefined;
}

export const azureNetworkIpRanges = defineAzureCheck({
  id: 'azure/network-ip-ranges',
  title: 'The address ranges that the firewall lets in are public ones, and no large part of the Internet',
  severity: 'low',
  rationale:
    'A private range matches nobody, because requests come from public addresses, nor does one that is set apart for examples, and a very wide one lets in strangers. They look like a restriction and are none.',
  remediation: 'List the public ranges of the gateways of W&B, of your users and of your training jobs.',
  source: [
    { document: 'S004', edition: '2025-03' },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-19'],
  tags: ['network'],
  controls: { 'nist-800-53-r5': ['SC-7'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { reach, ranges } = firewallOf(storageAccount);
    if (reach === 'everywhere' || reach === 'private' || ranges.length === 0)
      return notApplicable('the firewall goes by no address ranges');
    const flawed = ranges.flatMap((range) => {
      const flaw = flawOf(range);
      return flaw === undefined ? [] : [{ range, text: `${printable(range, 60)} ${flaw}` }];
    });
    const [first] = flawed;
    const evidence = [
      accountLine(
        'networkAcls.ipRules',
        ranges
          .slice(0, 20)
          .map((range) => printable(range, 60))
          .join(', '),
      ),
    ];
    if (first === undefined)
      return pass(`the firewall lets in ${ranges.length} address ${ranges.length === 1 ? 'range' : 'ranges'}`, { evidence });
    return fail(first.text, {
      evidence,
      ...(flawed.length === 1 ? {} : { details: flawed.slice(0, 20).map(({ text }) => text) }),
      fix: remedy(
        'Take the ranges out of the firewall',
        ...flawed
          .slice(0, 20)
          .map(({ range }) =>
            az('storage', 'account', 'network-rule', 'remove', ...accountFlags(storageAccount.id), '--ip-address', range),
          ),
      ),
    });
  },
});
