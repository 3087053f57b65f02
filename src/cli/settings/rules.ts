import { debatableIds, stancesOf, type DebatableId, type Rules } from '../../requirements/debatable.ts';
import type { Config } from './schema.ts';
import { didYouMean, nearest } from '../suggest.ts';
import { UsageError } from '../usage-error.ts';

const switchable: readonly string[] = debatableIds.filter((id) => stancesOf(id).length > 0);
const isDebatable = (name: string): name is DebatableId => (debatableIds as readonly string[]).includes(name);

/** Why a name is no rule that can be switched: one clause that ends a usage error. */
export function unknownRule(name: string): string {
  if (isDebatable(name)) return `${name} is fixed and cannot be switched; these can: ${switchable.join(', ')}`;
  const meant = didYouMean(name, switchable);
  // What is close to no name may be anything, also a secret.
  const shown = meant === '' ? 'so' : `${JSON.stringify(name)}${meant}`;
  return `no debatable rule is named ${shown}; known rules are ${switchable.join(', ')}`;
}

/** What the run chose: the configuration's rules, then `--rule` flags. A flag that is not NAME=VALUE of a known rule is refused. */
export function rulesOf(flags: readonly string[], config: Config): Rules {
  const chosen = new Map<string, string | undefined>(Object.entries(config.rules ?? {}));
  const given = new Map<string, string>();
  for (const flag of flags) {
    const at = flag.indexOf('=');
    const name = at === -1 ? flag : flag.slice(0, at);
    const value = at === -1 ? '' : flag.slice(at + 1);
    if (!switchable.includes(name) || !isDebatable(name)) throw new UsageError(`--rule: ${unknownRule(name)}`);
    const values = [...stancesOf(name), 'default'];
    if (!values.includes(value)) {
      const meant = nearest(value, values);
      const hint = meant === undefined ? '' : ` (did you mean ${name}=${meant}?)`;
      throw new UsageError(`--rule ${name}: expected ${values.map((one) => `${name}=${one}`).join(' or ')}${hint}`);
    }
    if (given.get(name) !== undefined && given.get(name) !== value)
      throw new UsageError(`--rule ${name} is given twice, as ${given.get(name)} and as ${value}`);
    given.set(name, value);
  }
  for (const [name, value] of given) chosen.set(name, value);
  return Object.fromEntries([...chosen].filter(([, value]) => value !== undefined && value !== 'default')) as Rules;
}
