import type { TargetRef } from '../../evidence/index.ts';
import { shown } from '../../core/shown.ts';
import { azureResourceForms } from './forms.ts';
import type { TargetProblem } from './model.ts';

const guid = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';
/** Source: "Naming rules and restrictions for Azure resources". */
const resource = new RegExp(
  `^/subscriptions/(${guid})/resourceGroups/([\\p{L}\\p{N}_.()-]{1,90})/providers/([\\w.]{1,80})/([\\w-]{1,80})/([\\w.-]{1,260})((?:/[^/]+)*)/*$`,
  'iu',
);
/** The canonical spelling of what can be a target. */
const audited = ['Microsoft.MachineLearningServices/workspaces', 'Microsoft.CognitiveServices/accounts'] as const;

/** `az://ACCOUNT/CONTAINER[/PREFIX]`; a storage URI with a key inside is refused without being repeated. */
export function parseAzureRef(written: string): TargetRef | TargetProblem {
  const rest = written.slice('az://'.length);
  const [account = '', container = '', ...more] = rest.split('/');
  if (/[@:]/.test(account)) return { kind: 'target-with-credentials', scheme: 'az' };
  const form = 'az://ACCOUNT/CONTAINER[/PREFIX]';
  const bad = (why: string, expected?: string): TargetProblem => ({ kind: 'bad-target', written, why, expected });
  if (account.includes('.')) return bad('a host name is not an account name', form);
  if (!/^[a-z0-9]{3,24}$/.test(account)) {
    const rule = 'the account in 3 to 24 lowercase letters and digits';
    return bad(`no storage account can be named ${shown(account)}`, `${form}, ${rule}`);
  }
  if (container === '') return bad('the container is missing', form);
  const problem = containerProblem(container);
  if (problem !== undefined) return bad(problem, form);
  const prefix = more.join('/').replace(/\/+$/, '');
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(prefix)) return bad('the prefix contains control characters');
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
export function parseAzureResource(written: string): TargetRef | TargetProblem {
  const bad = (why: string, expected: string): TargetProblem => ({ kind: 'bad-target', written, why, expected });
  const found = resource.exec(written);
  if (found === null) return bad('not the id of an Azure resource', azureResourceForms);
  const [, subscription = '', group = '', namespace = '', type = '', name = '', below = ''] = found;
  const kind = audited.find((known) => known.toLowerCase() === `${namespace}/${type}`.toLowerCase());
  if (`${namespace}/${type}`.toLowerCase() === 'microsoft.storage/storageaccounts') {
    const container = /^\/blobServices\/default\/containers\/([^/]+)$/i.exec(below)?.[1] ?? 'CONTAINER';
    const write = `az://${name}/${container} --subscription ${subscription.toLowerCase()}`;
    return { kind: 'other-name', written, what: 'a storage account', write };
  }
  if (kind === undefined) return bad(`${namespace}/${type} is not audited`, azureResourceForms);
  if (below !== '')
    return bad(`${shown(below)} is below the resource, which has the key for all of it`, `the id up to ${shown(name)}`);
  const uri = `/subscriptions/${subscription.toLowerCase()}/resourceGroups/${group}/providers/${kind}/${name}`;
  return { uri, bucket: name, resourceId: uri };
}
