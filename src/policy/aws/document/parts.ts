import type { JsonNode } from '../../strict-json.ts';
import type { PolicyReading } from './problem.ts';

const most = 256;
/** What is longer is hardly the same in two policies. */
const longest = 4096;

/**
 * Reads parts of statements, each text once. The policies of a company differ in the names of buckets; whom they name,
 * what they allow and on what conditions is in all of them, and as the same object carries along what was found out
 * about it. A part about which there is something to say is read again, because that tells its place.
 */
export function partReader<T>(): (
  kind: string,
  node: JsonNode,
  reading: PolicyReading,
  read: (reading: PolicyReading) => T,
) => T {
  const known = new Map<string, { readonly part: T }>();
  return (kind, node, reading, read) => {
    if (node.end - node.at > longest) return read(reading);
    const key = `${kind} ${reading.text.slice(node.at, node.end)}`;
    const found = known.get(key);
    if (found !== undefined) return found.part;
    let isQuiet = true;
    const part = read({
      ...reading,
      note: (...said) => {
        isQuiet = false;
        reading.note(...said);
      },
      refuse: (...said) => {
        isQuiet = false;
        reading.refuse(...said);
      },
    });
    if (isQuiet) {
      const [oldest] = known.size >= most ? known.keys() : [];
      if (oldest !== undefined) known.delete(oldest);
      known.set(key, { part });
    }
    return part;
  };
}
