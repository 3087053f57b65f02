/**
 * Circles of imports, each by the shortest way around: `a.ts -> b.ts -> a.ts`. Every file that is in a circle is in one
 * of those that are told.
 * @param graph the files that each file imports, for values or for types
 */
export function circles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const told = new Set<string>();
  return [...graph.keys()].toSorted().flatMap((start) => {
    if (told.has(start)) return [];
    const way = wayBack(graph, start);
    for (const file of way ?? []) told.add(file);
    return way === undefined ? [] : [[start, ...way].join(' -> ')];
  });
}

/** The shortest way from a file to itself, without the first step; undefined when there is none. */
function wayBack(graph: ReadonlyMap<string, readonly string[]>, start: string): readonly string[] | undefined {
  const reached = new Set<string>();
  let ways: readonly (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const next: (readonly string[])[] = [];
    for (const way of ways) {
      for (const file of graph.get(way.at(-1) ?? '') ?? []) {
        if (file === start) return [...way.slice(1), start];
        if (reached.has(file)) continue;
        reached.add(file);
        next.push([...way, file]);
      }
    }
    ways = next;
  }
  return undefined;
}
