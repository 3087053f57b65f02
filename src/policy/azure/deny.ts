import { printable } from '../printable.ts';
import { matchesAction } from './action-pattern.ts';
import { isAtOrAbove } from './resource-id.ts';
import { hasText, type Plane, type RolePermission } from './role-definition.ts';

interface Principal {
  readonly id?: string | null | undefined;
  readonly type?: string | null | undefined;
}

/** A deny assignment, as ARM answers it; managed applications and deployment stacks make them. */
export interface DenyAssignment {
  readonly properties: {
    readonly denyAssignmentName?: string | null | undefined;
    readonly scope?: string | null | undefined;
    readonly doNotApplyToChildScopes?: boolean | null | undefined;
    readonly permissions?: readonly RolePermission[] | null | undefined;
    readonly principals?: readonly Principal[] | null | undefined;
    readonly excludePrincipals?: readonly Principal[] | null | undefined;
  };
}

/** How "everybody" is written in a deny assignment. */
const everybody = '00000000-0000-0000-0000-000000000000';

/** Why a grant may be taken away again, a clause; undefined when no deny assignment comes near it. */
export function denialOf(
  denials: readonly DenyAssignment[],
  scope: string,
  principalId: string,
  operation: string,
  plane: Plane,
): string | undefined {
  const near = denials.find(({ properties }) => {
    const excluded = (properties.excludePrincipals ?? []).some(({ id }) => same(id, principalId));
    const named = (properties.principals ?? []).some(
      ({ id, type }) => same(id, principalId) || id === everybody || !hasText(type) || /group|everyone|system/i.test(type),
    );
    return !excluded && named && isAtOrAbove(properties.scope ?? '/', scope) && denies(properties.permissions, operation, plane);
  });
  const name = printable(near?.properties.denyAssignmentName ?? '', 100);
  return near === undefined ? undefined : `the deny assignment ${JSON.stringify(name)} may take it away`;
}

const denies = (permissions: readonly RolePermission[] | null | undefined, operation: string, plane: Plane): boolean =>
  (permissions ?? []).some(({ actions, notActions, dataActions, notDataActions }) => {
    const [given, taken] = plane === 'action' ? [actions, notActions] : [dataActions, notDataActions];
    const takesIn = (patterns: readonly string[] | null | undefined): boolean =>
      (patterns ?? []).some((pattern) => matchesAction(pattern, operation));
    return takesIn(given) && !takesIn(taken);
  });

const same = (a: string | null | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
