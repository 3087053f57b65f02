import { loadChecks } from '../checks/index.ts';
import type { Check, CheckContext } from '../core/check.ts';
import { evaluate, type Judge } from '../core/evaluate.ts';
import type { TargetReport } from '../core/report.ts';
import { mergeDeclared } from '../declared/merge.ts';
import type { Edition } from '../evidence/declared.ts';
import { providerNames, type Evidence, type ProviderName } from '../evidence/index.ts';
import { withFlag } from './answer.ts';
import type { Baselines } from './baseline.ts';
import { collect, type EvidenceProblem } from './collect.ts';
import type { ReadIo } from './live.ts';
import { planFacets } from './plan.ts';
import { selectChecks, type Selection, type SelectionProblem } from './select.ts';
import type { AuditTarget } from './target/model.ts';

/** The checks of a run. */
export interface RunChecks {
  readonly selected: readonly Check[];
  /** The providers whose checks could have been selected. */
  readonly loaded: ReadonlySet<ProviderName>;
}

export type ChecksForRun =
  { readonly ok: true; readonly checks: RunChecks } | { readonly ok: false; readonly problem: SelectionProblem };

/**
 * The checks that are selected, of all providers that the targets may be of.
 * @param own checks beside the registered ones; they come after them
 */
export async function checksFor(
  targets: readonly AuditTarget[],
  selection: Selection,
  edition: Edition,
  own: readonly Check[] = [],
): Promise<ChecksForRun> {
  // A pattern may name any check, and one that matches none is a mistake: then the list has to be whole.
  const isWhole = selection.select.length > 0 || selection.ignore.length > 0 || selection.provider !== undefined;
  const registered = await loadChecks(isWhole ? undefined : await providersOf(targets));
  const selected = selectChecks([...registered, ...own], selection, edition);
  if (!selected.ok) return selected;
  // What a service has stored it has accepted, and no bucket is a storage URI: these have nothing to say of it.
  const asked = selected.checks.filter(({ documents, provider }) => documents === undefined && provider !== 'uri');
  if (asked.length === 0) return { ok: false, problem: { kind: 'only-documents', ids: selected.checks.map(({ id }) => id) } };
  return { ok: true, checks: { selected: asked, loaded: new Set(registered.map(({ provider }) => provider)) } };
}

async function providersOf(targets: readonly AuditTarget[]): Promise<readonly ProviderName[] | undefined> {
  const found = new Set<string>();
  for (const { target } of targets) {
    if (target.kind === 'live') found.add(target.provider);
    else if (target.kind === 'evidence') found.add(target.evidence.provider);
    else {
      const { peekProviders } = await import('../providers/recorded/peek.ts');
      const names = peekProviders(target.path);
      if (names === undefined) return undefined;
      for (const name of names) found.add(name);
    }
  }
  const known = providerNames.filter((name) => found.has(name));
  // What is not known is refused with its file when it is read.
  return known.length < found.size ? undefined : known;
}

/** What is judged, by what. */
export interface Run {
  readonly targets: readonly AuditTarget[];
  readonly checks: RunChecks;
  readonly edition: Edition;
  /** What the run chose for debatable rules, by name. */
  readonly rules: CheckContext['rules'];
  readonly baselines?: Baselines | undefined;
}

/** Why a run ends before its last target. */
export type RunProblem =
  | EvidenceProblem
  /** The file began as that of another provider, whose checks alone were loaded. */
  | { readonly kind: 'other-provider'; readonly uri: string; readonly provider: ProviderName };

/**
 * One target with its findings, or why the run ends; nothing follows a problem. `isBaselineMissing`: the run has a
 * baseline that should know this target and does not.
 */
export type JudgedTarget =
  | { readonly ok: true; readonly report: TargetReport; readonly isBaselineMissing: boolean }
  | { readonly ok: false; readonly problem: RunProblem };

/**
 * Collects the evidence of all targets and judges it, one target at a time, in their order. Ends early, without a
 * problem, when the run is interrupted.
 */
export async function* judgeAll(run: Run, io: ReadIo): AsyncGenerator<JudgedTarget, void, undefined> {
  const { selected, loaded } = run.checks;
  const nextJudge = memory();
  for await (const collected of collect(run.targets, (provider) => planFacets(provider, selected), io)) {
    if (!collected.ok) {
      yield collected;
      return;
    }
    const { from, evidence } = collected;
    // What was read ahead is a guess, and evidence that no check looks at must not end well.
    if (!loaded.has(evidence.provider)) {
      yield { ok: false, problem: { kind: 'other-provider', uri: evidence.target.uri, provider: evidence.provider } };
      return;
    }
    yield await judged(run, from, evidence, await nextJudge());
  }
}

/** Verdicts are remembered from the second bucket on, so that a run over one does not load what remembers them. */
function memory(): () => Promise<Judge | undefined> {
  let buckets = 0;
  let remembered: Judge | undefined;
  return async () => {
    buckets += 1;
    if (buckets > 1) remembered ??= (await import('./remember.ts')).remembering();
    return remembered;
  };
}

async function judged(
  { checks: { selected }, edition, rules, baselines }: Run,
  from: AuditTarget,
  evidence: Evidence,
  verdictOf: Judge | undefined,
): Promise<JudgedTarget> {
  const { provider, collectedAt, target } = evidence;
  const declared = mergeDeclared(evidence.declared, from.declared);
  const baseline = baselines?.of(evidence);
  const context = { ...declared, edition, rules, baseline, target, collectedAt: Date.parse(collectedAt) };
  return {
    ok: true,
    report: await steppedIfMended({
      target: { uri: target.uri, provider, collectedAt, declared },
      findings: evaluate(evidence, selected, context, verdictOf).map(withFlag),
    }),
    isBaselineMissing: baselines !== undefined && baseline === undefined && provider === 'azure-ai',
  };
}

/** What puts the steps of findings together is loaded where there are any. */
const steppedIfMended = async (report: TargetReport): Promise<TargetReport> =>
  report.findings.some(({ remediation }) => remediation?.steps !== undefined)
    ? (await import('./steps.ts')).withSteps(report)
    : report;
