import { or, type Ternary } from '../ternary.ts';
import { matchesAction } from './action-pattern.ts';

/** The two planes of Azure RBAC: managing the resource, and using what is in it. */
export type Plane = 'action' | 'dataAction';

/** One element of `permissions`, as ARM answers it. */
export interface RolePermission {
  readonly actions?: readonly string[] | null | undefined;
  readonly notActions?: readonly string[] | null | undefined;
  readonly dataActions?: readonly string[] | null | undefined;
  readonly notDataActions?: readonly string[] | null | undefined;
  readonly condition?: string | null | undefined;
}

/** A role definition, as ARM answers it. */
export interface RoleDefinition {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly properties: {
    readonly roleName?: string | null | undefined;
    readonly type?: string | null | undefined;
    readonly permissions?: readonly RolePermission[] | null | undefined;
  };
}

/**
 * Whether a role has an operation. Elements are joined by OR; `notActions` takes away only from its own element and
 * denies nothing. An element under a condition is `unknown`.
 */
export const roleHas = ({ properties }: RoleDefinition, operation: string, plane: Plane): Ternary =>
  (properties.permissions ?? []).map((permission) => elementHas(permission, operation, plane)).reduce(or, 'false');

function elementHas(permission: RolePermission, operation: string, plane: Plane): Ternary {
  const given = plane === 'action' ? permission.actions : permission.dataActions;
  const taken = plane === 'action' ? permission.notActions : permission.notDataActions;
  const takesIn = (patterns: readonly string[] | null | undefined): boolean =>
    (patterns ?? []).some((pattern) => matchesAction(pattern, operation));
  if (!takesIn(given) || takesIn(taken)) return 'false';
  return hasText(permission.condition) ? 'unknown' : 'true';
}

/** ARM writes a condition that is not there as null, as an empty text or not at all. */
export const hasText = (text: string | null | undefined): text is string => text !== null && text !== undefined && text !== '';
