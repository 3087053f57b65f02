/**
 * Remembers the last results of a pure function by a text that determines them.
 * @param limit how many are kept; the oldest goes first
 */
export function memoOf<T>(limit: number): (key: string, compute: () => T) => T {
  const known = new Map<string, { readonly result: T }>();
  return (key, compute) => {
    const found = known.get(key);
    if (found !== undefined) return found.result;
    const result = compute();
    const [oldest] = known.size >= limit ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, { result });
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

/** Remembers one result for each object, for as long as the object lives. */
export function memoFor<K extends object, T>(compute: (owner: K) => T): (owner: K) => T {
  const known = new WeakMap<K, { readonly result: T }>();
  return (owner) => {
    const found = known.get(owner);
    if (found !== undefined) return found.result;
    const result = compute(owner);
    known.set(owner, { result });
    return result;
  };
}
