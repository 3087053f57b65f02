import * as v from 'valibot';

// Who may do what to the resources of Azure, in the wire names of Azure Resource Manager.

const text = v.nullish(v.string());
const flag = v.nullish(v.boolean());
const texts = v.nullish(v.array(v.string()));

/** `userAssignedIdentities` is keyed by resource id. */
export const azureManagedIdentity = v.object({
  type: text,
  principalId: text,
  tenantId: text,
  userAssignedIdentities: v.nullish(v.record(v.string(), v.nullable(v.object({ principalId: text, clientId: text })))),
});

export const azureLocks = v.object({
  value: v.array(v.object({ id: v.string(), name: text, properties: v.object({ level: v.string() }) })),
});

/** Who created an assignment, and when, is nobody's business; everything that limits it is kept. */
export const azureRoleAssignments = v.object({
  value: v.array(
    v.object({
      id: v.string(),
      properties: v.object({
        roleDefinitionId: v.string(),
        principalId: v.string(),
        principalType: text,
        scope: v.string(),
        condition: text,
        conditionVersion: text,
        delegatedManagedIdentityResourceId: text,
      }),
    }),
  ),
});

const actions = { actions: texts, notActions: texts, dataActions: texts, notDataActions: texts };

export const azureRoleDefinition = v.object({
  id: v.string(),
  name: v.string(),
  properties: v.object({
    roleName: text,
    type: text,
    assignableScopes: v.nullish(v.array(v.string())),
    permissions: v.nullish(v.array(v.object({ ...actions, condition: text, conditionVersion: text }))),
  }),
});

const denyPrincipals = v.nullish(v.array(v.object({ id: v.string(), type: text })));
/** What managed applications and deployment stacks take away from everybody but the principals that they except. */
export const azureDenyAssignments = v.object({
  value: v.array(
    v.object({
      id: v.string(),
      properties: v.object({
        denyAssignmentName: text,
        scope: text,
        doNotApplyToChildScopes: flag,
        permissions: v.array(v.object(actions)),
        principals: denyPrincipals,
        excludePrincipals: denyPrincipals,
        condition: text,
      }),
    }),
  ),
});

export const azureIdentity = v.object({
  id: v.string(),
  name: v.string(),
  properties: v.object({ clientId: v.string(), principalId: v.string(), tenantId: v.string() }),
});
