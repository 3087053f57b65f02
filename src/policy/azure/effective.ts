import { printable } from '../printable.ts';
import { and, or, type Ternary } from '../ternary.ts';
import { denialOf, type DenyAssignment } from './deny.ts';
import { isAtOrAbove, lastSegment } from './resource-id.ts';
import { hasText, roleHas, type Plane, type RoleDefinition } from './role-definition.ts';

/** A role assignment, as ARM answers it. */
export interface RoleAssignment {
  readonly id?: string | undefined;
  readonly properties: {
    readonly roleDefinitionId: string;
    readonly principalId: string;
    readonly principalType?: string | null | undefined;
    readonly scope?: string | null | undefined;
    readonly condition?: string | null | undefined;
  };
  /** It must be activated first (Privileged Identity Management). */
  readonly eligible?: boolean | undefined;
}

/** What is known of the roles around one resource. */
export interface RoleFacts {
  /** As listed for the resource: what ARM answers is at, above and below it. */
  readonly assignments: readonly RoleAssignment[];
  readonly definitions: readonly RoleDefinition[];
  readonly denyAssignments?: readonly DenyAssignment[] | undefined;
}

/** What decided, in words for a report. */
export interface GrantWitness {
  /** `Key Vault Crypto User`, or the id of a definition that was not read. */
  readonly role: string;
  readonly scope: string;
  readonly assignment: RoleAssignment;
}

export interface RbacAnswer {
  readonly answer: Ternary;
  readonly by: GrantWitness | undefined;
  /** Why it is not certainly granted, a clause; empty when it is. */
  readonly why: string;
}

export interface EffectiveRoles {
  readonly can: (operation: string, plane?: Plane) => RbacAnswer;
  /** Every assignment that is certainly the principal's and holds at the scope. */
  readonly roles: readonly GrantWitness[];
}

interface Claim extends GrantWitness {
  readonly member: Ternary;
  readonly definition: RoleDefinition | undefined;
}

/**
 * What Azure RBAC lets a principal do at a scope. Assignments at the scope and above it count, those below do not.
 * What cannot be seen from here, such as members of groups, conditions, roles to be activated and denials, is
 * `unknown` and never `false`.
 * @param scope id of the resource
 */
export function effectiveOn(scope: string, facts: RoleFacts, principalId: string): EffectiveRoles {
  const definitions = new Map(
    facts.definitions.map((definition) => [lastSegment(definition.name ?? definition.id ?? ''), definition]),
  );
  const claims = facts.assignments.flatMap((assignment): Claim[] => {
    const { properties } = assignment;
    const at = assignmentScope(assignment);
    if (at === undefined || !isAtOrAbove(at, scope)) return [];
    const member = membership(assignment, principalId);
    if (member === 'false') return [];
    const guid = lastSegment(properties.roleDefinitionId);
    const definition = definitions.get(guid);
    const role = printable(definition?.properties.roleName ?? guid, 100);
    return [{ role, scope: printable(at), assignment, member, definition }];
  });
  return {
    roles: claims.filter(({ member, assignment }) => member === 'true' && assignment.eligible !== true),
    can: (operation, plane = 'dataAction') => {
      const answers = claims.map((claim) => ({ claim, ...answerOf(claim, operation, plane) }));
      const answer = answers.map((each) => each.answer).reduce(or, 'false');
      const decisive = answers.find((each) => each.answer === answer && answer !== 'false');
      if (decisive === undefined) return { answer, by: undefined, why: whyNone(claims) };
      const { role, scope: at, assignment } = decisive.claim;
      const by = { role, scope: at, assignment };
      const denied = answer === 'true' ? denialOf(facts.denyAssignments ?? [], scope, principalId, operation, plane) : undefined;
      return denied === undefined ? { answer, by, why: decisive.why } : { answer: 'unknown', by, why: denied };
    },
  };
}

const answerOf = ({ assignment, member, definition, role }: Claim, operation: string, plane: Plane): Omit<RbacAnswer, 'by'> => {
  const has: Ternary = definition === undefined ? 'unknown' : roleHas(definition, operation, plane);
  const sure: Ternary = assignment.eligible === true || hasText(assignment.properties.condition) ? 'unknown' : 'true';
  const answer = and(has, and(member, sure));
  return { answer, why: answer === 'unknown' ? whyOpen({ assignment, member, definition, role }) : '' };
};

function whyOpen({ assignment, member, definition, role }: Pick<Claim, 'assignment' | 'member' | 'definition' | 'role'>): string {
  const id = printable(assignment.properties.principalId, 60);
  if (member === 'unknown' && /group/i.test(assignment.properties.principalType ?? ''))
    return `${role} is assigned to the group ${id}, and who is in it is not in the configuration`;
  if (member === 'unknown') {
    return `${role} is assigned to ${id}, and whether that is a group with this identity in it is not told`;
  }
  if (definition === undefined) return `the definition of the role ${role} was not read`;
  if (assignment.eligible === true) return `${role} is only eligible and must be activated first`;
  if (hasText(assignment.properties.condition)) return `${role} is assigned under a condition`;
  return `${role} gives it under a condition`;
}

const whyNone = (claims: readonly Claim[]): string =>
  claims.length === 0
    ? 'no role is assigned to it here or above'
    : `${[...new Set(claims.map(({ role }) => role))].join(', ')} ${claims.length === 1 ? 'does' : 'do'} not include it`;

/** Where the answer leaves the scope out, the id of the assignment tells it. */
const assignmentScope = ({ id, properties }: RoleAssignment): string | undefined => {
  if (hasText(properties.scope)) return properties.scope;
  const at = id?.toLowerCase().indexOf('/providers/microsoft.authorization/roleassignments/') ?? -1;
  return id === undefined || at < 0 ? undefined : id.slice(0, at) || '/';
};

function membership({ properties }: RoleAssignment, principalId: string): Ternary {
  if (properties.principalId.toLowerCase() === principalId.toLowerCase()) return 'true';
  // An assignment may leave the type out.
  return !hasText(properties.principalType) || /group|unknown/i.test(properties.principalType) ? 'unknown' : 'false';
}
