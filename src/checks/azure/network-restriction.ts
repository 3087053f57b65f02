import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { unknownRule } from '../../policy/azure/network.ts';
import { accountLine, noAccount } from '../support/azure/account.ts';
import { firewallOf } from '../support/azure/network.ts';

export const azureNetworkRestriction = defineAzureCheck({
  id: 'azure/network-restriction',
  title: 'Pre-signed URLs work from listed networks only',
  severity: 'low',
  rationale:
    "Whoever holds a pre-signed URL has what it opens until it expires. W&B recommends to limit the networks from which URLs work, so that a leaked one is worth nothing elsewhere. For Azure this is the firewall of the account, which W&B's Terraform module leaves open; it has to let in W&B's servers as well (see azure/network-rules).",
  remediation:
    "Let the firewall deny by default, and list the networks of W&B's servers, of your users and of your training jobs.",
  source: [
    {
      document: 'S004',
      edition: '2025-03',
      quote: 'W&B recommends to limit the networks from which pre-signed URLs reach the storage, by IAM policies on the bucket',
    },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-17'],
  tags: ['network', 'presigned'],
  controls: { 'nist-800-53-r5': ['AC-4', 'SC-7'] },
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { publicNetworkAccess, networkAcls } = storageAccount.properties;
    const { reach } = firewallOf(storageAccount);
    const evidence = [
      accountLine('publicNetworkAccess', publicNetworkAccess),
      accountLine('networkAcls.defaultAction', networkAcls?.defaultAction),
    ];
    if (reach === 'perimeter')
      return manual('a network security perimeter decides who gets in, and the account does not show its rules', {
        key: 'perimeter',
        severity: 'low',
        evidence,
      });
    if (reach === 'unknown')
      return manual(
        `which networks does the firewall let in? ${unknownRule(storageAccount.properties)}, which no document explains`,
        {
          key: 'unknown-rule',
          severity: 'low',
          evidence,
        },
      );
    if (reach !== 'everywhere') return pass('the firewall lets in listed networks only', { evidence });
    return fail('the firewall lets in every network, so a leaked URL works from anywhere', {
      evidence,
      fix: {
        summary:
          "List the networks of W&B's servers, of your users and of your training jobs with `az storage account network-rule add`, and deny the rest after that",
      },
    });
  },
});
