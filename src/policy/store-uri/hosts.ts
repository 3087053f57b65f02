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

const local = new Set(['localhost', 'localhost.localdomain', 'host.docker.internal', '0.0.0.0', '[::1]', '[::]']);

/** Names that mean something only inside of one machine or one Kubernetes cluster. */
export const isInCluster = (host: string): boolean =>
  local.has(host) ||
  host.startsWith('127.') ||
  within(host, 'svc') ||
  within(host, 'cluster.local') ||
  /\.svc\.[a-z0-9.-]{1,200}$/.test(host) ||
  host.endsWith('.localhost');

const isAddress = (host: string): boolean => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.startsWith('[');

/** Addresses and names that only one network knows: RFC 1918, RFC 4193, link-local, private suffixes and VPC endpoints. */
export const isPrivate = (host: string): boolean =>
  (isAddress(host) &&
    /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|\[f[cd]|\[fe80:)/i.test(
      host,
    )) ||
  within(host, 'vpce.amazonaws.com') ||
  /\.(?:local|internal)$/.test(host);

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
  return (
    hasCredentials || hasPort || isScheme || isAwsHost(host) || isCoreweaveHost(host) || isInCluster(host) || isAddress(host)
  );
}
