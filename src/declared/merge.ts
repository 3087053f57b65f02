import type { Declared } from '../evidence/declared.ts';

/** Later layers win; a member that a layer leaves out does not. */
export function mergeDeclared(...layers: readonly (Declared | undefined)[]): Declared {
  const merged: Record<string, unknown> = {};
  for (const layer of layers)
    for (const [name, value] of Object.entries(layer ?? {})) if (value !== undefined) merged[name] = value;
  return merged;
}
