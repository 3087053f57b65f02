import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { azureOverGrants, documentedAzureRoles } from '../../requirements/azure.ts';
import { az } from '../support/azure/account.ts';
import { assignRole, knownRoles, roleEvidence, roleFacets } from '../support/azure/roles.ts';
import { remedy } from '../../fixes/step.ts';

export const azureRoleOverGrants = defineAzureCheck({
  id: 'azure/role-over-grants',
  title: 'The managed identity may not take the keys of the account or change it',
  severity: 'low',
  rationale:
    "W&B needs the blobs and the settings to read. A role such as Storage Account Contributor, which W&B's Terraform module assigns, also hands out the keys of the account, which open every container of it and outlive the identity.",
  remediation: `Assign ${documentedAzureRoles.join(' and ')} instead, as W&B's newer page asks for.`,
  source: [
    { document: 'TFZ', quote: 'role_definition_name = "Storage Account Contributor"' },
    {
      document: 'D-2026-08',
      quote: 'grant it the **Reader** and **Storage Blob Data Contributor** roles on the storage account',
    },
    { document: 'AZ' },
  ],
  rows: ['AZ-ID-04', 'AZ-06'],
  tags: ['least-privilege', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-6'] },
  requires: [],
  consults: roleFacets,
  evaluate: (facts, context) => {
    const known = knownRoles(facts, context);
    if ('verdict' in known) return known.verdict;
    const asked = azureOverGrants.map((action) => ({ action, ...known.onAccount.can(action, 'action') }));
    const given = asked.flatMap(({ action, answer, by }) => {
      return answer === 'true' && by !== undefined ? [{ action, by }] : [];
    });
    const open = asked.find(({ answer }) => answer === 'unknown');
    if (given.length === 0 && open !== undefined)
      return manual(`whether the managed identity may take the keys of the account or change it depends: ${open.why}`, {
        key: 'depends',
        severity: 'low',
        evidence: roleEvidence(known, [open]),
      });
    if (given.length === 0) return pass('the roles of the managed identity give no keys of the account and change nothing of it');
    const roles = new Map(given.map(({ by }) => [by.assignment.id ?? by.role, by]));
    const names = [...new Set([...roles.values()].map(({ role }) => printable(role, 100)))];
    const actions = given.map(({ action }) => action.replace(/^Microsoft\./, ''));
    return fail(
      `${names.join(' and ')} ${names.length === 1 ? 'gives' : 'give'} the managed identity more than W&B needs: ${actions.join(', ')}`,
      {
        ...(open === undefined ? {} : { details: [`whether it may do more depends: ${open.why}`] }),
        evidence: roleEvidence(known, given),
        fix: remedy(
          `Assign ${documentedAzureRoles.join(' and ')} on the account, and then remove the wider role`,
          ...documentedAzureRoles.map((role) => assignRole(known, role)),
          ...[...roles.values()].flatMap(({ assignment }) =>
            assignment.id === undefined ? [] : [az('role', 'assignment', 'delete', '--ids', assignment.id)],
          ),
        ),
      },
    );
  },
});
