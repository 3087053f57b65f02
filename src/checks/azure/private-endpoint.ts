import { defineAzureCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { noAccount } from '../support/azure/account.ts';
import { firewallOf, isApproved } from '../support/azure/network.ts';

/** States in which nothing passes. Source: PrivateEndpointServiceConnectionStatus of the storage REST API, and Disconnected of the network one. */
const closed: ReadonlySet<string> = new Set(['pending', 'rejected', 'disconnected']);

export const azurePrivateEndpoint = defineAzureCheck({
  id: 'azure/private-endpoint',
  title: 'Every private endpoint connection of the account is approved',
  severity: 'low',
  rationale:
    'A private endpoint carries traffic only once its connection is approved. Private connectivity of W&B (Private Link to the instance) does not carry the traffic of the bucket; clients that may not use the Internet need an endpoint of their own for the blob service.',
  remediation: 'Approve the connection, or remove it.',
  source: [
    { document: 'S004', edition: '2025-03' },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-21'],
  tags: ['network'],
  requires: ['storageAccount'],
  evaluate: ({ storageAccount }) => {
    if (storageAccount === null) return noAccount();
    const { endpoints } = firewallOf(storageAccount);
    if (endpoints.length === 0)
      return notApplicable('the account has no private endpoint; clients use its public one, as documented');
    const evidence = endpoints.slice(0, 20).map(({ status }, index) => ({
      facet: 'storageAccount',
      path: `properties.privateEndpointConnections.${index}.properties.privateLinkServiceConnectionState.status`,
      value: printable(status, 40),
    }));
    const waiting = endpoints.filter((endpoint) => !isApproved(endpoint));
    const first = waiting.find(({ status }) => closed.has(status.toLowerCase())) ?? waiting[0];
    const approved = endpoints.length - waiting.length;
    if (first === undefined)
      return pass(`${approved} private endpoint ${approved === 1 ? 'connection is' : 'connections are'} approved`, { evidence });
    const strange = waiting.find(({ status }) => !closed.has(status.toLowerCase()));
    if (strange !== undefined && waiting.every(({ status }) => !closed.has(status.toLowerCase())))
      return manual(
        `is the private endpoint connection ${printable(strange.name, 80)} approved? Its state is ${strange.status === '' ? 'not told' : `${printable(strange.status, 40)}, which no document explains`}`,
        { key: 'unknown-state', severity: 'low', evidence },
      );
    return fail(
      `the private endpoint connection ${printable(first.name, 80)} is ${printable(first.status, 40)}, so nothing passes through it`,
      {
        evidence,
        ...(waiting.length === 1
          ? {}
          : { details: waiting.slice(0, 20).map(({ name, status }) => `${printable(name, 80)} is ${printable(status, 40)}`) }),
        fix: { summary: 'Approve the connection, or remove it, under Networking of the account' },
      },
    );
  },
});
