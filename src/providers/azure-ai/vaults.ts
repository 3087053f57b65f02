import type { AzureAiFacetValues } from '../../evidence/azure-ai-schema.ts';
import { unreadable, type Unreadable } from '../../evidence/observation.ts';
import { answerOf } from '../shared/observe.ts';
import { idKey, parseResourceId } from './ids.ts';
import type { KeyUser } from './key-uses.ts';
import { findVault } from './keys.ts';
import { addNamed, type NamedResources } from './named.ts';
import type { ArmPort } from './port.ts';
import type { Item } from './reader.ts';

/** A use of a key with the resource id of its vault; undefined where nobody could find that out. */
interface LocatedUse {
  readonly use: KeyUser;
  readonly vault: string | undefined;
}

export interface Vaults {
  readonly uses: readonly LocatedUse[];
  readonly vaults: NamedResources;
  /** Vaults that are known by their URI only, and why their resource ids are not. */
  readonly lost: readonly Item[];
  /** Host of the vault of a key, by the resource id of the key. */
  readonly hostOf: (key: string) => string | undefined;
}

const nameOf = (id: string): string => parseResourceId(id)?.name.toLowerCase() ?? '';
const isHsm = (id: string): boolean => parseResourceId(id)?.type === 'microsoft.keyvault/managedhsms';

/**
 * The vaults of all uses. Most resources name only the URI of their vault, whose resource id is looked for among the
 * vaults that are known already, then in the subscription of the resource, and then in the one that the user names.
 * @param elsewhere id of that subscription
 */
export async function resolveVaults(port: ArmPort, uses: readonly KeyUser[], elsewhere?: string): Promise<Vaults> {
  const known = uses.flatMap(({ vault }) => vault ?? []);
  const searches = new Map<string, Promise<string | Unreadable>>();
  const search = (subscription: string, host: string): Promise<string | Unreadable> => {
    const key = `${subscription.toLowerCase()} ${host}`;
    const before = searches.get(key);
    if (before !== undefined) return before;
    const found = lookFor(port, [subscription, ...(elsewhere === undefined ? [] : [elsewhere])], host);
    searches.set(key, found);
    return found;
  };
  const vaults: NamedResources = new Map();
  const located: LocatedUse[] = [];
  const lost = new Map<string, Item & { readonly namedBy: string[] }>();
  for (const use of uses) {
    const place =
      use.vault ??
      (use.host === undefined ? undefined : (sibling(known, use.host) ?? (await search(use.subscription, use.host))));
    if (typeof place === 'string') addNamed(vaults, place, use.by);
    else if (place !== undefined) {
      const id = `https://${use.host ?? ''}`;
      const before = lost.get(id);
      if (before === undefined) lost.set(id, { id, namedBy: [use.by], answer: place });
      else before.namedBy.push(use.by);
    }
    located.push({ use, vault: typeof place === 'string' ? place : undefined });
  }
  const hosts = new Map(
    located.flatMap(({ use, vault }) => (vault === undefined || use.host === undefined ? [] : [[idKey(vault), use.host]])),
  );
  return { uses: located, vaults, lost: [...lost.values()], hostOf: (key) => hosts.get(idKey(key.replace(/\/keys\/.*$/, ''))) };
}

/** Names of vaults are unique in a cloud, so a host tells the vault. */
const sibling = (known: readonly string[], host: string): string | undefined =>
  known.find((id) => nameOf(id) === host.split('.')[0] && isHsm(id) === /^[^.]+\.managedhsm\./.test(host));

async function lookFor(port: ArmPort, subscriptions: readonly string[], host: string): Promise<string | Unreadable> {
  let unread: Unreadable | undefined;
  for (const subscription of new Map(subscriptions.map((id) => [id.toLowerCase(), id])).values()) {
    const outcome = await answerOf(() => findVault(port, subscription, host), {
      signal: undefined,
      failureOf: (error) => port.failureOf(error),
    });
    if (!('answer' in outcome)) unread ??= outcome;
    else if (outcome.answer !== undefined) return outcome.answer;
  }
  const [first = '', ...more] = subscriptions;
  const detail =
    more.length === 0
      ? `subscription ${first} shows no vault of this name; name the one that has it with --key-vault-subscription`
      : `the subscriptions ${subscriptions.join(' and ')} show no vault of this name`;
  return unread ?? unreadable('no-such-resource', { detail });
}

/** Resource ids of the keys. @param kind `vaults` leaves out managed HSMs, whose roles Resource Manager does not know */
export function keysOf({ uses }: Vaults, kind: 'all' | 'vaults'): NamedResources {
  const named: NamedResources = new Map();
  for (const { use, vault } of uses) {
    if (vault !== undefined && use.key !== undefined && (kind === 'all' || !isHsm(vault)))
      addNamed(named, `${vault}/keys/${use.key}`, use.by);
  }
  return named;
}

export function versionsOf({ uses }: Vaults): NamedResources {
  const named: NamedResources = new Map();
  for (const { use, vault } of uses) {
    if (vault !== undefined && use.key !== undefined && use.version !== undefined)
      addNamed(named, `${vault}/keys/${use.key}/versions/${use.version}`, use.by);
  }
  return named;
}

/** The user-assigned identities that use a key. */
export function identitiesOf({ uses }: Vaults): NamedResources {
  const named: NamedResources = new Map();
  for (const { use } of uses) {
    const parsed = parseResourceId(use.identity);
    if (parsed?.type === 'microsoft.managedidentity/userassignedidentities') addNamed(named, parsed.id, use.by);
  }
  return named;
}

/** Object ids of everybody who uses a key, in lower case. */
export function principalsOf(
  { uses }: Vaults,
  identities: readonly Extract<AzureAiFacetValues['identities'][number]['answer'], { readonly state: 'present' }>['value'][],
): ReadonlySet<string> {
  const told = uses.flatMap(({ use }) => use.principal ?? []);
  return new Set([...told, ...identities.map(({ properties }) => properties.principalId)].map((id) => id.toLowerCase()));
}
