import {
  fail,
  manual,
  pass,
  undecided,
  type CheckContext,
  type EvidenceLine,
  type Remediation,
  type Verdict,
} from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Observation } from '../../../evidence/observation.ts';
import { effectiveOn, type EffectiveRoles, type GrantWitness, type RbacAnswer } from '../../../policy/azure/effective.ts';
import { printable } from '../../../policy/printable.ts';
import { az, containerId, withoutIdentity } from './account.ts';
import type { Step } from '../../../evidence/step.ts';

/** What a check of the identity's roles consults. */
export interface RoleFacets {
  readonly storageAccount: Observation<FacetValue<'azure', 'storageAccount'>>;
  readonly identity: Observation<FacetValue<'azure', 'identity'>>;
  readonly roleAssignments: Observation<FacetValue<'azure', 'roleAssignments'>>;
  readonly roleDefinitions: Observation<FacetValue<'azure', 'roleDefinitions'>>;
}
/** The same with what takes rights away again. */
export interface GrantFacets extends RoleFacets {
  readonly denyAssignments: Observation<FacetValue<'azure', 'denyAssignments'>>;
}
export const roleFacets = ['storageAccount', 'identity', 'roleAssignments', 'roleDefinitions'] as const;
export const grantFacets = [...roleFacets, 'denyAssignments'] as const;

export interface KnownRoles {
  readonly principalId: string;
  readonly accountId: string;
  readonly assignments: FacetValue<'azure', 'roleAssignments'>['value'];
  readonly onAccount: EffectiveRoles;
  readonly onContainer: EffectiveRoles;
  /** Whether nobody could read what takes rights away again. */
  readonly denialsUnread: boolean;
}

/**
 * The roles of the identity that W&B uses, or the verdict where there is none or nobody could read them.
 * @param facets without deny assignments where it is asked what is given, whether or not it is taken away again
 */
export function knownRoles(facets: RoleFacets | GrantFacets, context: CheckContext): { readonly verdict: Verdict } | KnownRoles {
  const without = withoutIdentity(context);
  if (without !== undefined) return { verdict: without };
  const { storageAccount, identity, roleAssignments, roleDefinitions } = facets;
  if (roleAssignments.state === 'unreadable' || roleDefinitions.state === 'unreadable')
    return { verdict: undecided('the roles of the managed identity could not be read', ['roleAssignments', 'roleDefinitions']) };
  const accountId = storageAccount.state === 'present' ? storageAccount.value.id : context.target.resourceId;
  if (accountId === undefined) return { verdict: undecided('the id of the storage account is not known', ['storageAccount']) };
  const assignments = roleAssignments.state === 'present' ? roleAssignments.value.value : [];
  const declared = context.principal?.toLowerCase();
  const principalId =
    identity.state === 'present'
      ? identity.value.properties.principalId
      : assignments.find(({ properties }) => properties.principalId.toLowerCase() === declared)?.properties.principalId;
  if (principalId === undefined) {
    if (identity.state === 'unreadable')
      return { verdict: undecided('the principal id of the managed identity is not known', ['identity']) };
    return { verdict: notAnIdentity() };
  }
  const definitions = (roleDefinitions.state === 'present' ? roleDefinitions.value.value : []).map(
    ({ id, name, properties }) => ({
      id,
      name,
      properties: { roleName: properties.roleName ?? undefined, permissions: properties.permissions },
    }),
  );
  const denials = 'denyAssignments' in facets ? facets.denyAssignments : undefined;
  const facts = { assignments, definitions, denyAssignments: denials?.state === 'present' ? denials.value.value : [] };
  return {
    principalId,
    accountId,
    assignments,
    denialsUnread: denials?.state === 'unreadable',
    onAccount: effectiveOn(accountId, facts, principalId),
    onContainer: effectiveOn(containerId(accountId, context.target.bucket), facts, principalId),
  };
}

/** The provider looks for an identity only by something that can be the id of one. */
export const notAnIdentity = (): Verdict =>
  manual('the declared principal is no client id, principal id or resource id of a managed identity', {
    answer: 'principal',
    key: 'principal',
    severity: 'medium',
  });

/** One operation that W&B needs, and what the roles say to it. */
export interface RoleNeed {
  /** The last words of the operation, for messages. */
  readonly name: string;
  readonly answer: RbacAnswer;
}

/** The words of a check about some operations. */
export interface NeedWords {
  /** `read, write and delete blobs of the container`. */
  readonly purpose: string;
  readonly fix: Remediation;
}

/** Missing is a failure, and what cannot be seen from here (conditions, groups, roles to activate) is a question. */
export function needsVerdict(known: KnownRoles, needs: readonly RoleNeed[], { purpose, fix }: NeedWords): Verdict {
  const missing = needs.filter(({ answer }) => answer.answer === 'false');
  const [first] = missing;
  const evidence = roleEvidence(
    known,
    needs.map(({ answer }) => answer),
  );
  if (first !== undefined) {
    const names = missing.map(({ name }) => name).join(', ');
    return fail(
      `the managed identity may not ${purpose}: ${names} ${missing.length === 1 ? 'is' : 'are'} not granted, ${first.answer.why}`,
      {
        evidence,
        fix,
      },
    );
  }
  if (known.denialsUnread)
    return undecided(`whether a deny assignment takes away what the managed identity needs to ${purpose} is not known`, [
      'denyAssignments',
    ]);
  const unsure = needs.find(({ answer }) => answer.answer === 'unknown');
  if (unsure !== undefined)
    return manual(`whether the managed identity may ${purpose} depends: ${unsure.answer.why}`, {
      key: 'depends',
      severity: 'medium',
      evidence,
    });
  const roles = [...new Set(needs.flatMap(({ answer }) => (answer.by === undefined ? [] : [answer.by.role])))];
  return pass(`the managed identity may ${purpose}, by ${roles.map((role) => printable(role, 100)).join(' and ')}`, { evidence });
}

/** The assignments that answers rest on. */
export function roleEvidence(
  { assignments }: KnownRoles,
  answers: readonly { readonly by: GrantWitness | undefined }[],
): readonly EvidenceLine[] {
  const used = new Set(answers.flatMap(({ by }) => by ?? []));
  const lines = new Map<number, EvidenceLine>();
  for (const { assignment, role, scope } of used) {
    const index = assignments.findIndex(({ id }) => id === assignment.id);
    const value = { role: printable(role, 100), scope: printable(scope, 400) };
    if (index >= 0) lines.set(index, { facet: 'roleAssignments', path: `value.${index}.properties`, value });
  }
  return [...lines.values()];
}

/** Gives the identity a role on the account and leaves its other roles alone. */
export const assignRole = ({ principalId, accountId }: KnownRoles, role: string): Step =>
  az(
    'role',
    'assignment',
    'create',
    '--assignee-object-id',
    principalId,
    '--assignee-principal-type',
    'ServicePrincipal',
    '--role',
    role,
    '--scope',
    accountId,
  );
