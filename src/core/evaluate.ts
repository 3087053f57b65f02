import { believedFacets } from '../evidence/believed.ts';
import type { Evidence, ProviderName } from '../evidence/index.ts';
import { unreadable, type Observation, type Unreadable } from '../evidence/observation.ts';
import { cleanLine } from './clean.ts';
import { severityOf, type Check, type CheckContext, type Severity, type Unasked, type Verdict } from './check.ts';
import type { Finding } from './finding.ts';
import { obstacleOf, type Obstacle } from './obstacle.ts';

export type Facts = Readonly<Record<string, unknown>>;

/**
 * Has a check asked, or repeats what it said.
 * @param ask may show the check only views of the context, and ones that differ in nothing but the rules
 */
export type Judge = (
  check: Check,
  facts: Facts,
  context: CheckContext,
  ask: (view: (context: CheckContext) => CheckContext) => Verdict,
) => Verdict;

const askAgain: Judge = (_check, _facts, _context, ask) => ask((context) => context);

const notRecorded = unreadable('not-recorded');

/**
 * Judges one target. The only place where `unknown` is said: when a required facet is unreadable the
 * check is not called. A check that throws becomes an `error` finding and the run goes on.
 * @param checks those of the evidence's provider are run, in the order given
 * @param verdictOf may repeat a verdict instead of asking the check again
 */
export function evaluate(
  evidence: Evidence,
  checks: readonly Check[],
  context: CheckContext,
  verdictOf: Judge = askAgain,
): Finding[] {
  const facets: Recorded = believedFacets(evidence);
  const findings: Finding[] = [];
  for (const check of checks) {
    if (check.provider === evidence.provider)
      findings.push(judge(evidence.provider, evidence.target.uri, facets, check, context, verdictOf));
  }
  return findings;
}

type Recorded = Readonly<Record<string, Observation<unknown> | undefined>>;

/** What is the same for every finding of one run of a check. */
interface CheckRun {
  readonly provider: ProviderName;
  readonly target: string;
  readonly facets: Recorded;
  readonly check: Check;
  readonly severity: Severity;
}

function judge(
  provider: ProviderName,
  target: string,
  facets: Recorded,
  check: Check,
  context: CheckContext,
  verdictOf: Judge,
): Finding {
  const run: CheckRun = { provider, target, facets, check, severity: severityOf(check, context.edition) };
  const facts: Record<string, unknown> = {};
  for (const name of check.requires) {
    const observation = facets[name] ?? notRecorded;
    if (observation.state === 'unreadable') return unknown(run, obstaclesOf(run, check.requires));
    facts[name] = observation.state === 'present' ? observation.value : null;
  }
  for (const name of check.consults) facts[name] = facets[name] ?? notRecorded;
  try {
    return toFinding(
      run,
      verdictOf(check, facts, context, (view) => underRules(check, facts, context, view)),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return finding(run, 'error', {
      key: 'error',
      message: `byob-audit's own check failed, which is a bug of byob-audit: ${cleanLine(reason)}`,
    });
  }
}

/** The verdict, and in its message every debatable rule without whose choice it would be another one. */
function underRules(check: Check, facts: Facts, context: CheckContext, view: (context: CheckContext) => CheckContext): Verdict {
  const verdict = check.evaluate(facts, view(context));
  const decisive = Object.entries(context.rules ?? {}).filter(([name]) => {
    const other = check.evaluate(facts, view({ ...context, rules: { ...context.rules, [name]: undefined } }));
    return other.kind !== verdict.kind || other.message !== verdict.message || gravity(other) !== gravity(verdict);
  });
  if (decisive.length === 0) return verdict;
  const rules = decisive.map(([name, stance]) => `the rule ${name} is ${stance}`);
  return { ...verdict, message: `${verdict.message} (${rules.join(', ')})` };
}

const gravity = (verdict: Verdict): Severity | undefined => ('severity' in verdict ? verdict.severity : undefined);

const obstaclesOf = ({ provider, facets }: CheckRun, names: readonly string[]): Obstacle[] =>
  names.flatMap((name) => {
    const observation = facets[name] ?? notRecorded;
    const unread = observation.state === 'unreadable' ? [observation] : unreadInside(observation);
    return unread.map((item) => obstacleOf(provider, name, item, facets));
  });

/** No permission is named to be granted where the answer would not be asked for with it either. */
const unaskedOf = (unasked: readonly Unasked[] = []): Obstacle[] =>
  unasked.map(({ call, about, permissions }) => ({
    facet: call,
    call,
    cause: 'not-recorded',
    permission: null,
    message: `${about} is not read, which would take ${permissions.join(', ')}`,
  }));

/** A facet that reads the same call for several resources keeps an observation for each of them in `answer`. */
function unreadInside(observation: Observation<unknown>): Unreadable[] {
  if (observation.state !== 'present' || !Array.isArray(observation.value)) return [];
  const items: readonly { readonly answer?: Observation<unknown> }[] = observation.value;
  return items.flatMap(({ answer }) => (answer?.state === 'unreadable' ? [answer] : []));
}

const unknown = (run: CheckRun, obstacles: readonly Obstacle[], why = ''): Finding =>
  finding(run, 'unknown', { key: 'unknown', message: why + unknownMessage(obstacles) }, { obstacles });

type Told = Pick<Finding, 'message'> & {
  readonly [K in 'key' | 'details' | 'evidence' | 'at' | 'pointer']?: Finding[K] | undefined;
};
type More = Partial<Pick<Finding, 'severity' | 'remediation' | 'obstacles' | 'answer'>>;

/** One shape for every finding, members without a value included: a hundred thousand of them are made fast. */
const finding = ({ check, target, severity }: CheckRun, status: Finding['status'], told: Told, more: More = {}): Finding => ({
  check: check.id,
  title: check.title,
  target,
  status,
  severity: more.severity ?? severity,
  message: told.message,
  key: told.key ?? status,
  details: told.details,
  evidence: told.evidence,
  remediation: more.remediation,
  obstacles: more.obstacles,
  answer: more.answer,
  at: told.at,
  pointer: told.pointer,
});

function toFinding(run: CheckRun, verdict: Verdict): Finding {
  switch (verdict.kind) {
    case 'pass':
    case 'not-applicable':
      return finding(run, verdict.kind, verdict);
    case 'fail':
      return finding(run, 'fail', verdict, { severity: verdict.severity, remediation: verdict.fix });
    case 'manual':
      return finding(run, 'manual', verdict, { severity: verdict.severity, answer: verdict.answer });
    case 'undecided':
      return {
        ...unknown(run, [...obstaclesOf(run, verdict.facets), ...unaskedOf(verdict.unasked)], `${verdict.message}; `),
        details: verdict.details,
        evidence: verdict.evidence,
        at: verdict.at,
        pointer: verdict.pointer,
      };
  }
}

function unknownMessage(obstacles: readonly Obstacle[]): string {
  const permissions = [...new Set(obstacles.flatMap((o) => (o.permission === null ? [] : [o.permission])))];
  const why = [...new Set(obstacles.map((o) => o.message))].join('; ');
  return permissions.length === 0 ? why : `${why}; grant ${permissions.join(', ')} to the auditing identity`;
}
