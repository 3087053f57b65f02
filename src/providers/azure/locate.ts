import type { AzureSession } from './client.ts';
import { NotFoundError, ServiceError } from './failures.ts';
import { storageVersion, type AccountId } from './storage.ts';

const subscriptionsVersion = '2022-12-01';
/** Subscriptions that are asked at the same time. */
const atOnce = 8;

/** The storage account of a name. Accounts of all tenants share one space of names, so that the first match is the one. */
export type Locate = (account: string, signal?: AbortSignal) => Promise<AccountId>;

/**
 * Finds storage accounts in the lists of Azure Resource Manager and remembers them for the targets that follow.
 * @param subscription to look in; without one all that the caller can see
 */
export function openLocator(session: AzureSession, subscription: string | undefined): Locate {
  const known = new Map<string, Promise<AccountId>>();
  const lists = new Map<string, Promise<readonly AccountId[]>>();
  const accountsOf = (id: string, signal?: AbortSignal): Promise<readonly AccountId[]> => {
    const asked = lists.get(id) ?? listAccounts(session, id, signal);
    lists.set(id, asked);
    return asked;
  };
  const search = async (account: string, signal?: AbortSignal): Promise<AccountId> => {
    const ids = subscription === undefined ? await subscriptionsOf(session, signal) : [subscription];
    const failures: unknown[] = [];
    for (let start = 0; start < ids.length; start += atOnce) {
      const results = await Promise.allSettled(ids.slice(start, start + atOnce).map((id) => accountsOf(id, signal)));
      for (const result of results) {
        if (result.status === 'rejected') failures.push(result.reason);
        else {
          const found = result.value.find(({ name }) => name.toLowerCase() === account.toLowerCase());
          if (found !== undefined) return found;
        }
      }
    }
    // Where one list could not be read, nobody knows that the account is not in it.
    if (failures.length > 0) throw failures[0];
    throw new NotFoundError(notFound(account, subscription, ids.length));
  };
  return (account, signal) => {
    const asked = known.get(account) ?? search(account, signal);
    known.set(account, asked);
    return asked;
  };
}

function notFound(account: string, subscription: string | undefined, count: number): string {
  const name = `the account ${account} is not among the storage accounts that the caller can see`;
  if (subscription !== undefined) return `${name} in subscription ${subscription}`;
  return count === 0
    ? 'the caller can see no subscription: --tenant names the tenant, --subscription the subscription'
    : `${name} in ${count} subscription${count === 1 ? '' : 's'}; --subscription names another one`;
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

async function subscriptionsOf({ arm }: AzureSession, signal?: AbortSignal): Promise<readonly string[]> {
  const items = await arm.list('/subscriptions', subscriptionsVersion, {}, signal);
  return items.flatMap(({ subscriptionId: id, state }) =>
    typeof id === 'string' && guid.test(id) && state !== 'Deleted' ? [id] : [],
  );
}

async function listAccounts({ arm }: AzureSession, subscription: string, signal?: AbortSignal): Promise<readonly AccountId[]> {
  const path = `/subscriptions/${subscription}/providers/Microsoft.Storage/storageAccounts`;
  const items = await arm.list(path, storageVersion, {}, signal);
  return items.flatMap(({ id }) => (typeof id === 'string' ? (accountIdOf(id) ?? []) : []));
}

/** The parts of the id of a storage account; its own subscription and group become part of every other path. */
function accountIdOf(id: string): AccountId | undefined {
  const [, subscription, group, name] =
    /^\/subscriptions\/([0-9a-f-]{36})\/resourceGroups\/([^/?#]{1,90})\/providers\/Microsoft\.Storage\/storageAccounts\/([a-z0-9]{3,24})$/i.exec(
      id,
    ) ?? [];
  return subscription === undefined || group === undefined || name === undefined || !guid.test(subscription)
    ? undefined
    : { id, subscription, group, name };
}

/** Whether a failure is the lack of a permission, which stands for everything that depends on the call. */
export const isDenied = (error: unknown): boolean => error instanceof ServiceError && error.status === 403;
