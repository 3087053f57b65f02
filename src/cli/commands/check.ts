import { loadChecks } from '../../checks/index.ts';
import type { Check, CheckContext } from '../../core/check.ts';
import { evaluate, type Judge } from '../../core/evaluate.ts';
import { defaultGate, exitOf, type Gate } from '../../core/exit-code.ts';
import { reportSchemaVersion, tally, type RunEnd } from '../../core/report.ts';
import { tool } from '../../core/tool.ts';
import { providerNames, type ProviderName } from '../../evidence/index.ts';
import { printable } from '../../policy/printable.ts';
import { collect, planFacets, type Collected } from '../../audit/collect.ts';
import type { CheckFlags, GateFlags } from '../flags/index.ts';
import type { Io } from '../output/io.ts';
import { openOutputs, wantedOf, type Wanted } from '../output/reports.ts';
import { selectChecks } from '../../audit/select.ts';
import { mergeDeclared, settingsOf, type Settings } from '../settings/index.ts';
import { columnsOf, progressOf, wantsColor } from '../output/terminal.ts';
import { sentence, UsageError } from '../usage-error.ts';

/** Audits the targets and writes the reports. @returns the exit code */
export async function check(written: readonly string[], flags: CheckFlags, io: Io): Promise<number> {
  const { quiet = false, verbose = false } = flags;
  if (quiet && verbose) throw new UsageError('--quiet and --verbose contradict each other; give one of them');
  const wanted = wantedOf(flags);
  refuseContradictions(flags);
  const settings = await settingsOf(written, flags, io);
  const { edition, config, targets } = settings;
  const gate = gateOf(flags, settings);
  const hasRules = flags.rule !== undefined || config.rules !== undefined;
  const rules = hasRules ? (await import('../settings/rules.ts')).rulesOf(flags.rule ?? [], config) : {};
  const baselineOf =
    flags.baseline === undefined ? undefined : await (await import('../../audit/baseline.ts')).readBaseline(flags.baseline, io);
  const { selected, loaded } = await selectedFor(flags, settings);
  const options = { color: wantsColor(flags, io), columns: columnsOf(io), verbose, quiet, allowUnknown: gate.allowUnknown };
  const outputs = await openOutputs(
    wanted,
    options,
    io,
    targets.some(({ target }) => target.kind === 'recorded'),
  );
  const progress = progressOf(io, quiet);
  const total = tally();
  const nextJudge = memory();
  try {
    outputs.begin({
      schemaVersion: reportSchemaVersion,
      tool,
      edition,
      startedAt: io.now().toISOString(),
      rules,
      checks: selected,
    });
    let started = 0;
    const begun = ({ target }: Settings['targets'][number]): void => {
      started += 1;
      if (target.kind === 'live') progress.show(`reading ${started}/${targets.length} ${target.ref.uri}`);
    };
    for await (const collected of collect(targets, (provider) => planFacets(provider, selected), io, begun)) {
      const { provider, target } = collected.evidence;
      // What was read ahead is a guess, and evidence that no check looks at must not end well.
      if (!loaded.has(provider))
        throw new UsageError(
          `the evidence of ${printable(target.uri)} is of ${provider}, and its file began as that of another provider; expected a file as \`byob-audit record\` writes it`,
        );
      const run = { edition, rules, baseline: baselineOf?.(collected.evidence) };
      const report = judge(collected, selected, run, await nextJudge());
      total.add(report);
      progress.clear();
      outputs.target(report);
      await outputs.taken();
    }
    progress.clear();
    const summary = total.summary();
    const exit: RunEnd['exit'] =
      io.signal?.aborted === true
        ? { code: 130, reason: `interrupted; targets read until then: ${summary.targets}` }
        : exitOf(summary, gate);
    outputs.end({ summary, exit });
    notice(wanted, exit, quiet, io);
    return exit.code;
  } catch (error) {
    progress.clear();
    outputs.discard();
    throw error;
  }
}

interface Selected {
  readonly selected: readonly Check[];
  /** The providers whose checks could have been selected. */
  readonly loaded: ReadonlySet<ProviderName>;
}

/** The checks that are selected, of all providers that the targets may be of. */
async function selectedFor(flags: CheckFlags, { config, edition, targets }: Settings): Promise<Selected> {
  const select = flags.select?.length ? flags.select : (config.select ?? []);
  const ignore = [...(config.ignore ?? []), ...(flags.ignore ?? [])];
  // A pattern may name any check, and one that matches none is a mistake: then the list has to be whole.
  const isWhole = select.length > 0 || ignore.length > 0 || flags.provider !== undefined;
  const checks = await loadChecks(isWhole ? undefined : await providersOf(targets));
  return {
    selected: selectChecks(checks, { select, ignore, severity: flags.severity, provider: flags.provider }, edition),
    loaded: new Set(checks.map(({ provider }) => provider)),
  };
}

async function providersOf(targets: Settings['targets']): Promise<readonly ProviderName[] | undefined> {
  const found = new Set<string>();
  for (const { target } of targets) {
    if (target.kind === 'live') found.add(target.provider);
    else {
      const { peekProviders } = await import('../../providers/recorded/peek.ts');
      const names = peekProviders(target.path);
      if (names === undefined) return undefined;
      for (const name of names) found.add(name);
    }
  }
  const known = providerNames.filter((name) => found.has(name));
  // What is not known is refused with its file when it is read.
  return known.length < found.size ? undefined : known;
}

/** Verdicts are remembered from the second bucket on, so that a run over one does not load what remembers them. */
function memory(): () => Promise<Judge | undefined> {
  let buckets = 0;
  let remembered: Judge | undefined;
  return async () => {
    buckets += 1;
    if (buckets > 1) remembered ??= (await import('../../audit/remember.ts')).remembering();
    return remembered;
  };
}

function judge(
  { settings, evidence }: Collected,
  selected: readonly Check[],
  run: Pick<CheckContext, 'edition' | 'rules' | 'baseline'>,
  verdictOf: Judge | undefined,
) {
  const declared = mergeDeclared(evidence.declared, settings.declared);
  const context = { ...declared, ...run, target: evidence.target, collectedAt: Date.parse(evidence.collectedAt) };
  const { provider, collectedAt } = evidence;
  const target = { uri: evidence.target.uri, provider, collectedAt, declared };
  return { target, findings: evaluate(evidence, selected, context, verdictOf) };
}

function refuseContradictions({ strict = false, failOn }: GateFlags): void {
  if (strict && failOn !== undefined && failOn !== 'info') {
    throw new UsageError(`--strict means --fail-on info, and --fail-on ${failOn} was given as well; give one of them`);
  }
}

const gateOf = (flags: GateFlags, { config }: Settings): Gate => ({
  failOn: flags.failOn ?? config.failOn ?? defaultGate.failOn,
  strict: flags.strict ?? false,
  allowUnknown: flags.allowUnknown ?? false,
});

/** When every report goes to a file, the terminal still says how it ended. */
function notice(wanted: readonly Wanted[], exit: RunEnd['exit'], quiet: boolean, io: Io): void {
  const files = wanted.flatMap(({ file }) => file ?? []);
  if (quiet || files.length < wanted.length) return;
  io.stderr.write(sentence(`exit ${exit.code}: ${exit.reason}; written: ${files.join(', ')}`));
}
