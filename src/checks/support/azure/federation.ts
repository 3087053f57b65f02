import { manual, notApplicable, undecided, type CheckContext, type EvidenceLine, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Observation } from '../../../evidence/observation.ts';
import { parseResourceId } from '../../../policy/azure/resource-id.ts';
import { printable } from '../../../policy/printable.ts';
import { federatedSubjects } from '../../../requirements/azure.ts';
import { az, withoutIdentity } from './account.ts';
import { notAnIdentity } from './roles.ts';
import type { Step } from '../../../evidence/step.ts';

export type Credential = FacetValue<'azure', 'federatedCredentials'>['value'][number];

export interface FederationFacets {
  readonly federatedCredentials: Observation<FacetValue<'azure', 'federatedCredentials'>>;
  readonly identity: Observation<FacetValue<'azure', 'identity'>>;
}
export const federationFacets = ['federatedCredentials', 'identity'] as const;

const known = new Set<string>([...federatedSubjects.needed, federatedSubjects.shared, ...federatedSubjects.others]);
export const isKnownSubject = (subject: string): boolean => known.has(subject);

/** The credentials of the identity, or the verdict where there are none to judge. */
export function knownCredentials(
  { federatedCredentials }: FederationFacets,
  context: CheckContext,
): { readonly verdict: Verdict } | { readonly credentials: readonly Credential[] } {
  const without = withoutIdentity(context);
  if (without !== undefined) return { verdict: without };
  if (context.level === 'instance' && context.deployment === 'dedicated')
    return {
      verdict: notApplicable('at instance level the identity is that of the W&B instance, and its credentials are set by W&B'),
    };
  if (federatedCredentials.state === 'unreadable')
    return { verdict: undecided('the federated credentials of the identity could not be read', ['federatedCredentials']) };
  if (federatedCredentials.state === 'absent') return { verdict: notAnIdentity() };
  return { credentials: federatedCredentials.value.value };
}

/** The credentials of service accounts of W&B; of all where none is known, because a release may name them otherwise. */
export function credentialsOfWandb(credentials: readonly Credential[]): readonly Credential[] {
  const ofWandb = credentials.filter(({ properties }) => isKnownSubject(properties.subject ?? ''));
  return ofWandb.length > 0 ? ofWandb : credentials;
}

export const noCredential = (): Verdict =>
  notApplicable('the identity has no federated credential; see azure/federated-subjects');

/** A credential that matches by an expression has no subject to compare. */
export const isExpression = ({ properties }: Credential): boolean => {
  const text = properties.claimsMatchingExpression?.value;
  return text !== undefined && text !== null && text !== '';
};

export const openExpression = (): Verdict =>
  manual('federated credentials of the identity match by an expression, which byob-audit does not judge', {
    key: 'expression',
    severity: 'medium',
  });

export const credentialLine = (
  credentials: readonly Credential[],
  credential: Credential,
  member: 'issuer' | 'subject' | 'audiences',
): EvidenceLine => {
  const value = credential.properties[member];
  return {
    facet: 'federatedCredentials',
    path: `value.${credentials.indexOf(credential)}.properties.${member}`,
    value: Array.isArray(value) ? value.slice(0, 5).map((text) => printable(text)) : printable(value ?? '', 300),
  };
};

export const nameOf = ({ name, properties }: Credential): string => printable(name ?? properties.subject ?? '', 120);

/** `az identity federated-credential <verb>` on a credential of an identity. */
export function federatedCommand(verb: 'create' | 'update', identityId: string, name: string, ...flags: readonly string[]): Step {
  const parts = parseResourceId(identityId);
  const where =
    parts === undefined
      ? ['--identity-name', identityId]
      : ['--identity-name', parts.name, '--resource-group', parts.resourceGroupName, '--subscription', parts.subscription];
  return az('identity', 'federated-credential', verb, '--name', name, ...where, ...flags);
}

/** Commands are for a handful of credentials; who has more writes a loop. */
const mostCommands = 20;

/** The steps that update credentials, where the identity that they belong to is known. */
export function federatedUpdates(
  identityId: string | undefined,
  wrong: readonly Credential[],
  change: { readonly issuer?: string; readonly audiences?: readonly string[] },
): readonly Step[] {
  if (identityId === undefined) return [];
  return (
    wrong
      .slice(0, mostCommands)
      // A command with a subject would take the expression away.
      .filter((one) => !isExpression(one))
      .flatMap(({ name, properties }) => {
        if (name === null || name === undefined) return [];
        const { issuer = properties.issuer ?? '', audiences = properties.audiences ?? [] } = change;
        const flags = ['--issuer', issuer, '--subject', properties.subject ?? '', '--audiences', ...audiences];
        return [federatedCommand('update', identityId, name, ...flags)];
      })
  );
}
