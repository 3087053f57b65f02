import { isPrivate, isRestricted } from '../../../policy/azure/network.ts';
import type { StorageAccount } from './account.ts';

/** Who comes past the firewall of an account. */
export interface Firewall {
  readonly isRestricted: boolean;
  /** Public access is off: private endpoints and trusted services only. */
  readonly isPrivate: boolean;
  /** A network security perimeter decides, which the account does not show. */
  readonly isPerimeter: boolean;
  readonly ranges: readonly string[];
  readonly networks: readonly string[];
  /** Resources of Azure that are let in by name. */
  readonly resources: readonly string[];
  /** Status of each private endpoint connection. */
  readonly endpoints: readonly { readonly name: string; readonly status: string }[];
}

export function firewallOf({ properties }: StorageAccount): Firewall {
  const { networkAcls, privateEndpointConnections, publicNetworkAccess } = properties;
  return {
    isRestricted: isRestricted(properties),
    isPrivate: isPrivate(properties),
    isPerimeter: publicNetworkAccess?.toLowerCase() === 'securedbyperimeter',
    ranges: [...(networkAcls?.ipRules ?? []), ...(networkAcls?.ipv6Rules ?? [])].map(({ value }) => value),
    networks: (networkAcls?.virtualNetworkRules ?? []).map(({ id }) => id),
    resources: (networkAcls?.resourceAccessRules ?? []).flatMap(({ resourceId }) => resourceId ?? []),
    endpoints: (privateEndpointConnections ?? []).map(({ id, name, properties: connection }) => ({
      name: name ?? id?.split('/').at(-1) ?? '',
      status: connection?.privateLinkServiceConnectionState?.status ?? '',
    })),
  };
}

export const isApproved = ({ status }: { readonly status: string }): boolean => status.toLowerCase() === 'approved';
