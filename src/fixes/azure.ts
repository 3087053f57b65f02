import type { FacetValue } from '../evidence/index.ts';
import type { Step, Word } from '../evidence/step.ts';
import { printable } from '../policy/printable.ts';
import { parseResourceId } from '../policy/azure/resource-id.ts';
import { editsOfItems } from './document.ts';
import { replacing } from './step.ts';

/** A command of the Azure CLI. Words may come from the service: none can touch a terminal. */
export const az = (...words: readonly Word[]): Step => ({
  run: ['az', ...words.map((word) => (typeof word === 'string' ? printable(word, 2000) : word))],
});

/** The words that name a resource: `--name … --resource-group … --subscription …`. */
export function named(id: string, flag = '--name'): readonly string[] {
  const parts = parseResourceId(id);
  if (parts === undefined) return ['--ids', id];
  return [flag, parts.names[0] ?? parts.name, '--resource-group', parts.resourceGroupName, '--subscription', parts.subscription];
}

type ManagementRule = FacetValue<'azure', 'managementPolicy'>['properties']['policy']['rules'][number];

/**
 * The service replaces the whole management policy, so the document carries every rule that stays.
 * @param account the words that name it
 * @param each the rule itself where it stays, `null` where it goes
 */
export function putManagementPolicy(
  accountId: string,
  account: readonly string[],
  rules: readonly ManagementRule[],
  each: (rule: ManagementRule) => ManagementRule | null,
): Step {
  const words = (verb: string): readonly string[] => ['az', 'storage', 'account', 'management-policy', verb, ...account];
  return replacing(
    {
      kind: 'lifecycle rules of the account',
      of: accountId,
      file: 'policy.json',
      before: { rules },
      present: rules.length === 0 ? 'no' : 'yes',
      items: ['rules'],
      noun: 'rule',
      none: words('delete'),
    },
    editsOfItems(['rules'], rules, each),
    [...words('create'), '--policy', { document: 'file', flag: '@' }],
  );
}
