/** A key identifier: `https://{host}/keys/{name}[/{version}]`. */
export interface KeyIdentifier {
  readonly host: string;
  readonly name: string;
  /** Undefined when the identifier follows the newest version. */
  readonly version: string | undefined;
}

/** Host of a vault's address, lower-cased and without `:443`; undefined for what is no https address of a host. */
export function vaultHost(uri: string): string | undefined {
  const url = parseUrl(uri);
  return url === undefined || !/^\/*$/.test(url.pathname) ? undefined : url.host;
}

/** Undefined for what is not the identifier of a key. */
export function parseKeyIdentifier(uri: string): KeyIdentifier | undefined {
  const url = parseUrl(uri);
  const match = /^\/keys\/([0-9a-z-]{1,127})(?:\/([0-9a-z]{1,64}))?\/?$/i.exec(url?.pathname ?? '');
  if (url === undefined || match === null) return undefined;
  return { host: url.host, name: match[1] ?? '', version: match[2]?.toLowerCase() };
}

/** Whether two addresses are those of one vault: a trailing slash, `:443` and case do not count. */
export function sameVault(a: string, b: string): boolean {
  const host = vaultHost(a);
  return host !== undefined && host === vaultHost(b);
}

/** A managed HSM has role assignments of its own, which ARM does not list. */
export const isManagedHsm = (host: string): boolean => /\.managedhsm\./.test(host);

/** `URL` drops `:443` and lower-cases the host by itself. */
function parseUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.hash !== '')
    return undefined;
  return url;
}
