import { fail, manual, pass, undecided, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Observation } from '../../../evidence/observation.ts';
import {
  byAccessPolicies,
  byRoles,
  permissionModel,
  possibleGroups,
  type KeyAnswer,
  type KeyPrincipal,
} from '../../../policy/azure/key-access.ts';
import { sameResource } from '../../../policy/azure/resource-id.ts';
import { printable } from '../../../policy/printable.ts';
import { contradictions, hsmRole, leastRole } from '../../../requirements/azure-ai.ts';
import { isKeyOf } from './key.ts';
import { principalOf } from './principal.ts';
import { sameText, type KeyUse } from './uses.ts';
import { isInHsm, onVault, vaultName, type FoundVault, type ReadVaults } from './vault.ts';
import { az, named } from '../../../fixes/azure.ts';
import { linesOf, remedy } from '../../../fixes/step.ts';
import type { Step } from '../../../evidence/step.ts';

/** What decides who may use a key. */
export interface AccessFacts {
  readonly vaults: ReadVaults;
  readonly identities: Observation<FacetValue<'azure-ai', 'identities'>>;
  readonly roleAssignments: Observation<FacetValue<'azure-ai', 'roleAssignments'>>;
  readonly roleDefinitions: Observation<FacetValue<'azure-ai', 'roleDefinitions'>>;
  readonly denyAssignments: Observation<FacetValue<'azure-ai', 'denyAssignments'>>;
  /** Object ids of managed identities that were seen, in lower case: an access policy of one is not that of a group. */
  readonly machines?: ReadonlySet<string>;
}
export const accessFacets = ['identities', 'roleAssignments', 'roleDefinitions', 'denyAssignments'] as const;

/** Catalogue rows AZ-PERM-01 to 03: get, wrapKey and unwrapKey by the one model that counts. */
export function judgeAccess(use: KeyUse, facts: AccessFacts): Verdict {
  if (isInHsm(use)) return askHsm(use);
  return onVault(use, facts.vaults, (found) => {
    const who = principalOf(use, facts.identities);
    if ('verdict' in who) return who.verdict;
    return permissionModel(found.vault.properties.enableRbacAuthorization) === 'rbac'
      ? accessByRoles(use, found, who.principal, facts)
      : accessByPolicies(use, found, who.principal, facts);
  });
}

/** The one question about a key in a managed HSM: what Resource Manager does not know of it. */
function askHsm(use: KeyUse): Verdict {
  const hsm = use.host?.split('.')[0] ?? '';
  const look = [
    az('keyvault', 'role', 'assignment', 'list', '--hsm-name', hsm, '--scope', `/keys/${use.key ?? ''}`),
    az('keyvault', 'key', 'show', '--hsm-name', hsm, '--name', use.key ?? ''),
  ];
  return manual(
    `may the identity of ${use.who} use its key, and is the key in order? It is in ${vaultName(use)}, an equal store with roles of its own (${hsmRole}), which Azure Resource Manager does not list`,
    {
      key: 'managed-hsm',
      details: look.flatMap((step) => linesOf(step).map((line) => `to look: ${line}`)),
      evidence: [{ facet: use.facet, path: use.path, value: use.host ?? null }],
    },
  );
}

const identityName = (use: KeyUse, { objectId }: KeyPrincipal): string =>
  `the identity of ${use.who} (${printable(objectId, 60)})`;

function accessByPolicies(use: KeyUse, found: FoundVault, principal: KeyPrincipal, facts: AccessFacts): Verdict {
  const { accessPolicies, enableRbacAuthorization } = found.vault.properties;
  const policies = accessPolicies ?? [];
  const machines = machinesIn(facts);
  const answers = byAccessPolicies(policies, principal, machines);
  const roles = rolesOf(use, found, principal, facts);
  const ignored =
    roles !== undefined && 'answers' in roles && roles.answers.every(({ answer }) => answer === 'true')
      ? [`${roles.answers[0]?.by ?? 'a role'} would give it, and does not count: ${found.noun} uses access policies`]
      : [];
  const asked = answers.some(({ answer }) => answer === 'unknown') ? possibleGroups(policies, principal, machines) : [];
  const grant = az(
    'keyvault',
    'set-policy',
    ...named(found.vault.id),
    '--object-id',
    principal.objectId,
    '--key-permissions',
    'get',
    'wrapKey',
    'unwrapKey',
  );
  const unless =
    asked.length === 0 ? [] : [`unless it is in such a group, give it a policy of its own: ${linesOf(grant).join('; ')}`];
  return verdictOf(use, principal, answers, {
    model: `${found.noun} uses access policies`,
    details: [...unless, ...ignored, contradictions.permissionModel],
    evidence: [
      ...found.evidence('properties.enableRbacAuthorization', enableRbacAuthorization),
      ...found.evidence(
        'properties.accessPolicies',
        policies.filter((policy) => sameText(policy.objectId, principal.objectId) || asked.includes(policy)),
      ),
    ],
    steps: [grant],
  });
}

/** All that is known to be no group. */
export const machinesIn = ({ machines = new Set(), identities }: AccessFacts): ReadonlySet<string> =>
  new Set([...machines, ...objectsOf(identities)]);

const objectsOf = (identities: AccessFacts['identities']): readonly string[] =>
  (identities.state === 'present' ? identities.value : []).flatMap(({ answer }) =>
    answer.state === 'present' ? [answer.value.properties.principalId.toLowerCase()] : [],
  );

type RoleAnswers =
  | {
      readonly answers: readonly KeyAnswer[];
      readonly scope: string;
      readonly index: number;
      readonly denials: 'known' | 'unread' | 'not-asked';
    }
  | { readonly verdict: Verdict };

function rolesOf(use: KeyUse, found: FoundVault, principal: KeyPrincipal, facts: AccessFacts): RoleAnswers | undefined {
  const { roleAssignments: listed, roleDefinitions: definitions } = facts;
  if (listed.state === 'unreadable') return { verdict: undecided('the roles on the key could not be read', ['roleAssignments']) };
  const items = listed.state === 'present' ? listed.value : [];
  const index = items.findIndex(({ id }) => isKeyOf(use, id) || sameResource(id, found.vault.id));
  const item = items[index];
  if (item === undefined) return undefined;
  if (item.answer.state === 'unreadable')
    return { verdict: undecided('the roles on the key could not be read', ['roleAssignments']) };
  if (definitions.state === 'unreadable') {
    return { verdict: undecided('what the roles on the key allow could not be read', ['roleDefinitions']) };
  }
  const scope = `${found.vault.id}/keys/${use.key ?? ''}`;
  const denials = facts.denyAssignments.state === 'present' ? facts.denyAssignments.value : [];
  const about = denials.find(({ id }) => isKeyOf(use, id) || sameResource(id, found.vault.id));
  const denied = about?.answer.state === 'present' ? about.answer.value.value : [];
  const isUnread = facts.denyAssignments.state === 'unreadable' || about?.answer.state === 'unreadable';
  const answers = byRoles(
    scope,
    {
      assignments: item.answer.state === 'present' ? item.answer.value.value : [],
      denyAssignments: denied,
      definitions: (definitions.state === 'present' ? definitions.value : []).flatMap(({ answer }) =>
        answer.state === 'present' ? [answer.value] : [],
      ),
    },
    principal,
  );
  return { answers, scope, index, denials: isUnread ? 'unread' : about === undefined ? 'not-asked' : 'known' };
}

function accessByRoles(use: KeyUse, found: FoundVault, principal: KeyPrincipal, facts: AccessFacts): Verdict {
  const roles = rolesOf(use, found, principal, facts);
  if (roles === undefined) {
    return manual(`which roles ${identityName(use, principal)} has on its key was not asked`, { severity: 'medium' });
  }
  if ('verdict' in roles) return roles.verdict;
  if (roles.denials === 'unread' && roles.answers.every(({ answer }) => answer !== 'false')) {
    return undecided(`whether a deny assignment keeps ${identityName(use, principal)} from its key is not known`, [
      'denyAssignments',
    ]);
  }
  if (roles.denials === 'not-asked' && roles.answers.every(({ answer }) => answer !== 'false')) {
    return manual(`whether a deny assignment keeps ${identityName(use, principal)} from its key was not asked`, {
      severity: 'medium',
    });
  }
  const policies = byAccessPolicies(found.vault.properties.accessPolicies ?? [], principal);
  const ignored = policies.every(({ answer }) => answer === 'true')
    ? [`its access policy would give it, and does not count: enableRbacAuthorization of ${found.noun} is true`]
    : [];
  return verdictOf(use, principal, roles.answers, {
    unread: unreadDefinitions(facts),
    model: `${found.noun} uses Azure RBAC`,
    details: [...ignored, contradictions.permissionModel],
    evidence: [
      ...found.evidence('properties.enableRbacAuthorization', true),
      { facet: 'roleAssignments', path: `[${roles.index}].answer`, value: roles.answers.map(({ by }) => by ?? null) },
    ],
    steps: [
      az(
        'role',
        'assignment',
        'create',
        '--assignee-object-id',
        principal.objectId,
        '--assignee-principal-type',
        'ServicePrincipal',
        '--role',
        leastRole,
        '--scope',
        roles.scope,
      ),
    ],
  });
}

/** Whether some of the roles could not be looked into. */
const unreadDefinitions = ({ roleDefinitions }: AccessFacts): boolean =>
  roleDefinitions.state === 'present' && roleDefinitions.value.some(({ answer }) => answer.state === 'unreadable');

interface PermissionModel {
  readonly model: string;
  readonly details: readonly string[];
  readonly evidence: NonNullable<Verdict['evidence']>;
  readonly steps: readonly Step[];
  readonly unread?: boolean;
}

function verdictOf(
  use: KeyUse,
  principal: KeyPrincipal,
  answers: readonly KeyAnswer[],
  { model, details, evidence, steps, unread = false }: PermissionModel,
): Verdict {
  const who = identityName(use, principal);
  const more = { details, evidence };
  const missing = answers.filter(({ answer }) => answer === 'false');
  const [first] = missing;
  if (first !== undefined) {
    const lacks = missing.map(({ permission }) => permission).join(', ');
    return fail(`${who} lacks ${lacks}: ${model}, and ${first.why}`, {
      ...more,
      key: 'missing-permissions',
      fix: remedy('Give the identity what it needs of the key', ...steps),
    });
  }
  const open = answers.find(({ answer }) => answer === 'unknown');
  if (open !== undefined && unread)
    return undecided(`whether ${who} may use its key depends on roles`, ['roleDefinitions'], more);
  if (open !== undefined) {
    const others = new Set(answers.flatMap(({ answer, why }) => (answer === 'unknown' && why !== open.why ? [why] : [])));
    return manual(`whether ${who} may use its key depends: ${open.why}`, {
      evidence,
      details: [...others, ...details],
      key: 'depends',
      severity: 'medium',
    });
  }
  const by = [...new Set(answers.map((each) => each.by ?? ''))].join(' and ');
  return pass(`${who} has what it needs of its key by ${by}`, more);
}
