/** Where the requests of a run go. */
export interface Hosts {
  /** Base URLs, without a slash at the end. */
  readonly storage: string;
  readonly resourceManager: string;
  readonly kms: string;
  /** Whether requests carry a token: those to hosts that are not Google's never do. */
  readonly authenticated: boolean;
}

const google: Hosts = {
  storage: 'https://storage.googleapis.com/storage/v1',
  resourceManager: 'https://cloudresourcemanager.googleapis.com/v3',
  kms: 'https://cloudkms.googleapis.com/v1',
  authenticated: true,
};

const bare = (url: string): string => url.replace(/\/+$/, '');
const storagePath = (url: string): string => (url.endsWith('/storage/v1') ? url : `${url}/storage/v1`);

/**
 * Google's own hosts, or the endpoint that the user names. A regional or private endpoint of Google serves Cloud Storage
 * alone and gets a token; any other endpoint is taken for an emulator, which is asked for everything and gets none.
 * `STORAGE_EMULATOR_HOST` is read as Google's other libraries do: with or without scheme, with or without `/storage/v1`.
 */
export function hostsFor(endpoint: string | undefined, emulator: string | undefined): Hosts {
  const named = endpoint ?? (emulator === undefined || emulator === '' ? undefined : withScheme(emulator));
  if (named === undefined) return google;
  const base = bare(named);
  if (endpoint !== undefined && isGoogles(base)) return { ...google, storage: storagePath(base) };
  const root = base.replace(/\/storage\/v1$/, '');
  return { storage: storagePath(base), resourceManager: `${root}/v3`, kms: `${root}/v1`, authenticated: false };
}

const withScheme = (host: string): string => (/^https?:\/\//.test(host) ? host : `http://${host}`);

function isGoogles(url: string): boolean {
  const { protocol, hostname, port } = new URL(url);
  return protocol === 'https:' && port === '' && /(?:^|\.)googleapis\.com$/.test(hostname);
}
