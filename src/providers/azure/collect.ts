import type { CollectRequest } from '../../core/provider.ts';
import { azureFacets, type AzureFacetName } from '../../evidence/azure.ts';
import { absent, undeclared, unreadable } from '../../evidence/observation.ts';
import { azureSchemas } from '../../evidence/azure-schema.ts';
import { facetNamesOf, inTableOrder } from '../shared/envelope.ts';
import { answerOf, observeCall, type LiveObservation } from '../shared/observe.ts';
import { isObject, type JsonObject } from './answer.ts';
import type { Call, IdentityObservation, Located, AzureObservations } from './answers.ts';
import { readBehind } from './behind.ts';
import type { AzureSession } from './client.ts';
import { failureOf } from './errors.ts';
import { NotUnderstoodError } from '../shared/failures.ts';
import { identityNamed, readIdentity, type NamedIdentity } from './identity.ts';
import { isDenied, type Locate } from './locate.ts';
import { readBlobProperties, readBlobService, readStorageAccount, storageVersion, type AccountId } from './storage.ts';

const facetNames = facetNamesOf(azureFacets);
const ofIdentity: ReadonlySet<AzureFacetName> = new Set([
  'identity',
  'federatedCredentials',
  'roleAssignments',
  'roleDefinitions',
  'denyAssignments',
]);
const diagnosticsVersion = '2021-05-01-preview';
const locksVersion = '2016-09-01';

export interface Collected {
  readonly facets: AzureObservations;
  /** Id of the storage account, when it was found. */
  readonly resourceId: string | undefined;
}

/**
 * Reads the named facets and nothing else, without the data plane where the control plane said as much. The account is looked up in the lists of its subscription; then everything
 * about it is read at once with the identity, then what depends on the identity, and in the end the roles that it has.
 */
export async function collectFacets(session: AzureSession, locate: Locate, request: CollectRequest): Promise<Collected> {
  const { declared, signal, target } = request;
  const wanted = facetNames.filter((name) => request.facets.includes(name));
  const all: AzureObservations = {};
  const named = identityNamed(declared.principal);
  if (named === undefined) for (const name of wanted.filter((facet) => ofIdentity.has(facet))) all[name] = absent(undeclared);
  const call = caller(session, signal);
  const account = wanted.every((name) => name === 'blobProperties' || all[name] !== undefined)
    ? undefined
    : await located(session, locate, target.account ?? target.bucket, signal);
  const first: Promise<void>[] = [];
  const identityWanted = named !== undefined && wanted.some((name) => ofIdentity.has(name));
  for (const name of wanted) {
    if (name !== 'blobProperties' && !ofIdentity.has(name)) {
      if (account === undefined) all[name] = unreadable('interrupted');
      else if ('instead' in account) all[name] = account.instead(name);
      else
        first.push(
          store(
            all,
            name,
            call(name, () => read(session, name, account.id, target.bucket, signal)),
          ),
        );
    }
  }
  let identity: IdentityObservation = absent(undeclared);
  if (identityWanted && account !== undefined) {
    const asked = readNamed(session, call, named, account, signal);
    first.push(asked.then((observation) => void (identity = observation)));
  }
  await Promise.all(first);
  // The data plane knows less, and a firewall may let nobody near it: it is asked only where Resource Manager did not tell.
  if (wanted.includes('blobProperties') && all.blobService?.state !== 'present')
    all.blobProperties = await call('blobProperties', () => readBlobProperties(session, target.account ?? target.bucket, signal));
  if (named !== undefined && account !== undefined) {
    const behind = await readBehind(session, call, { wanted, identity, named, account, container: target.bucket, signal });
    Object.assign(all, behind);
  }
  const facets = inTableOrder(azureFacets, all, wanted);
  return { facets, resourceId: account !== undefined && 'id' in account ? account.id.id : undefined };
}

async function store(all: AzureObservations, name: AzureFacetName, work: Promise<LiveObservation>): Promise<void> {
  all[name] = await work;
}

const caller =
  (session: AzureSession, signal: AbortSignal | undefined): Call =>
  (name, ask) =>
    observeCall(azureSchemas, name, ask, {
      signal,
      failureOf: (error) => failureOf(azureFacets[name].absent, error, session.arm.host),
    });

async function located(
  session: AzureSession,
  locate: Locate,
  account: string,
  signal: AbortSignal | undefined,
): Promise<Located> {
  let denied = false;
  const outcome = await answerOf(() => locate(account, signal), {
    signal,
    failureOf: (error) => {
      denied = isDenied(error);
      return failureOf([], error, session.arm.host);
    },
  });
  if ('answer' in outcome) return { id: outcome.answer };
  const why = outcome.state === 'absent' ? unreadable('no-such-resource') : outcome;
  return {
    instead: (name) => (name === 'storageAccount' || !denied ? why : unreadable('prerequisite', { needs: 'storageAccount' })),
  };
}

async function read(
  session: AzureSession,
  name: AzureFacetName,
  account: AccountId,
  container: string,
  signal: AbortSignal | undefined,
): Promise<JsonObject> {
  const { arm } = session;
  const blobs = `${account.id}/blobServices/default`;
  switch (name) {
    case 'storageAccount':
      return ofResource(account.id, await readStorageAccount(session, account, signal));
    case 'blobService':
      return ofResource(blobs, await readBlobService(session, account, signal));
    case 'container':
      return ofResource(
        `${blobs}/containers/${container}`,
        await arm.get(`${blobs}/containers/${container}`, storageVersion, signal),
      );
    case 'immutabilityPolicy':
      return arm.get(`${blobs}/containers/${container}/immutabilityPolicies/default`, storageVersion, signal);
    case 'managementPolicy':
      return arm.get(`${account.id}/managementPolicies/default`, storageVersion, signal);
    case 'locks':
      return { value: await arm.list(`${account.id}/providers/Microsoft.Authorization/locks`, locksVersion, {}, signal) };
    case 'diagnosticSettings':
      return {
        value: await arm.list(`${blobs}/providers/Microsoft.Insights/diagnosticSettings`, diagnosticsVersion, {}, signal),
      };
    default:
      throw new Error(`${name} is not read from the account`);
  }
}

/** Makes sure that an answer is about the very thing that was asked for. Ids compare without case. */
function ofResource(id: string, answer: JsonObject): JsonObject {
  if (typeof answer['id'] === 'string' && answer['id'].toLowerCase() === id.toLowerCase() && isObject(answer['properties']))
    return answer;
  throw new NotUnderstoodError('the server answered for another resource');
}

async function readNamed(
  session: AzureSession,
  call: Call,
  named: NamedIdentity,
  account: Located,
  signal: AbortSignal | undefined,
): Promise<IdentityObservation> {
  if ('instead' in account && 'guid' in named) return account.instead('identity');
  const subscription = 'id' in account ? account.id.subscription : '';
  return call('identity', () => readIdentity(session, named, subscription, signal));
}
