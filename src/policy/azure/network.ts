import type { Ternary } from '../ternary.ts';

/** Network rules of a vault or a storage account, as ARM answers them. */
export interface NetworkRules {
  readonly publicNetworkAccess?: string | null | undefined;
  readonly networkAcls?:
    { readonly bypass?: string | null | undefined; readonly defaultAction?: string | null | undefined } | null | undefined;
}

const same = (a: string | null | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** Whether a network security perimeter decides in place of the rules, which are then not asked. */
export const isInPerimeter = ({ publicNetworkAccess }: NetworkRules): boolean => same(publicNetworkAccess, 'SecuredByPerimeter');

/** Whether the network keeps anybody out; rules that are absent let everybody in. */
export const isRestricted = (rules: NetworkRules): boolean =>
  isInPerimeter(rules) || same(rules.publicNetworkAccess, 'Disabled') || same(rules.networkAcls?.defaultAction, 'Deny');

/** Whether public access is off altogether, so that only private endpoints and trusted services come in. */
export const isPrivate = ({ publicNetworkAccess }: NetworkRules): boolean => same(publicNetworkAccess, 'Disabled');

/**
 * Whether trusted services of Azure come past the rules. `bypass` is one text with commas (`Logging, AzureServices`);
 * where the rules leave it out, `AzureServices` is the default, and without any rules nothing tells.
 */
export function trustedServices(rules: NetworkRules): Ternary {
  const { networkAcls } = rules;
  if (networkAcls === null || networkAcls === undefined || isInPerimeter(rules)) return 'unknown';
  const { bypass } = networkAcls;
  if (bypass === null || bypass === undefined) return 'true';
  return bypass.split(',').some((name) => same(name.trim(), 'AzureServices')) ? 'true' : 'false';
}
