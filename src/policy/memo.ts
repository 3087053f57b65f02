/**
 * Remembers the last results of a pure function by a text that determines them.
 * @param limit how many are kept; the oldest goes first
 */
export function memoOf<T>(limit: number): (key: string, compute: () => T) => T {
  const known = new Map<string, T>();
  return (key, compute) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const result = compute();
    const [oldest] = known.size >= limit ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, result);
    return result;
  };
}
