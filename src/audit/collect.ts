import type { ConnectOptions, Provider } from '../core/provider.ts';
import { tool } from '../core/tool.ts';
import type { Evidence, ProviderName } from '../evidence/index.ts';
import { providers } from '../providers/index.ts';
import type { AuditTarget } from './target/model.ts';

/** A file that should hold evidence and does not. */
export interface EvidenceProblem {
  readonly kind: 'bad-evidence';
  /** A clause that begins with the file, and where known its line. */
  readonly message: string;
  readonly file: string;
  /** Line of an NDJSON file, counted from 1. */
  readonly line?: number | undefined;
}

/** One piece of evidence of a target, or why there is none; nothing follows a problem. */
export type Collected =
  | { readonly ok: true; readonly from: AuditTarget; readonly evidence: Evidence }
  | { readonly ok: false; readonly problem: EvidenceProblem };

/** What is handed in because only `cli` and whoever embeds the audit may touch it. */
export interface CollectIo {
  readonly now: () => Date;
  /** Aborted: nothing more is read, and what was read is still told. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each target when it begins to be read. */
  readonly started?: ((target: AuditTarget) => void) | undefined;
}

/**
 * The evidence of all targets, in their order, one at a time: live ones are read ahead, as many at once as
 * `concurrency` of the first one says; recordings are read when it is their turn. Ends early when the run is interrupted.
 */
export async function* collect(
  targets: readonly AuditTarget[],
  facetsOf: (provider: ProviderName) => readonly string[],
  { now, signal, started }: CollectIo,
): AsyncGenerator<Collected, void, undefined> {
  const connections = new Map<string, Promise<Provider>>();
  const connected = async (provider: ProviderName, options: ConnectOptions): Promise<Provider> => {
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
  const live = targets.filter(({ target }) => target.kind === 'live');
  const ahead = readAhead(live, live[0]?.connect.concurrency ?? 1, read, signal);
  try {
    for (const from of targets) {
      const { target } = from;
      if (target.kind === 'live') {
        const evidence = await ahead(from);
        if (evidence === undefined) return;
        yield { ok: true, from, evidence };
        continue;
      }
      started?.(from);
      for await (const found of target.kind === 'evidence' ? given(target.evidence) : readRecorded(target.path)) {
        if (signal?.aborted === true) return;
        yield found.ok ? { ok: true, from, evidence: found.evidence } : found;
        if (!found.ok) return;
      }
    }
  } finally {
    for (const connection of connections.values())
      void connection.then(
        (provider) => provider.close(),
        () => undefined,
      );
  }
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

/** One piece of recorded evidence, or what is wrong with its file; nothing follows a problem. */
export type Recording =
  { readonly ok: true; readonly evidence: Evidence } | { readonly ok: false; readonly problem: EvidenceProblem };

/** The evidence of a file or folder, one at a time. */
export async function* readRecorded(path: string): AsyncGenerator<Recording, void, undefined> {
  const { EvidenceError, readEvidence } = await import('../providers/recorded/index.ts');
  try {
    for await (const { evidence } of readEvidence(path)) yield { ok: true, evidence };
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    const { message, file, line } = error;
    yield { ok: false, problem: { kind: 'bad-evidence', message, file, line } };
  }
}

const given = (evidence: Evidence): readonly Recording[] => [{ ok: true, evidence }];
