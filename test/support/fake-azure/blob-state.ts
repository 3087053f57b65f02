import type { Declared } from '../../../src/evidence/declared.ts';
import type { ArmError, FakeAzureOptions, Route } from './types.ts';

export interface IdentityState {
  readonly name: string;
  readonly clientId: string;
  readonly principalId: string;
  readonly tenantId: string;
  readonly federated?: readonly { readonly name: string; readonly properties: object }[];
}

/** A storage account with one container, in the wire words of Azure Resource Manager. */
export interface AzureState {
  readonly subscription: string;
  readonly group: string;
  readonly account: string;
  readonly location: string;
  readonly kind?: string;
  readonly sku?: object;
  readonly identity?: object;
  /** `properties` of the storage account. */
  readonly properties: object;
  /** `properties` of the blob service. */
  readonly blobService: object;
  readonly container: string;
  /** `properties` of the container; null when there is none. */
  readonly containerProperties: object | null;
  readonly immutabilityPolicy?: object;
  readonly managementRules?: readonly object[];
  readonly locks?: readonly { readonly name: string; readonly level: string }[];
  readonly diagnosticSettings?: readonly { readonly name: string; readonly properties: object }[];
  readonly identities?: readonly IdentityState[];
  /** `roleDefinitionId` is the GUID; `scope` defaults to the account. */
  readonly roleAssignments?: readonly {
    readonly role: string;
    readonly principalId: string;
    readonly principalType?: string;
    readonly scope?: string;
    readonly condition?: string;
  }[];
  /** `properties`; `scope` defaults to the account. */
  readonly denyAssignments?: readonly { readonly scope?: string; readonly [member: string]: unknown }[];
  /** By GUID. */
  readonly roleDefinitions?: Readonly<Record<string, { readonly roleName: string; readonly permissions: readonly object[] }>>;
}

/** An end-to-end case: what Azure is, what is declared, and what the audit says. */
export interface AzureCase {
  readonly name: string;
  readonly about: string;
  readonly state: AzureState;
  readonly prefix?: string;
  readonly declared: Declared;
  /** Actions that are denied; `'*'` denies every one. */
  readonly denied?: FakeAzureOptions['denied'];
  readonly fails: readonly string[];
  readonly exit: 0 | 1 | 3;
}

export const accountIdOf = ({ subscription, group, account }: AzureState): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Storage/storageAccounts/${account}`;

const missing = (code: string, message: string): ArmError => ({ status: 404, code, message });

/** Everything that Azure Resource Manager answers about a state. */
export function blobRoutes(state: AzureState): Route[] {
  const { subscription, group, account, location, container, identities = [], roleAssignments = [] } = state;
  const id = accountIdOf(state);
  const blobs = `${id}/blobServices/default`;
  const containerId = `${blobs}/containers/${container}`;
  const storage = 'Microsoft.Storage/storageAccounts';
  const accountBody = {
    sku: state.sku ?? { name: 'Standard_ZRS', tier: 'Standard' },
    kind: state.kind ?? 'StorageV2',
    id,
    name: account,
    type: storage,
    location,
    tags: { owner: 'ml-platform' },
    ...(state.identity === undefined ? {} : { identity: state.identity }),
    properties: { provisioningState: 'Succeeded', ...state.properties },
  };
  const groupId = `/subscriptions/${subscription}/resourceGroups/${group}`;
  const msi = (name: string): string => `${groupId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  const msiBody = ({ name, clientId, principalId, tenantId }: IdentityState): object => ({
    location,
    tags: {},
    // The service spells the group in lower case here.
    id: msi(name).replace('/resourceGroups/', '/resourcegroups/'),
    name,
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    properties: { tenantId, principalId, clientId },
  });
  return [
    {
      operation: 'subscriptions',
      path: '/subscriptions',
      action: 'Microsoft.Resources/subscriptions/read',
      body: [{ id: `/subscriptions/${subscription}`, subscriptionId: subscription, displayName: 'acme', state: 'Enabled' }],
    },
    {
      operation: 'storageAccounts',
      path: `/subscriptions/${subscription}/providers/Microsoft.Storage/storageAccounts`,
      action: `${storage}/read`,
      body: [accountBody],
    },
    { operation: 'storageAccount', path: id, action: `${storage}/read`, body: accountBody },
    {
      operation: 'blobService',
      path: blobs,
      action: `${storage}/blobServices/read`,
      body: { id: blobs, name: 'default', type: `${storage}/blobServices`, properties: state.blobService },
    },
    {
      operation: 'container',
      path: containerId,
      action: `${storage}/blobServices/containers/read`,
      body:
        state.containerProperties === null
          ? missing('ContainerNotFound', 'The specified container does not exist.')
          : {
              id: containerId,
              name: container,
              type: `${storage}/blobServices/containers`,
              etag: '"0x8D592D74CC20EBA"',
              properties: state.containerProperties,
            },
    },
    {
      operation: 'immutabilityPolicy',
      path: `${containerId}/immutabilityPolicies/default`,
      action: `${storage}/blobServices/containers/immutabilityPolicies/read`,
      body: {
        id: `${containerId}/immutabilityPolicies/default`,
        name: 'default',
        properties: state.immutabilityPolicy ?? { immutabilityPeriodSinceCreationInDays: 0, state: 'Unlocked' },
      },
    },
    {
      operation: 'managementPolicy',
      path: `${id}/managementPolicies/default`,
      action: `${storage}/managementPolicies/read`,
      body:
        state.managementRules === undefined
          ? missing('ManagementPolicyNotFound', `No ManagementPolicy found for account ${account}`)
          : { id: `${id}/managementPolicies/default`, properties: { policy: { rules: state.managementRules } } },
    },
    {
      operation: 'locks',
      path: `${id}/providers/Microsoft.Authorization/locks`,
      action: 'Microsoft.Authorization/locks/read',
      body: (state.locks ?? []).map(({ name, level }) => ({
        id: `${id}/providers/Microsoft.Authorization/locks/${name}`,
        name,
        properties: { level, notes: '' },
      })),
    },
    {
      operation: 'diagnosticSettings',
      path: `${blobs}/providers/Microsoft.Insights/diagnosticSettings`,
      action: 'Microsoft.Insights/diagnosticSettings/read',
      body: (state.diagnosticSettings ?? []).map(({ name, properties }) => ({ id: `${blobs}/x/${name}`, name, properties })),
    },
    {
      operation: 'identities',
      path: `/subscriptions/${subscription}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`,
      action: 'Microsoft.ManagedIdentity/userAssignedIdentities/read',
      body: identities.map(msiBody),
    },
    ...identities.flatMap((identity): Route[] => [
      {
        operation: 'identity',
        path: msi(identity.name),
        action: 'Microsoft.ManagedIdentity/userAssignedIdentities/read',
        body: msiBody(identity),
      },
      {
        operation: 'federatedCredentials',
        path: `${msi(identity.name)}/federatedIdentityCredentials`,
        action: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read',
        body: (identity.federated ?? []).map(({ name, properties }) => ({
          id: `${msi(identity.name)}/federatedIdentityCredentials/${name}`,
          name,
          properties,
        })),
      },
    ]),
    {
      operation: 'roleAssignments',
      path: `${containerId}/providers/Microsoft.Authorization/roleAssignments`,
      action: 'Microsoft.Authorization/roleAssignments/read',
      body: (query) => {
        // Only what is at the scope or above it, as the filter asks.
        const isAtScope = (scope: string): boolean => `${containerId}/`.toLowerCase().startsWith(`${scope}/`.toLowerCase());
        return roleAssignments
          .filter(({ scope = id }) => query.get('$filter') === 'atScope()' && isAtScope(scope))
          .map(({ role, principalId, principalType = 'ServicePrincipal', scope = id, condition }, index) => ({
            id: `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
            type: 'Microsoft.Authorization/roleAssignments',
            properties: {
              roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
              principalId,
              principalType,
              scope,
              condition: condition ?? null,
              conditionVersion: condition === undefined ? null : '2.0',
              createdBy: '5e1f0000-0000-4000-8000-00000000beef',
            },
          }));
      },
    },
    {
      operation: 'denyAssignments',
      path: `${containerId}/providers/Microsoft.Authorization/denyAssignments`,
      action: 'Microsoft.Authorization/denyAssignments/read',
      body: (query) =>
        (state.denyAssignments ?? [])
          .filter(() => query.get('$filter') === 'atScope()')
          .map((properties, index) => ({
            id: `${properties.scope ?? id}/providers/Microsoft.Authorization/denyAssignments/00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
            type: 'Microsoft.Authorization/denyAssignments',
            properties: { scope: id, isSystemProtected: true, createdBy: '5e1f0000-0000-4000-8000-00000000beef', ...properties },
          })),
    },
    ...Object.entries(state.roleDefinitions ?? {}).map(([guid, { roleName, permissions }]): Route => {
      const path = `${id}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
      return {
        operation: 'roleDefinition',
        path,
        action: 'Microsoft.Authorization/roleDefinitions/read',
        body: {
          id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
          name: guid,
          properties: { roleName, type: 'BuiltInRole', assignableScopes: ['/'], permissions },
        },
      };
    }),
  ];
}

interface Rule {
  readonly allowedOrigins?: readonly string[];
  readonly allowedMethods?: readonly string[];
  readonly allowedHeaders?: readonly string[];
  readonly exposedHeaders?: readonly string[];
  readonly maxAgeInSeconds?: number;
}
/** What the data plane knows of the blob service. */
export interface BlobService {
  readonly cors?: { readonly corsRules?: readonly Rule[] };
  readonly deleteRetentionPolicy?: { readonly enabled?: boolean; readonly days?: number };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The same settings as the data plane says them: versioning and the soft delete of containers are not there. */
export function blobPropertiesXml({ cors, deleteRetentionPolicy }: BlobService): string {
  const element = (name: string, value: string | number | boolean | undefined): string =>
    value === undefined ? '' : `<${name}>${escaped(String(value))}</${name}>`;
  const rule = (item: Rule): string =>
    `<CorsRule>${element('AllowedOrigins', item.allowedOrigins?.join(','))}${element('AllowedMethods', item.allowedMethods?.join(','))}${element('AllowedHeaders', item.allowedHeaders?.join(','))}${element('ExposedHeaders', item.exposedHeaders?.join(','))}${element('MaxAgeInSeconds', item.maxAgeInSeconds)}</CorsRule>`;
  const retention = `${element('Enabled', deleteRetentionPolicy?.enabled ?? false)}${element('Days', deleteRetentionPolicy?.days)}`;
  return `<?xml version="1.0" encoding="utf-8"?><StorageServiceProperties><Cors>${(cors?.corsRules ?? []).map(rule).join('')}</Cors><DeleteRetentionPolicy>${retention}</DeleteRetentionPolicy></StorageServiceProperties>`;
}
