import type { FacetValue } from '../../src/evidence/index.ts';
import { clientId, identity, principalId, roleDefinitions, subscription, tenant } from './cases/azure/base.ts';

/** The account of the target that `describeCheck` judges. */
export const accountId =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/acme/providers/Microsoft.Storage/storageAccounts/acmestorage';
export const containerId = `${accountId}/blobServices/default/containers/wandb`;

type Account = FacetValue<'azure', 'storageAccount'>;
type Service = FacetValue<'azure', 'blobService'>;
type Container = FacetValue<'azure', 'container'>;

export const account = (
  properties: Account['properties'] = {},
  more: Partial<Account> = {},
): { readonly storageAccount: Account } => ({
  storageAccount: {
    id: accountId,
    name: 'acmestorage',
    kind: 'StorageV2',
    sku: { name: 'Standard_ZRS', tier: 'Standard' },
    properties,
    ...more,
  },
});

export const service = (properties: Service['properties'] = {}): { readonly blobService: Service } => ({
  blobService: { id: `${accountId}/blobServices/default`, properties },
});

export const container = (properties: Container['properties'] = {}): { readonly container: Container } => ({
  container: { id: containerId, name: 'wandb', properties },
});

const identityId = `/subscriptions/${subscription}/resourcegroups/acme/providers/Microsoft.ManagedIdentity/userAssignedIdentities/acme-wandb`;

/** The managed identity of the end-to-end cases. */
export const theIdentity: { readonly identity: FacetValue<'azure', 'identity'> } = {
  identity: { id: identityId, name: 'acme-wandb', properties: { clientId, principalId, tenantId: tenant } },
};

type Credentials = NonNullable<ReturnType<typeof identity>['federated']>;

/** The identity with federated credentials. */
export const federated = (credentials: Credentials = identity().federated ?? []) => ({
  ...theIdentity,
  federatedCredentials: {
    value: credentials.map(({ name, properties }) => ({
      id: `${identityId}/federatedIdentityCredentials/${name}`,
      name,
      properties,
    })),
  },
});

interface Assigned {
  readonly role: string;
  readonly scope?: string;
  readonly condition?: string;
  readonly principalId?: string;
  readonly principalType?: string;
}

type Denied = NonNullable<FacetValue<'azure', 'denyAssignments'>>['value'][number]['properties'];

/** What everybody is denied on the account, or as said. */
export const denied = (properties: Partial<Denied> & Pick<Denied, 'permissions'>) => ({
  denyAssignments: {
    value: [
      {
        id: `${accountId}/providers/Microsoft.Authorization/denyAssignments/1`,
        properties: {
          denyAssignmentName: 'stack',
          scope: accountId,
          principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
          ...properties,
        },
      },
    ],
  },
});

/** The identity with roles on the account, or where `scope` says. */
export const assigned = (...assignments: readonly Assigned[]) => ({
  ...account(),
  ...theIdentity,
  roleAssignments: {
    value: assignments.map(({ role, scope = accountId, condition, ...principal }, index) => ({
      id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${index}`,
      properties: {
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
        principalId,
        scope,
        condition,
        ...principal,
      },
    })),
  },
  roleDefinitions: {
    value: Object.entries(roleDefinitions).map(([guid, { roleName, permissions }]) => ({
      id: `/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
      name: guid,
      properties: {
        roleName,
        permissions: permissions.map((one) => ({ ...one, actions: [...one.actions], dataActions: [...one.dataActions] })),
      },
    })),
  },
});
