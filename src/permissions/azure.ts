import { shellQuote } from '../fixes/shell.ts';

export interface AzureResources {
  readonly provider: 'azure' | 'azure-ai';
  /** Names of storage accounts whose id is not known. */
  readonly accounts: readonly string[];
  /** Resource ids of storage accounts and of resources of Azure AI. */
  readonly resourceIds: readonly string[];
  /** Declared principals: client ids and resource ids of managed identities count. */
  readonly principals: readonly string[];
  readonly subscription: string | undefined;
}

const role = 'byob-audit reader';
const file = 'byob-audit-role.json';
const identity = /^Microsoft\.ManagedIdentity\//;

/**
 * The least-privilege custom role for the checks, and the commands that create and assign it, ready to paste. All of them
 * are actions of the control plane: the role reads no blob, no key and no secret.
 * Sources: "Azure custom roles", and the reference of `az role`.
 */
export function azureRole(actions: readonly string[], resources: AzureResources): string {
  if (actions.length === 0) return '';
  const subscription = resources.subscription ?? subscriptionOf(resources.resourceIds);
  const definition = {
    Name: role,
    IsCustom: true,
    Description: 'Reads the configuration that byob-audit checks: no blob, no key and no secret',
    Actions: actions,
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    // The shell fills the name in.
    AssignableScopes: ['/subscriptions/$SUBSCRIPTION'],
  };
  const lines = [
    '# A custom role for an identity that audits and nothing else: it shows configuration, no blob, no key and no secret.',
    '# Write the object id of the auditing identity here, then paste everything into a shell.',
    'AUDITOR=OBJECT_ID',
    subscription === undefined
      ? 'SUBSCRIPTION="$(az account show --query id --output tsv)"'
      : `SUBSCRIPTION=${shellQuote(subscription)}`,
    `cat > ${file} <<EOF`,
    JSON.stringify(definition, null, 2),
    'EOF',
    `az role definition create --subscription "$SUBSCRIPTION" --role-definition ${file}`,
    ...(resources.provider === 'azure' ? ofContainers(actions, resources) : ofAi),
  ];
  return `${lines.join('\n')}\n`;
}

const assign = (scope: string): string =>
  `az role assignment create --assignee-object-id "$AUDITOR" --assignee-principal-type ServicePrincipal --role ${shellQuote(role)} --scope ${scope}`;

function ofContainers(actions: readonly string[], { accounts, resourceIds, principals }: AzureResources): string[] {
  const named = accounts.map(
    (name) => `"$(az storage account show --subscription "$SUBSCRIPTION" --name ${shellQuote(name)} --query id --output tsv)"`,
  );
  const scopes = [...resourceIds.map(shellQuote), ...named];
  const lines = [
    '',
    '# On the storage account',
    ...(scopes.length === 0 ? [assign('"/subscriptions/$SUBSCRIPTION"')] : scopes.map(assign)),
  ];
  if (!actions.some((action) => identity.test(action)) || scopes.length === 0) return lines;
  const identities = principals.flatMap((principal) => {
    if (principal.startsWith('/')) return [shellQuote(principal)];
    return /^[0-9a-f-]{36}$/i.test(principal)
      ? [
          `"$(az identity list --subscription "$SUBSCRIPTION" --query ${shellQuote(`[?clientId=='${principal}'].id`)} --output tsv)"`,
        ]
      : [];
  });
  const unknown = [
    '# On the managed identity that W&B uses, if it does; leave this out otherwise',
    'IDENTITY=/subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.ManagedIdentity/userAssignedIdentities/NAME',
    assign('"$IDENTITY"'),
  ];
  return [
    ...lines,
    '',
    ...(identities.length === 0 ? unknown : ['# On the managed identity that W&B uses', ...identities.map(assign)]),
  ];
}

const ofAi = [
  '',
  '# On the subscription: vault, dependent resources and the managed resource group are seldom in one resource group.',
  '# One assignment for each of their resource groups is enough as well.',
  assign('"/subscriptions/$SUBSCRIPTION"'),
];

const subscriptionOf = (ids: readonly string[]): string | undefined => {
  const [, found] = /^\/subscriptions\/([0-9a-f-]{36})\//i.exec(ids[0] ?? '') ?? [];
  return found;
};
