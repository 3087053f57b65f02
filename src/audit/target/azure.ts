import type { TargetRef } from '../../evidence/index.ts';
import { shown, UsageError } from '../../cli/usage-error.ts';
import { azureResourceForms } from './forms.ts';

const guid = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';
/** Source: "Naming rules and restrictions for Azure resources". */
const resource = new RegExp(
  `^/subscriptions/(${guid})/resourceGroups/([\\p{L}\\p{N}_.()-]{1,90})/providers/([\\w.]{1,80})/([\\w-]{1,80})/([\\w.-]{1,260})((?:/[^/]+)*)/*$`,
  'iu',
);
/** The canonical spelling of what can be a target. */
const audited = ['Microsoft.MachineLearningServices/workspaces', 'Microsoft.CognitiveServices/accounts'] as const;

/** `az://ACCOUNT/CONTAINER[/PREFIX]`; a storage URI with a key inside is refused without being repeated. */
export function parseAzureRef(written: string): TargetRef {
  const rest = written.slice('az://'.length);
  const [account = '', container = '', ...more] = rest.split('/');
  if (/[@:]/.test(account))
    throw new UsageError(
      'an az:// target holds a key or another credential; expected az://ACCOUNT/CONTAINER[/PREFIX] without it',
    );
  const expected = 'expected az://ACCOUNT/CONTAINER[/PREFIX]';
  if (account.includes('.')) throw new UsageError(`target ${shown(written)}: a host name is not an account name; ${expected}`);
  if (!/^[a-z0-9]{3,24}$/.test(account))
    throw new UsageError(
      `target ${shown(written)}: no storage account can be named ${shown(account)}; ${expected}, the account in 3 to 24 lowercase letters and digits`,
    );
  if (container === '') throw new UsageError(`target ${shown(written)}: the container is missing; ${expected}`);
  const problem = containerProblem(container);
  if (problem !== undefined) throw new UsageError(`target ${shown(written)}: ${problem}; ${expected}`);
  const prefix = more.join('/').replace(/\/+$/, '');
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(prefix))
    throw new UsageError(`target ${shown(written)}: the prefix contains control characters`);
  const uri = `az://${account}/${container}`;
  return prefix === '' ? { uri, bucket: container, account } : { uri: `${uri}/${prefix}`, bucket: container, prefix, account };
}

/** Source: "Naming and Referencing Containers, Blobs, and Metadata" of Azure Storage. */
function containerProblem(name: string): string | undefined {
  if (/^\$(?:root|web|logs)$/.test(name)) return `${shown(name)} is a container of the system, in which W&B keeps nothing`;
  return /^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)
    ? undefined
    : `no container can be named ${shown(name)}: 3 to 63 lowercase letters and digits, with single hyphens between them`;
}

/**
 * A resource id of Azure AI, compared without case as Azure does.
 * @returns the target with the fixed words in Azure's own spelling, so that a target has one name however it was typed
 */
export function parseAzureResource(written: string): TargetRef {
  const expected = `expected ${azureResourceForms}`;
  const found = resource.exec(written);
  if (found === null) throw new UsageError(`target ${shown(written)}: not the id of an Azure resource; ${expected}`);
  const [, subscription = '', group = '', namespace = '', type = '', name = '', below = ''] = found;
  const kind = audited.find((known) => known.toLowerCase() === `${namespace}/${type}`.toLowerCase());
  if (`${namespace}/${type}`.toLowerCase() === 'microsoft.storage/storageaccounts') {
    const container = /^\/blobServices\/default\/containers\/([^/]+)$/i.exec(below)?.[1] ?? 'CONTAINER';
    throw new UsageError(
      `target ${shown(written)} is a storage account; write az://${name}/${container} --subscription ${subscription.toLowerCase()}`,
    );
  }
  if (kind === undefined) throw new UsageError(`target ${shown(written)}: ${namespace}/${type} is not audited; ${expected}`);
  if (below !== '')
    throw new UsageError(
      `target ${shown(written)}: ${shown(below)} is below the resource, which has the key for all of it; expected the id up to ${shown(name)}`,
    );
  const uri = `/subscriptions/${subscription.toLowerCase()}/resourceGroups/${group}/providers/${kind}/${name}`;
  return { uri, bucket: name, resourceId: uri };
}
