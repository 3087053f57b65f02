import { reachOf, type NetworkReach } from '../../../policy/azure/network.ts';
import type { StorageAccount } from './account.ts';

/** A subnet that the firewall lists. */
export interface ListedNetwork {
  readonly id: string;
  /** As the service names it, in lower case; empty where it names none. */
  readonly state: string;
}

/** Who comes past the firewall of an account. */
export interface Firewall {
  readonly reach: NetworkReach;
  readonly ranges: readonly string[];
  readonly networks: readonly ListedNetwork[];
  /** Resources of Azure that are let in by name. */
  readonly resources: readonly string[];
  /** Status of each private endpoint connection. */
  readonly endpoints: readonly { readonly name: string; readonly status: string }[];
}

export function firewallOf({ properties }: StorageAccount): Firewall {
  const { networkAcls, privateEndpointConnections } = properties;
  return {
    reach: reachOf(properties),
    ranges: [...(networkAcls?.ipRules ?? []), ...(networkAcls?.ipv6Rules ?? [])].map(({ value }) => value),
    networks: (networkAcls?.virtualNetworkRules ?? []).map(({ id, state }) => ({ id, state: state?.toLowerCase() ?? '' })),
    resources: (networkAcls?.resourceAccessRules ?? []).flatMap(({ resourceId }) => resourceId ?? []),
    endpoints: (privateEndpointConnections ?? []).map(({ id, name, properties: connection }) => ({
      name: name ?? id?.split('/').at(-1) ?? '',
      status: connection?.privateLinkServiceConnectionState?.status ?? '',
    })),
  };
}

export const isApproved = ({ status }: { readonly status: string }): boolean => status.toLowerCase() === 'approved';

/** A rule for a subnet that was deleted lets nobody in. Source: VirtualNetworkRule.state of the storage REST API. */
export const isGone = ({ state }: ListedNetwork): boolean => state === 'networksourcedeleted';
