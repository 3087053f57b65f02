import type { Evidence, ProviderName } from '../evidence/index.ts';
import type { ReadOptions } from '../providers/recorded/index.ts';
import type { ReadIo } from './live.ts';
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
export type CollectedTarget =
  | { readonly ok: true; readonly from: AuditTarget; readonly evidence: Evidence }
  | { readonly ok: false; readonly problem: EvidenceProblem };

/**
 * The evidence of all targets, in their order, one at a time: live ones are read ahead, as many at once as
 * `concurrency` of the first one says; recordings are read when it is their turn. Ends early when the run is interrupted.
 */
export async function* collect(
  targets: readonly AuditTarget[],
  facetsOf: (provider: ProviderName) => readonly string[],
  io: ReadIo,
): AsyncGenerator<CollectedTarget, void, undefined> {
  const live = targets.filter(({ target }) => target.kind === 'live');
  // A replay does not load what reads live.
  const reader = live.length === 0 ? undefined : (await import('./live.ts')).readLive(live, facetsOf, io);
  const { signal, started, others } = io;
  try {
    for (const from of targets) {
      const { target } = from;
      if (target.kind === 'live') {
        const evidence = await reader?.read(from);
        if (evidence === undefined) return;
        yield { ok: true, from, evidence };
        continue;
      }
      started?.(from);
      for await (const found of target.kind === 'evidence'
        ? given(target.evidence)
        : readRecorded(target.path, { now: io.now(), others: (count) => others?.(from, count) })) {
        if (signal?.aborted === true) return;
        yield found.ok ? { ok: true, from, evidence: found.evidence } : found;
        if (!found.ok) return;
      }
    }
  } finally {
    reader?.close();
  }
}

/** One piece of recorded evidence, or what is wrong with its file; nothing follows a problem. */
export type Recording =
  { readonly ok: true; readonly evidence: Evidence } | { readonly ok: false; readonly problem: EvidenceProblem };

/** The evidence of a file or folder, one at a time. */
export async function* readRecorded(path: string, options: ReadOptions = {}): AsyncGenerator<Recording, void, undefined> {
  const { EvidenceError, readEvidence } = await import('../providers/recorded/index.ts');
  try {
    for await (const { evidence } of readEvidence(path, options)) yield { ok: true, evidence };
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    const { message, file, line } = error;
    yield { ok: false, problem: { kind: 'bad-evidence', message, file, line } };
  }
}

const given = (evidence: Evidence): readonly Recording[] => [{ ok: true, evidence }];
