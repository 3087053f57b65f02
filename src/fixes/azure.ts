import { printable } from '../policy/printable.ts';
import { parseResourceId } from '../policy/azure/resource-id.ts';
import { shellWord } from './shell.ts';

/** A command of the Azure CLI, each word quoted for a shell. Words may come from the service: none can touch a terminal. */
export const az = (...words: readonly string[]): string =>
  ['az', ...words.map((word) => printable(word, 2000))].map(shellWord).join(' ');

/** The words that name a resource: `--name … --resource-group … --subscription …`. */
export function named(id: string, flag = '--name'): readonly string[] {
  const parts = parseResourceId(id);
  if (parts === undefined) return ['--ids', id];
  return [flag, parts.names[0] ?? parts.name, '--resource-group', parts.resourceGroupName, '--subscription', parts.subscription];
}
