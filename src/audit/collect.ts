import type { ConnectOptions, Provider } from '../core/provider.ts';
import { facetsFor } from './plan.ts';
import type { CheckInfo } from '../core/check.ts';
import { tool } from '../core/tool.ts';
import { azureAiLeads } from '../evidence/azure-ai.ts';
import { facetDefinition, type Evidence, type ProviderName } from '../evidence/index.ts';
import { providers } from '../providers/index.ts';
import type { Io } from '../cli/output/io.ts';
import type { TargetSettings } from '../cli/settings/index.ts';
import { UsageError } from '../cli/usage-error.ts';

export interface Collected {
  readonly settings: TargetSettings;
  readonly evidence: Evidence;
}

/** The facet that names what facets of other scopes are about: the key of a bucket, and with Google its project. */
const namedBy: { readonly [P in ProviderName]?: { readonly facet: string; readonly scopes: readonly string[] } } = {
  aws: { facet: 'encryption', scopes: ['key'] },
  gcs: { facet: 'bucket', scopes: ['key', 'account'] },
};

/** Facets that are read on the way to others: what keeps one of them back keeps the others back. */
function withLeads(provider: ProviderName, facets: readonly string[]): string[] {
  if (provider !== 'azure-ai') return [...facets];
  const leads: Readonly<Record<string, readonly string[] | undefined>> = azureAiLeads;
  return [...new Set(facets.flatMap((name) => [...(leads[name] ?? []), name]))];
}

/** The facets of a provider's checks, and what must be read to find the key or project that they ask about. */
export function planFacets(provider: ProviderName, checks: readonly CheckInfo[]): string[] {
  const facets = withLeads(provider, facetsFor(provider, checks));
  const first = namedBy[provider];
  if (first === undefined || facets.includes(first.facet)) return facets;
  const isNeeded = facets.some((name) => first.scopes.includes(facetDefinition(provider, name)?.scope ?? ''));
  return isNeeded ? [first.facet, ...facets] : facets;
}

/**
 * The evidence of all targets, in their order, one at a time: live ones are read ahead, as many at once as
 * `concurrency` says; recordings are read when it is their turn. Ends early when the run is interrupted.
 */
export async function* collect(
  targets: readonly TargetSettings[],
  facetsOf: (provider: ProviderName) => readonly string[],
  io: Io,
  started: (settings: TargetSettings) => void,
): AsyncGenerator<Collected> {
  const connections = new Map<string, Promise<Provider>>();
  const connected = async (provider: ProviderName, options: ConnectOptions): Promise<Provider> => {
    const key = JSON.stringify([provider, options]);
    const known = connections.get(key) ?? providers[provider]().then(({ connect }) => connect(options, { now: io.now, tool }));
    connections.set(key, known);
    return known;
  };
  const read = async (settings: TargetSettings): Promise<Evidence> => {
    if (settings.target.kind === 'recorded') throw new Error('a recording is not read live');
    const { target, declared } = settings;
    const provider = await connected(target.provider, settings.connect);
    started(settings);
    return provider.collect({ target: target.ref, declared, facets: facetsOf(target.provider), signal: io.signal });
  };
  const live = targets.filter(({ target }) => target.kind === 'live');
  const ahead = readAhead(live, live[0]?.connect.concurrency ?? 1, read, io.signal);
  try {
    for (const settings of targets) {
      if (settings.target.kind === 'live') {
        const evidence = await ahead(settings);
        if (evidence === undefined) return;
        yield { settings, evidence };
      } else {
        started(settings);
        for await (const evidence of readRecorded(settings.target.path, io)) {
          if (io.signal?.aborted === true) return;
          yield { settings, evidence };
        }
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
  items: readonly TargetSettings[],
  concurrency: number,
  read: (settings: TargetSettings) => Promise<Evidence>,
  signal: AbortSignal | undefined,
): (settings: TargetSettings) => Promise<Evidence | undefined> {
  const results = new Map<TargetSettings, Promise<Evidence>>();
  let next = 0;
  let active = 0;
  const pump = (): void => {
    while (active < concurrency && results.size < concurrency * 4 && signal?.aborted !== true) {
      const settings = items[next];
      if (settings === undefined) return;
      next += 1;
      active += 1;
      const result = read(settings).finally(() => {
        active -= 1;
        pump();
      });
      // Whoever asks for the result sees the failure; until then it must not count as unhandled.
      result.catch(() => undefined);
      results.set(settings, result);
    }
  };
  return async (settings) => {
    pump();
    const result = results.get(settings);
    if (result === undefined) return undefined;
    try {
      return await result;
    } finally {
      results.delete(settings);
    }
  };
}

/** The evidence of a file or folder, one at a time; what is wrong with it is a {@link UsageError}. */
export async function* readRecorded(path: string, io: Io): AsyncGenerator<Evidence> {
  const { EvidenceError, readEvidence } = await import('../providers/recorded/index.ts');
  try {
    for await (const { evidence } of readEvidence(path)) yield evidence;
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    throw new UsageError(error.message.replaceAll(`${io.cwd}/`, ''));
  }
}
