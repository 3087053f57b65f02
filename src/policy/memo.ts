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

/**
 * Like {@link memoOf}, for results that belong to an object and are forgotten with it.
 * @param limit how many are kept for each object
 */
export function memoPer<K extends object, T>(limit: number): (owner: K, key: string, compute: () => T) => T {
  const memos = new WeakMap<K, (key: string, compute: () => T) => T>();
  return (owner, key, compute) => {
    let memo = memos.get(owner);
    if (memo === undefined) memos.set(owner, (memo = memoOf<T>(limit)));
    return memo(key, compute);
  };
}
