import { defineAzureCheck, fail, manual, pass, undecided } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { withoutIdentity } from '../support/azure/account.ts';
import { notAnIdentity } from '../support/azure/roles.ts';

export const azureIdentity = defineAzureCheck({
  id: 'azure/identity',
  title: 'The managed identity that W&B uses exists in the declared tenant, and is declared by its client id',
  severity: 'high',
  rationale:
    'At team level W&B asks for the tenant id and the client id of a managed identity, and signs in with them. The client id and the principal id (object id) of one identity look alike; with the wrong one, or in another tenant, every sign-in fails.',
  remediation:
    'Enter in W&B, and declare as `principal` and `tenant`, the client id and the tenant id that Azure shows for the identity.',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'Specify values for **Tenant ID** and **Managed Identity Client ID**.',
    },
    { document: 'S004', edition: '2025-03' },
    { document: 'TFZ', quote: 'resource "azurerm_user_assigned_identity" "default"' },
  ],
  rows: ['AZ-ID-01', 'AZ-03'],
  tags: ['access'],
  controls: { 'nist-800-53-r5': ['IA-2'] },
  requires: [],
  consults: ['identity', 'roleAssignments'],
  evaluate: ({ identity, roleAssignments }, context) => {
    const without = withoutIdentity(context);
    if (without !== undefined) return without;
    const declared = context.principal?.toLowerCase() ?? '';
    if (identity.state === 'unreadable') {
      const rows = roleAssignments.state === 'present' ? roleAssignments.value.value : [];
      // At instance level W&B shows the principal id of its own identity, which is in a subscription of W&B.
      const isPrincipal = rows.some(({ properties }) => properties.principalId.toLowerCase() === declared);
      if (isPrincipal && context.level === 'instance')
        return pass(
          `roles of the account are assigned to the principal id ${printable(declared, 60)}, as W&B shows it at instance level`,
        );
      return undecided('the managed identity could not be read', ['identity']);
    }
    if (identity.state === 'absent') return notAnIdentity();
    const { clientId, principalId, tenantId } = identity.value.properties;
    // A recording can be judged with another principal than it was made with.
    if (![clientId, principalId, identity.value.id].some((id) => id.toLowerCase() === declared))
      return manual(`the evidence is about the managed identity ${printable(clientId, 60)}, and another principal is declared`, {
        answer: 'principal',
        key: 'other-identity',
        severity: 'medium',
        evidence: [{ facet: 'identity', path: 'properties.clientId', value: printable(clientId, 60) }],
      });
    const evidence = [
      { facet: 'identity', path: 'properties.clientId', value: printable(clientId, 60) },
      { facet: 'identity', path: 'properties.tenantId', value: printable(tenantId, 60) },
    ];
    const { tenant } = context;
    if (tenant !== undefined && tenant.toLowerCase() !== tenantId.toLowerCase())
      return fail(
        `the managed identity is in the tenant ${printable(tenantId, 60)}, and ${printable(tenant, 60)} is declared for W&B`,
        {
          key: 'tenant',
          evidence,
          fix: { summary: `Enter the tenant id ${printable(tenantId, 60)} in W&B` },
        },
      );
    if (context.level !== 'instance' && declared === principalId.toLowerCase() && declared !== clientId.toLowerCase())
      return manual(
        `the declared principal is the principal id of the managed identity, and W&B signs in with its client id ${printable(clientId, 60)}`,
        { answer: 'principal', key: 'principal-id', severity: 'medium', evidence },
      );
    return pass(`the managed identity ${printable(identity.value.name, 80)} has the client id ${printable(clientId, 60)}`, {
      evidence,
      ...(tenant === undefined ? { details: [`its tenant is ${printable(tenantId, 60)}`] } : {}),
    });
  },
});
