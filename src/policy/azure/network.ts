import { printable } from '../printable.ts';
import type { Ternary } from '../ternary.ts';
import { hasText } from './role-definition.ts';

/** Network rules of a vault or a storage account, as ARM answers them. */
export interface NetworkRules {
  readonly publicNetworkAccess?: string | null | undefined;
  readonly networkAcls?:
    { readonly bypass?: string | null | undefined; readonly defaultAction?: string | null | undefined } | null | undefined;
}

const same = (a: string | null | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/**
 * From where requests get in: from every network, from listed ones, over private endpoints alone, or as a network security
 * perimeter decides, whose rules the resource does not show. `unknown` where a member has a value that no document explains.
 */
export type NetworkReach = 'everywhere' | 'listed' | 'private' | 'perimeter' | 'unknown';

/** Members that are absent are documented as open: `publicNetworkAccess` as Enabled, `defaultAction` as Allow. */
export function reachOf({ publicNetworkAccess, networkAcls }: NetworkRules): NetworkReach {
  if (same(publicNetworkAccess, 'SecuredByPerimeter')) return 'perimeter';
  if (same(publicNetworkAccess, 'Disabled')) return 'private';
  if (hasText(publicNetworkAccess) && !same(publicNetworkAccess, 'Enabled')) return 'unknown';
  if (same(networkAcls?.defaultAction, 'Deny')) return 'listed';
  return hasText(networkAcls?.defaultAction) && !same(networkAcls.defaultAction, 'Allow') ? 'unknown' : 'everywhere';
}

/** The member that makes the reach `unknown`, for a sentence: `networkAcls.defaultAction is "Quarantine"`. */
export function unknownRule({ publicNetworkAccess, networkAcls }: NetworkRules): string {
  const shown = (text: string | null | undefined): string => JSON.stringify(printable(text ?? '', 40));
  return hasText(publicNetworkAccess) && !same(publicNetworkAccess, 'Enabled')
    ? `publicNetworkAccess is ${shown(publicNetworkAccess)}`
    : `networkAcls.defaultAction is ${shown(networkAcls?.defaultAction)}`;
}

/** What `bypass` may name besides. Source: NetworkRuleSet of the storage and vault REST APIs. */
const exceptions: ReadonlySet<string> = new Set(['none', 'logging', 'metrics']);

/**
 * Whether trusted services of Azure come past the rules. `bypass` is one text with commas (`Logging, AzureServices`);
 * where the rules leave it out, `AzureServices` is the default, and without any rules nothing tells.
 */
export function trustedServices(rules: NetworkRules): Ternary {
  const { networkAcls } = rules;
  if (networkAcls === null || networkAcls === undefined || reachOf(rules) === 'perimeter') return 'unknown';
  const { bypass } = networkAcls;
  if (bypass === null || bypass === undefined) return 'true';
  const names = bypass.split(',').map((name) => name.trim().toLowerCase());
  if (names.includes('azureservices')) return 'true';
  return names.every((name) => exceptions.has(name)) ? 'false' : 'unknown';
}
