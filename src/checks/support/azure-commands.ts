import { shellQuote } from '../../core/shell.ts';
import { parseResourceId } from '../../policy/azure/resource-id.ts';

/** A command of the Azure CLI, each word quoted for a shell. */
export const az = (...words: readonly string[]): string => ['az', ...words].map(shellQuote).join(' ');

/** The words that name a resource: `--name … --resource-group … --subscription …`. */
export function named(id: string, flag = '--name'): readonly string[] {
  const parts = parseResourceId(id);
  if (parts === undefined) return ['--ids', id];
  return [flag, parts.names[0] ?? parts.name, '--resource-group', parts.resourceGroupName, '--subscription', parts.subscription];
}
