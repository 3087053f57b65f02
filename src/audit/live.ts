import type { ConnectOptions, Provider } from '../core/provider.ts';
import { tool } from '../core/tool.ts';
import type { CloudProvider, Evidence, ProviderName } from '../evidence/index.ts';
import { providers } from '../providers/index.ts';
import type { AuditTarget } from './target/model.ts';

/** What is handed in because only `cli` and whoever embeds the audit may touch it. */
export interface ReadIo {
  readonly now: () => Date;
  /** Aborted: nothing more is read, and what was read is still told. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each target when it begins to be read. */
  readonly started?: ((target: AuditTarget) => void) | undefined;
  /** Told how many JSON files of a folder are no evidence, when there are any. */
  readonly others?: ((target: AuditTarget, count: number) => void) | undefined;
}

/** Reads live targets ahead of whoever asks for them. */
export interface LiveReader {
  /** Undefined when the run was interrupted before the target was read. Targets are asked for in their order. */
  readonly read: (target: AuditTarget) => Promise<Evidence | undefined>;
  readonly close: () => void;
}

/** Reads live targets, as many at once as `concurrency` of the first one says. Targets that are reached alike share a connection. */
export function readLive(
  targets: readonly AuditTarget[],
  facetsOf: (provider: ProviderName) => readonly string[],
  { now, signal, started }: ReadIo,
): LiveReader {
  const connections = new Map<string, Promise<Provider>>();
  const connected = async (provider: CloudProvider, options: ConnectOptions): Promise<Provider> => {
    const key = JSON.stringify([provider, options]);
    const known = connections.get(key) ?? providers[provider]().then(({ connect }) => connect(options, { now, tool }));
    connections.set(key, known);
    return known;
  };
  const read = async (from: AuditTarget): Promise<Evidence> => {
    if (from.target.kind !== 'live') throw new Error('only a live target is read ahead');
    const { provider: name, ref } = from.target;
    const provider = await connected(name, from.connect);
    started?.(from);
    return provider.collect({ target: ref, declared: from.declared, facets: facetsOf(name), signal });
  };
  return {
    read: readAhead(targets, targets[0]?.connect.concurrency ?? 1, read, signal),
    close: () => {
      for (const connection of connections.values())
        void connection.then(
          (provider) => provider.close(),
          () => undefined,
        );
    },
  };
}

/** Starts reads in order, `concurrency` at once, and never more than four times as many ahead of the reader. */
function readAhead(
  items: readonly AuditTarget[],
  concurrency: number,
  read: (target: AuditTarget) => Promise<Evidence>,
  signal: AbortSignal | undefined,
): (target: AuditTarget) => Promise<Evidence | undefined> {
  const results = new Map<AuditTarget, Promise<Evidence>>();
  let next = 0;
  let active = 0;
  const pump = (): void => {
    while (active < concurrency && results.size < concurrency * 4 && signal?.aborted !== true) {
      const item = items[next];
      if (item === undefined) return;
      next += 1;
      active += 1;
      const result = read(item).finally(() => {
        active -= 1;
        pump();
      });
      // Whoever asks for the result sees the failure; until then it must not count as unhandled.
      result.catch(() => undefined);
      results.set(item, result);
    }
  };
  return async (item) => {
    pump();
    const result = results.get(item);
    if (result === undefined) return undefined;
    try {
      return await result;
    } finally {
      results.delete(item);
    }
  };
}
