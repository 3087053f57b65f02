import { fail, manual, notApplicable, pass, undecided, type Verdict } from '../../../core/check.ts';
import { effectiveOn } from '../../../policy/azure/effective.ts';
import { mayBeGroups, permissionModel, type AccessPolicy, type KeyPrincipal } from '../../../policy/azure/key-access.ts';
import { sameResource } from '../../../policy/azure/resource-id.ts';
import { printable } from '../../../policy/printable.ts';
import { keyOverGrants, leastRole } from '../../../requirements/azure-ai.ts';
import { machinesIn, type AccessFacts } from './access.ts';
import { isKeyOf } from './key.ts';
import { principalOf } from './principal.ts';
import { sameText, type KeyUse } from './uses.ts';
import { isInHsm, onVault, type FoundVault } from './vault.ts';
import { az, named } from '../../../fixes/azure.ts';
import { remedy } from '../../../fixes/step.ts';

/** Names of permissions of access policies that a service which wraps keys needs. */
const needed = ['get', 'wrapkey', 'unwrapkey'];

/** Catalogue row AZ-PERM-04: what the identity could do besides, by the model that counts. */
export function judgeOverGrants(use: KeyUse, facts: AccessFacts): Verdict {
  if (isInHsm(use))
    return notApplicable(`the key of ${use.who} is in a managed HSM with roles of its own; see azure-ai/key-permissions`);
  return onVault(use, facts.vaults, (found) => {
    const who = principalOf(use, facts.identities);
    if ('verdict' in who) {
      return who.verdict.kind === 'fail'
        ? notApplicable(`${use.who} has no identity; see azure-ai/identity-enabled`)
        : who.verdict;
    }
    return permissionModel(found.vault.properties.enableRbacAuthorization) === 'rbac'
      ? byRoles(use, found, who.principal.objectId, facts)
      : byPolicies(use, found, who.principal, facts);
  });
}

/** What an access policy gives besides. */
const beyondNeed = ({ permissions }: AccessPolicy): readonly string[] =>
  (permissions?.keys ?? []).filter((name) => !needed.includes(name.toLowerCase()));

function byPolicies(use: KeyUse, found: FoundVault, { objectId }: KeyPrincipal, facts: AccessFacts): Verdict {
  const policies = found.vault.properties.accessPolicies ?? [];
  const own = policies.filter((policy) => sameText(policy.objectId, objectId));
  const more = [...new Set(own.flatMap(beyondNeed))].map((name) => printable(name, 30));
  const evidence = found.evidence('properties.accessPolicies', own);
  if (more.length === 0) {
    const wider = mayBeGroups(policies, objectId, machinesIn(facts)).filter((policy) => beyondNeed(policy).length > 0);
    const ids = [...new Set(wider.map((policy) => printable(policy.objectId ?? '', 60)))];
    if (ids.length > 0) {
      return manual(
        `whether the identity of ${use.who} may do more with its key than it needs depends: ${found.noun} gives more to ${ids.slice(0, 4).join(', ')}${ids.length > 4 ? ` and ${ids.length - 4} more` : ''}, and ARM does not tell whether that is a group with this identity in it`,
        { key: 'depends', severity: 'low', evidence: found.evidence('properties.accessPolicies', [...own, ...wider]) },
      );
    }
    return pass(`the access policies of ${found.noun} give the identity of ${use.who} nothing more`, { evidence });
  }
  return fail(
    `the access policies of ${found.noun} give the identity of ${use.who} more than it needs: ${more.slice(0, 8).join(', ')}`,
    {
      evidence,
      fix: remedy(
        'Give the identity the three permissions alone',
        az(
          'keyvault',
          'set-policy',
          ...named(found.vault.id),
          '--object-id',
          objectId,
          '--key-permissions',
          'get',
          'wrapKey',
          'unwrapKey',
        ),
      ),
    },
  );
}

function byRoles(
  use: KeyUse,
  found: FoundVault,
  objectId: string,
  { roleAssignments: listed, roleDefinitions }: AccessFacts,
): Verdict {
  const items = listed.state === 'present' ? listed.value : [];
  const item = items.find(({ id }) => isKeyOf(use, id) || sameResource(id, found.vault.id));
  if (listed.state === 'unreadable' || item?.answer.state === 'unreadable') {
    return undecided('the roles on the key could not be read', ['roleAssignments']);
  }
  if (roleDefinitions.state === 'unreadable')
    return undecided('what the roles on the key allow could not be read', ['roleDefinitions']);
  if (item === undefined) return manual(`which roles the identity of ${use.who} has was not asked`, { severity: 'low' });
  const definitions = roleDefinitions.state === 'present' ? roleDefinitions.value : [];
  const effective = effectiveOn(
    `${found.vault.id}/keys/${use.key ?? ''}`,
    {
      assignments: item.answer.state === 'present' ? item.answer.value.value : [],
      definitions: definitions.flatMap(({ answer }) => (answer.state === 'present' ? [answer.value] : [])),
    },
    objectId,
  );
  const asked = [
    ...keyOverGrants.dataActions.map((name) => ({ name, ...effective.can(name) })),
    ...keyOverGrants.actions.map((name) => ({ name, ...effective.can(name, 'action') })),
  ];
  const sure = asked.filter(({ answer }) => answer === 'true');
  const evidence = [
    { facet: 'roleAssignments', path: 'value', value: effective.roles.map(({ role, scope }) => `${role} at ${scope}`) },
  ];
  const [first] = sure;
  if (first !== undefined) {
    return fail(
      `${first.by?.role ?? 'a role'} gives the identity of ${use.who} more than it needs: ${sure.map(({ name }) => name).join(', ')}`,
      {
        evidence,
        fix: { summary: `Assign ${leastRole} in its place` },
      },
    );
  }
  if (asked.some(({ answer }) => answer === 'unknown') && definitions.some(({ answer }) => answer.state === 'unreadable')) {
    return undecided('what some roles on the key allow could not be read', ['roleDefinitions'], { evidence });
  }
  const open = asked.find(({ answer }) => answer === 'unknown');
  if (open !== undefined) {
    return manual(`whether the identity of ${use.who} may do more with its key than it needs depends: ${open.why}`, {
      key: 'depends',
      severity: 'low',
      evidence,
    });
  }
  return pass(`the roles of the identity of ${use.who} give it no more than it needs`, { evidence });
}
