import { facet, undeclared } from './observation.ts';

/**
 * The facets of a blob container, its storage account and the identity that W&B uses, one read each.
 * Permissions: Azure permissions for Storage, Identity and Management; error codes: the REST references.
 */

export const azureFacets = {
  storageAccount: facet({
    call: 'Storage Accounts - Get Properties',
    permission: 'Microsoft.Storage/storageAccounts/read',
    scope: 'account',
    absent: [],
    about: 'the storage account',
  }),
  blobService: facet({
    call: 'Blob Services - Get Service Properties',
    permission: 'Microsoft.Storage/storageAccounts/blobServices/read',
    scope: 'account',
    absent: [],
    about: 'the blob service of the account',
  }),
  container: facet({
    call: 'Blob Containers - Get',
    permission: 'Microsoft.Storage/storageAccounts/blobServices/containers/read',
    scope: 'bucket',
    absent: ['ContainerNotFound'],
    about: 'the container',
  }),
  immutabilityPolicy: facet({
    call: 'Blob Containers - Get Immutability Policy',
    permission: 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/read',
    scope: 'bucket',
    absent: ['ContainerImmutabilityPolicyNotFound', 'ImmutabilityPolicyNotFound'],
    about: "the container's immutability policy",
  }),
  managementPolicy: facet({
    call: 'Management Policies - Get',
    permission: 'Microsoft.Storage/storageAccounts/managementPolicies/read',
    scope: 'account',
    absent: ['ManagementPolicyNotFound'],
    about: "the account's lifecycle rules",
  }),
  locks: facet({
    call: 'Management Locks - List At Resource Level',
    permission: 'Microsoft.Authorization/locks/read',
    scope: 'account',
    absent: [],
    about: 'the locks on the account',
  }),
  diagnosticSettings: facet({
    call: 'Diagnostic Settings - List',
    permission: 'Microsoft.Insights/diagnosticSettings/read',
    scope: 'account',
    absent: [],
    about: 'the diagnostic settings of the blob service',
  }),
  blobProperties: facet({
    call: 'Blob service - Get Blob Service Properties',
    permission: 'Microsoft.Storage/storageAccounts/blobServices/read',
    scope: 'account',
    absent: [],
    about: 'the properties of the blob service',
  }),
  identity: facet({
    call: 'User Assigned Identities - List By Subscription',
    permission: 'Microsoft.ManagedIdentity/userAssignedIdentities/read',
    scope: 'account',
    absent: [undeclared],
    about: 'the managed identity that W&B uses',
  }),
  federatedCredentials: facet({
    call: 'Federated Identity Credentials - List',
    permission: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read',
    scope: 'account',
    absent: [undeclared],
    about: "the identity's federated credentials",
  }),
  roleAssignments: facet({
    call: 'Role Assignments - List For Scope',
    permission: 'Microsoft.Authorization/roleAssignments/read',
    scope: 'account',
    absent: [undeclared],
    about: "the identity's role assignments",
  }),
  roleDefinitions: facet({
    call: 'Role Definitions - Get',
    permission: 'Microsoft.Authorization/roleDefinitions/read',
    scope: 'account',
    absent: [undeclared],
    about: 'the roles that are assigned to the identity',
  }),
  denyAssignments: facet({
    call: 'Deny Assignments - List For Scope',
    permission: 'Microsoft.Authorization/denyAssignments/read',
    scope: 'account',
    absent: [undeclared],
    about: 'the deny assignments on the container',
  }),
} as const;

export type AzureFacetName = keyof typeof azureFacets;
