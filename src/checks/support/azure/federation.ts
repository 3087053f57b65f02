import { notApplicable, undecided, type CheckContext, type EvidenceLine, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Observation } from '../../../evidence/observation.ts';
import { admittedSubjects } from '../../../policy/azure/claims-expression.ts';
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
const isExpression = ({ properties }: Credential): boolean => (properties.claimsMatchingExpression?.value ?? '') !== '';

/** Whether the user named the issuer of a credential as one that may use the identity too. */
export const isTrusted = ({ properties }: Credential, { trustedIssuers = [] }: CheckContext): boolean =>
  trustedIssuers.some((trusted) => trusted === properties.issuer);

/** Whether a credential lets in one subject and no other. */
export const isNarrow = ({ properties }: Credential): boolean => admittedSubjects(properties).kind === 'one';

/** Whom a credential lets in, for a sentence. */
export function admittedWords({ properties }: Credential): string {
  const admitted = admittedSubjects(properties);
  if (admitted.kind === 'one') return printable(admitted.subject, 160);
  if (admitted.expression === undefined) return 'a subject that it does not tell';
  return `every subject for which ${printable(admitted.expression, 200)}`;
}

/** The same text but for letter case, which Microsoft Entra compares. */
export const isNearMiss = (a: string, b: string): boolean => a !== b && a.toLowerCase() === b.toLowerCase();

type CredentialMember = 'issuer' | 'subject' | 'audiences' | 'claimsMatchingExpression';

export const credentialLine = (
  credentials: readonly Credential[],
  credential: Credential,
  member: CredentialMember,
): EvidenceLine => {
  const { properties } = credential;
  const isClaims = member === 'claimsMatchingExpression';
  const value = isClaims ? properties.claimsMatchingExpression?.value : properties[member];
  return {
    facet: 'federatedCredentials',
    path: `value.${credentials.indexOf(credential)}.properties.${member}${isClaims ? '.value' : ''}`,
    value: Array.isArray(value) ? value.slice(0, 5).map((text) => printable(text)) : printable(value ?? '', 300),
  };
};

/** Who vouches for whom: issuer and subject, or the expression in its place. */
export const admissionLines = (credentials: readonly Credential[], credential: Credential): readonly EvidenceLine[] => [
  credentialLine(credentials, credential, 'issuer'),
  credentialLine(credentials, credential, isExpression(credential) ? 'claimsMatchingExpression' : 'subject'),
];

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
  change: {
    readonly issuer?: string;
    readonly audiences?: readonly string[];
    readonly subjectOf?: (credential: Credential) => string;
  },
): readonly Step[] {
  if (identityId === undefined) return [];
  return (
    wrong
      .slice(0, mostCommands)
      // A command with a subject would take the expression away.
      .filter((one) => !isExpression(one))
      .flatMap((credential) => {
        const { name, properties } = credential;
        if (name === null || name === undefined) return [];
        const subject = change.subjectOf?.(credential) ?? properties.subject ?? '';
        const { issuer = properties.issuer ?? '', audiences = properties.audiences ?? [] } = change;
        const flags = ['--issuer', issuer, '--subject', subject, '--audiences', ...audiences];
        return [federatedCommand('update', identityId, name, ...flags)];
      })
  );
}
