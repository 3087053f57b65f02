import { embeddedIpv4, ipInRange, isAddressText, specialRange } from '../aws/pattern/ip.ts';

/** The host of an authority as Go's `net/url` takes it, limited to what a host can be in the internet. */
const plausible = /^(?:[a-z0-9_](?:[a-z0-9._-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{0,5})?$/i;

export const authorityIsPlausible = (authority: string): boolean => authority.length < 270 && plausible.test(authority);

const within = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

export const isAwsHost = (host: string): boolean => within(host, 'amazonaws.com') || within(host, 'amazonaws.com.cn');

export const isCoreweaveHost = (host: string): boolean =>
  ['cwobject.com', 'cwlota.com', 'coreweave.com'].some((domain) => within(host, domain));

export const isLota = (host: string): boolean => within(host, 'cwlota.com');

export interface AwsEndpoint {
  /** The bucket of a virtual-hosted name. */
  readonly bucket: string | undefined;
  /** Undefined for the global endpoint. */
  readonly region: string | undefined;
}

const awsEndpoint =
  /^(?:([a-z0-9.-]{3,63})\.)?s3(?:-fips)?(?:\.dualstack)?(?:[.-]([a-z]{2,4}(?:-[a-z]{1,12}){1,3}-\d{1,2}))?\.amazonaws\.com(?:\.cn)?$/;

/** Bucket and region that the name of an S3 endpoint tells; undefined for another host. */
export function awsEndpointOf(host: string): AwsEndpoint | undefined {
  if (host.length > 255) return undefined;
  const found = awsEndpoint.exec(host);
  return found === null ? undefined : { bucket: found[1], region: found[2] };
}

const local = new Set(['localhost', 'localhost.localdomain', 'host.docker.internal']);

/** The dot of the root is no part of a name. */
const named = (host: string): string => host.toLowerCase().replace(/\.$/, '');

/** The address that a host is, with an IPv4 address for the IPv6 one that stands for it; undefined for a name. */
function addressOf(host: string): string | undefined {
  const address = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return isAddressText(address) ? (embeddedIpv4(address) ?? address) : undefined;
}

const isOneOf = (address: string | undefined, blocks: readonly string[]): boolean =>
  address !== undefined && blocks.some((block) => ipInRange(address, block) === 'true');

/** Names and addresses that mean something only inside of one machine or one Kubernetes cluster (RFC 6761, section 6.3). */
export function isInCluster(host: string): boolean {
  const name = named(host);
  return (
    local.has(name) ||
    within(name, 'localhost') ||
    within(name, 'svc') ||
    within(name, 'cluster.local') ||
    isOneOf(addressOf(name), ['0.0.0.0/8', '127.0.0.0/8', '::/127'])
  );
}

/** A cluster may have another domain than `cluster.local`, and a company may have public names below `svc`. */
const serviceOfSomeCluster = /\.svc\.[a-z0-9.-]{1,200}$/;
/** Namespaces that often hold a store, and are no top-level domains. Others that are none have a digit or a hyphen. */
const namespaces = new Set(['default', 'minio', 'ceph', 'rustfs', 'seaweedfs', 'wandb']);

/** Names of the form that Kubernetes gives to services (`SERVICE.NAMESPACE`), which could be names of something else. */
export function looksLikeService(host: string): boolean {
  const name = named(host);
  if (addressOf(name) !== undefined) return false;
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  const isNoTopLevel = namespaces.has(last) || (/[\d_-]/.test(last) && !last.startsWith('xn--'));
  return serviceOfSomeCluster.test(name) || (labels.length === 2 && isNoTopLevel);
}

/**
 * Domains that are not in the public DNS: special-use names (RFC 6761, RFC 6762, RFC 7686, RFC 8375 and RFC 9476), `.internal`,
 * which ICANN reserved for private use in 2024, and what RFC 6762 lists as private in its appendix G. `.example` is left
 * out: documents stand for public names with it.
 */
const notPublic: readonly string[] = [
  'alt',
  'corp',
  'home',
  'home.arpa',
  'internal',
  'intranet',
  'invalid',
  'lan',
  'local',
  'onion',
  'private',
  'test',
];

/** Addresses and names that only one network knows: RFC 1918, RFC 4193, link-local, private domains and VPC endpoints. */
export function isPrivate(host: string): boolean {
  const name = named(host);
  const address = addressOf(name);
  if (address !== undefined) return specialRange(address) === 'private';
  return within(name, 'vpce.amazonaws.com') || notPublic.some((domain) => name.endsWith(`.${domain}`));
}

/** Addresses that are nobody's: set apart for documentation, tests, multicast and the like (IANA). */
export function isReserved(host: string): boolean {
  const address = addressOf(named(host));
  return address !== undefined && specialRange(address) === 'reserved';
}

/**
 * Whether the authority is an endpoint with the bucket in the path, rather than the bucket. With credentials it
 * always is for `s3` and `cw`; without, a port or the name of a service tells (the operator's `host:port/bucket`).
 */
export function isEndpoint(scheme: string, hasCredentials: boolean, written: string, hasPort: boolean): boolean {
  const host = written.toLowerCase();
  if (scheme === 'az') return false;
  if (scheme === 'gs') return host === 'storage.googleapis.com' || host === 'storage.cloud.google.com';
  if (scheme === 'cw') return hasCredentials || host === 'cwobject.com' || host === 'cwlota.com';
  const isScheme = /^https?$/.test(host);
  const isService = isInCluster(host) || serviceOfSomeCluster.test(host);
  const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.startsWith('[');
  return hasCredentials || hasPort || isScheme || isAwsHost(host) || isCoreweaveHost(host) || isService || isAddress;
}
