import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesAction } from '../../../src/policy/azure/action-pattern.ts';
import type { DenyAssignment } from '../../../src/policy/azure/deny.ts';
import { effectiveOn, type RoleAssignment, type RoleFacts } from '../../../src/policy/azure/effective.ts';
import type { RoleDefinition, RolePermission } from '../../../src/policy/azure/role-definition.ts';

const vault = '/subscriptions/S1/resourceGroups/Keys/providers/Microsoft.KeyVault/vaults/acme';
const key = `${vault}/keys/cmk`;
const me = '11111111-aaaa-4111-8111-111111111111';
const wrap = 'Microsoft.KeyVault/vaults/keys/wrap/action';
const guid = 'e147488a-f6f5-4113-8e2d-b22465e65bf6';

const role = (...permissions: readonly RolePermission[]): RoleDefinition => ({
  id: `/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
  name: guid,
  properties: { roleName: 'Wrapper', permissions },
});
const gives = role({ dataActions: [wrap] });
const assignment = (more: Partial<RoleAssignment['properties']> = {}, eligible?: boolean): RoleAssignment => ({
  properties: {
    roleDefinitionId: `/subscriptions/S1/providers/Microsoft.Authorization/roleDefinitions/${guid.toUpperCase()}`,
    principalId: me,
    principalType: 'ServicePrincipal',
    scope: vault,
    ...more,
  },
  eligible,
});
const facts = (one: RoleAssignment, definition = gives, denyAssignments?: readonly DenyAssignment[]): RoleFacts => ({
  assignments: [one],
  definitions: [definition],
  denyAssignments,
});
const denial = (more: Partial<DenyAssignment['properties']> = {}): DenyAssignment => ({
  properties: {
    denyAssignmentName: 'stack',
    scope: vault,
    permissions: [{ dataActions: ['*'] }],
    principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
    ...more,
  },
});

describe('an operation of a role definition', () => {
  it.each([
    ['*', wrap, true],
    ['*/read', 'Microsoft.KeyVault/vaults/keys/read', true],
    ['*/read', 'Microsoft.KeyVault/vaults/keys/read/action', false],
    ['microsoft.keyvault/VAULTS/*', wrap, true],
    ['Microsoft.KeyVault/vaults/*/read', 'Microsoft.KeyVault/vaults/keys/versions/read', true],
    ['Microsoft.KeyVault/vaults/*/wrap/*', wrap, true],
    ['Microsoft.KeyVault/vaults/keys', wrap, false],
    ['Microsoft.KeyVault/vaults/keys/wrap', wrap, false],
    ['Microsoft.KeyVault/vaults/keys/wrap/action', wrap.toUpperCase(), true],
    ['', wrap, false],
    ['ab*ba', 'aba', false],
  ])('%s against %s: %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected);
  });

  it('agrees with the regular expression that it stands for', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '/', '*'), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (pattern, action) => {
        const plain = action.replaceAll('*', 'c');
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i');
        expect(matchesAction(pattern, plain)).toBe(expression.test(plain));
      }),
    );
  });

  it('takes linear time on a hostile pattern', () => {
    const started = performance.now();
    expect(matchesAction('*a'.repeat(5000) + 'b', 'a'.repeat(20_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('what a role assignment gives', () => {
  const table: Readonly<Record<string, readonly [RoleFacts, 'true' | 'false' | 'unknown']>> = {
    'at the vault': [facts(assignment()), 'true'],
    'at the key itself': [facts(assignment({ scope: key })), 'true'],
    'at the resource group, in other case': [facts(assignment({ scope: '/SUBSCRIPTIONS/s1/resourcegroups/KEYS' })), 'true'],
    'at the subscription': [facts(assignment({ scope: '/subscriptions/S1/' })), 'true'],
    'at the root': [facts(assignment({ scope: '/' })), 'true'],
    'at a management group': [facts(assignment({ scope: '/providers/Microsoft.Management/managementGroups/acme' })), 'true'],
    'at another key': [facts(assignment({ scope: `${vault}/keys/other` })), 'false'],
    'at a key whose name goes on': [facts(assignment({ scope: `${vault}/keys/cm` })), 'false'],
    'below the key': [facts(assignment({ scope: `${key}/versions/1` })), 'false'],
    'at another subscription': [facts(assignment({ scope: '/subscriptions/S2' })), 'false'],
    'to another identity': [facts(assignment({ principalId: 'other' })), 'false'],
    'to a group': [facts(assignment({ principalId: 'other', principalType: 'Group' })), 'unknown'],
    'to a group whose role does not have it': [
      facts(assignment({ principalId: 'other', principalType: 'Group' }), role({ dataActions: ['x/read'] })),
      'false',
    ],
    'under a condition': [facts(assignment({ condition: '@Resource[x] StringEquals "y"' })), 'unknown'],
    'with an empty condition': [facts(assignment({ condition: '' })), 'true'],
    'as eligible': [facts(assignment({}, true)), 'unknown'],
    'with a definition that was not read': [{ assignments: [assignment()], definitions: [] }, 'unknown'],
    'with notDataActions': [facts(assignment(), role({ dataActions: ['*'], notDataActions: ['*/wrap/action'] })), 'false'],
    'with notDataActions in another element': [
      facts(assignment(), role({ dataActions: ['*'], notDataActions: ['*/wrap/action'] }, { dataActions: [wrap] })),
      'true',
    ],
    'with actions of the other plane': [facts(assignment(), role({ actions: ['*'], notActions: [] })), 'false'],
    'with an element under a condition': [facts(assignment(), role({ dataActions: ['*'], condition: 'x' })), 'unknown'],
    'with null lists': [facts(assignment(), role({ dataActions: null, actions: null })), 'false'],
    'and a deny assignment for everybody': [facts(assignment(), gives, [denial()]), 'unknown'],
    'and a deny assignment that leaves the identity out': [
      facts(assignment(), gives, [denial({ excludePrincipals: [{ id: me }] })]),
      'true',
    ],
    'and a deny assignment elsewhere': [facts(assignment(), gives, [denial({ scope: '/subscriptions/S2' })]), 'true'],
    'and a deny assignment of something else': [
      facts(assignment(), gives, [denial({ permissions: [{ dataActions: ['*'], notDataActions: [wrap] }] })]),
      'true',
    ],
  };
  it.each(Object.entries(table))('%s', (_, [given, expected]) => {
    const { answer, by, why } = effectiveOn(key, given, me.toUpperCase()).can(wrap);
    expect(answer).toBe(expected);
    expect(why === '').toBe(expected === 'true');
    expect(by === undefined).toBe(expected === 'false');
  });

  it('names the role and the scope that decided', () => {
    const { by } = effectiveOn(key, facts(assignment({ scope: '/subscriptions/S1' })), me).can(wrap);
    expect(by).toMatchObject({ role: 'Wrapper', scope: '/subscriptions/S1' });
  });

  it('takes the scope from the id where the answer has none', () => {
    const given = { ...assignment({ scope: undefined }), id: `${vault}/providers/Microsoft.Authorization/roleAssignments/x` };
    expect(effectiveOn(key, facts(given), me).can(wrap).answer).toBe('true');
    expect(effectiveOn(key, facts(assignment({ scope: undefined })), me).can(wrap).answer).toBe('false');
  });

  it('finds a certain grant among open ones, whatever the order', () => {
    const several = [assignment({ condition: 'x' }), assignment(), assignment({ principalType: 'Group', principalId: 'g' })];
    fc.assert(
      fc.property(fc.shuffledSubarray(several), (assignments) => {
        const { answer } = effectiveOn(key, { assignments, definitions: [gives] }, me).can(wrap);
        expect(answer).toBe(
          assignments.some((one) => one === several[1]) ? 'true' : assignments.length === 0 ? 'false' : 'unknown',
        );
      }),
    );
  });

  it('never turns a certain grant away by adding assignments', () => {
    const scopes = fc.constantFrom(vault, key, '/subscriptions/S2', '/', `${vault}/keys/x`);
    const any = fc.record({ scope: scopes, condition: fc.constantFrom('', 'x'), principalId: fc.constantFrom(me, 'g') });
    const rank = { false: 0, unknown: 1, true: 2 };
    const ask = (assignments: readonly RoleAssignment[]): number =>
      rank[effectiveOn(key, { assignments, definitions: [gives] }, me).can(wrap).answer];
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), any, (some, one) => {
        const before = some.map((each) => assignment(each));
        expect(ask([...before, assignment(one)])).toBeGreaterThanOrEqual(ask(before));
      }),
    );
  });
});
