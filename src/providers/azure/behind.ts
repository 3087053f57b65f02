import type { AzureFacetName } from '../../evidence/azure.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { unreadable, type Observation, type Unreadable } from '../../evidence/observation.ts';
import type { LiveObservation } from '../shared/observe.ts';
import type { Call, IdentityObservation, Located, AzureObservations } from './answers.ts';
import type { AzureSession } from './client.ts';
import { identityVersion, type NamedIdentity } from './identity.ts';
import { readDenyAssignments, readRoleAssignments, readRoleDefinitions } from './roles.ts';

type Assignments = Observation<FacetValue<'azure', 'roleAssignments'>>;

/** What stands behind a chain of things that must be known first is named once, at its beginning. */
const dependsOn = (needs: AzureFacetName, first: Observation<unknown>): Unreadable =>
  first.state === 'unreadable' && (first.cause === 'prerequisite' || first.cause === 'interrupted')
    ? first
    : unreadable('prerequisite', { needs });

interface Behind {
  readonly wanted: readonly AzureFacetName[];
  readonly identity: IdentityObservation;
  readonly named: NamedIdentity;
  readonly account: Located;
  readonly container: string;
  readonly signal: AbortSignal | undefined;
}

/** What is known only once the identity is. */
export async function readBehind(session: AzureSession, call: Call, known: Behind): Promise<AzureObservations> {
  const { wanted, identity, named, account, container, signal } = known;
  const { arm } = session;
  const isWanted = (name: AzureFacetName): boolean => wanted.includes(name);
  const needsIdentity = dependsOn('identity', identity);
  const all: AzureObservations = { identity: identity as LiveObservation };
  const credentials = async (): Promise<LiveObservation> =>
    identity.state === 'present'
      ? call('federatedCredentials', async () => ({
          value: await arm.list(`${identity.value.id}/federatedIdentityCredentials`, identityVersion, {}, signal),
        }))
      : needsIdentity;
  const principal =
    identity.state === 'present' ? identity.value.properties.principalId : 'guid' in named ? named.guid : undefined;
  const scope = 'id' in account ? `${account.id.id}/blobServices/default/containers/${container}` : '';
  const denials = async (): Promise<LiveObservation> => {
    if ('instead' in account) return account.instead('denyAssignments');
    if (principal === undefined) return needsIdentity;
    return call('denyAssignments', async () => ({ value: await readDenyAssignments(arm, scope, principal, signal) }));
  };
  const assignments = async (): Promise<LiveObservation> => {
    if ('instead' in account) return account.instead('roleAssignments');
    if (principal === undefined) return needsIdentity;
    const answer = await call('roleAssignments', async () => ({
      value: await readRoleAssignments(arm, scope, principal, signal),
    }));
    // The GUID of an unknown identity can be its client id, by which nothing is ever assigned.
    const found: Assignments = answer;
    const isKnown =
      identity.state === 'present' ||
      found.state !== 'present' ||
      found.value.value.some(({ properties }) => properties.principalId.toLowerCase() === principal.toLowerCase());
    return isKnown ? answer : needsIdentity;
  };
  const rolesWanted = isWanted('roleAssignments') || isWanted('roleDefinitions');
  const [federated, denied, assigned] = await Promise.all([
    isWanted('federatedCredentials') ? credentials() : undefined,
    isWanted('denyAssignments') ? denials() : undefined,
    rolesWanted ? assignments() : undefined,
  ]);
  if (federated !== undefined) all.federatedCredentials = federated;
  if (denied !== undefined) all.denyAssignments = denied;
  if (assigned !== undefined) all.roleAssignments = assigned;
  if (isWanted('roleDefinitions')) {
    const rows: Assignments = assigned ?? unreadable('interrupted');
    all.roleDefinitions =
      rows.state === 'present' && 'id' in account
        ? await call('roleDefinitions', async () => ({
            value: await readRoleDefinitions(arm, account.id.id, rows.value.value, signal),
          }))
        : dependsOn('roleAssignments', rows);
  }
  return all;
}
