/** An ARM resource id, lower-cased where ARM does not tell cases apart. */
export interface ResourceId {
  readonly subscription: string;
  readonly resourceGroup: string;
  /** `microsoft.keyvault/vaults`, or with child types `microsoft.storage/storageaccounts/blobservices/containers`. */
  readonly type: string;
  /** The last name, as it was written. */
  readonly name: string;
  /** The names of all levels, as they were written. */
  readonly names: readonly string[];
  readonly resourceGroupName: string;
}

/** ARM ids are case-insensitive, and services lower-case parts of them as they please. */
const segmentsOf = (id: string): readonly string[] =>
  id
    .trim()
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '');

/** Undefined for what is not the id of a resource in a resource group. */
export function parseResourceId(id: string): ResourceId | undefined {
  const match = /^\/?subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/([^/]+)\/([^?#\s]+?)\/?$/i.exec(id.trim());
  if (match === null) return undefined;
  const [, subscription = '', resourceGroupName = '', namespace = '', rest = ''] = match;
  const parts = rest.split('/');
  if (parts.length % 2 !== 0 || parts.includes('')) return undefined;
  const types = parts.filter((_, index) => index % 2 === 0);
  const names = parts.filter((_, index) => index % 2 === 1);
  return {
    subscription: subscription.toLowerCase(),
    resourceGroup: resourceGroupName.toLowerCase(),
    type: [namespace, ...types].join('/').toLowerCase(),
    name: names.at(-1) ?? '',
    names,
    resourceGroupName,
  };
}

/** Whether two ids name one resource. */
export const sameResource = (a: string, b: string): boolean => segmentsOf(a).join('/') === segmentsOf(b).join('/');

/** The GUID at the end of an id; a role definition is named with and without its subscription. */
export const lastSegment = (id: string): string => segmentsOf(id).at(-1) ?? '';

/**
 * Whether what is granted at `scope` holds for `target`: the same id, or one above it, segment by segment. A management
 * group counts as above: ARM lists for a resource only those groups that it is in.
 */
export function isAtOrAbove(scope: string, target: string): boolean {
  const above = segmentsOf(scope);
  if (above[0] === 'providers' && above[1] === 'microsoft.management') return above.length === 4;
  const below = segmentsOf(target);
  return above.length <= below.length && above.every((segment, index) => segment === below[index]);
}

/** Azure writes one region as `westeurope` and as `West Europe`. */
export const sameLocation = (a: string, b: string): boolean => plainLocation(a) === plainLocation(b);
const plainLocation = (location: string): string => location.toLowerCase().replaceAll(/\s+/g, '');
