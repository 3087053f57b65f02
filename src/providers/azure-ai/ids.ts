/** A resource id in its parts, as it was spelled. */
export interface SpelledId {
  readonly id: string;
  readonly subscription: string;
  readonly group: string;
  /** `Microsoft.Storage/storageAccounts`, in lower case. */
  readonly type: string;
  readonly name: string;
}

/** Ids compare without case: services spell `resourceGroups`, providers and types as they like. */
export const sameId = (a: string, b: string): boolean => idKey(a) === idKey(b);
export const idKey = (id: string): string => id.replace(/\/+$/, '').toLowerCase();

/** What may stand between two slashes of an id; the id becomes the path of a request that carries a token. */
// oxlint-disable-next-line no-control-regex
const segment = /^(?!\.{1,2}$)[^/\\?#%\s\u0000-\u001f\u007f]{1,260}$/;

/** Reads the id of a resource that lies directly in a resource group; undefined when it is none. */
export function parseResourceId(id: string | null | undefined): SpelledId | undefined {
  if (id === null || id === undefined || id.length > 1000) return undefined;
  const parts = id.replace(/\/+$/, '').split('/');
  const [empty, subscriptions, subscription, groups, group, providers, namespace, type, name, ...rest] = parts;
  if (empty !== '' || rest.length > 0 || parts.slice(1).some((part) => !segment.test(part))) return undefined;
  if (subscription === undefined || group === undefined || namespace === undefined || type === undefined || name === undefined)
    return undefined;
  const fixed = [subscriptions, groups, providers].map((part) => part?.toLowerCase()).join(' ');
  if (fixed !== 'subscriptions resourcegroups providers') return undefined;
  return { id: parts.join('/'), subscription, group, type: `${namespace}/${type}`.toLowerCase(), name };
}

/** The id of a resource below another one, as `…/accounts/acme/projects/ml`; undefined when it is none of that kind. */
export function childIdOf(parent: string, kind: string, id: string): string | undefined {
  const prefix = `${idKey(parent)}/${kind.toLowerCase()}/`;
  const plain = id.replace(/\/+$/, '');
  return idKey(plain).startsWith(prefix) && segment.test(plain.slice(prefix.length)) ? plain : undefined;
}

/** The id of a role definition: below a subscription, a management group or nothing at all. */
export const isRoleDefinitionId = (id: string): boolean =>
  id.length <= 500 &&
  /^(?:\/[^/]+)*\/providers\/Microsoft\.Authorization\/roleDefinitions\/[0-9a-f-]{36}$/i.test(id) &&
  id
    .split('/')
    .slice(1)
    .every((part) => segment.test(part));

/** Where a key is: in a vault that is known by its host, under a name, maybe at a version. */
export interface KeyAddress {
  /** Lower case, without port. */
  readonly host: string;
  readonly name: string;
  readonly version: string | undefined;
}

const keyWord = /^[0-9a-z-]{1,127}$/i;

/** `https://HOST[:443]/keys/NAME[/VERSION]`, with or without a slash at the end. */
export function parseKeyIdentifier(identifier: string | null | undefined): KeyAddress | undefined {
  const url = httpsUrl(identifier);
  if (url === undefined) return undefined;
  const [keys, name, version, ...rest] = url.pathname.replace(/^\/|\/+$/g, '').split('/');
  if (keys?.toLowerCase() !== 'keys' || name === undefined || rest.length > 0) return undefined;
  if (!keyWord.test(name) || (version !== undefined && !keyWord.test(version))) return undefined;
  return { host: url.hostname, name, version };
}

/** The host of a vault's URI, in lower case; undefined for what is no URI, such as the vault's resource id. */
export const vaultHost = (uri: string | null | undefined): string | undefined => httpsUrl(uri)?.hostname;

export const isKeyName = (name: string): boolean => keyWord.test(name);

function httpsUrl(text: string | null | undefined): URL | undefined {
  if (text === null || text === undefined || text.length > 500 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return url.protocol === 'https:' && (url.port === '' || url.port === '443') && isPlain ? url : undefined;
}
