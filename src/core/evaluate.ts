import type { Evidence, ProviderName } from '../evidence/index.ts';
import { unreadable, type Observation } from '../evidence/observation.ts';
import { severityOf, type Check, type CheckContext, type Verdict } from './check.ts';
import type { Finding } from './finding.ts';
import { obstacleOf, type Obstacle } from './obstacle.ts';

const notRecorded = unreadable('not-recorded');

/**
 * Judges one target. The only place where `unknown` is said: when a required facet is unreadable the
 * check is not called. A check that throws becomes an `error` finding and the run goes on.
 * @param checks those of the evidence's provider are run, in the order given
 */
export function evaluate(evidence: Evidence, checks: readonly Check[], context: CheckContext): Finding[] {
  const facets = evidence.facets as Readonly<Record<string, Observation<unknown> | undefined>>;
  const findings: Finding[] = [];
  for (const check of checks) {
    if (check.provider === evidence.provider)
      findings.push(judge(evidence.provider, evidence.target.uri, facets, check, context));
  }
  return findings;
}

function judge(
  provider: ProviderName,
  target: string,
  facets: Readonly<Record<string, Observation<unknown> | undefined>>,
  check: Check,
  context: CheckContext,
): Finding {
  const base = { check: check.id, title: check.title, target, severity: severityOf(check, context.edition) };
  const obstaclesOf = (names: readonly string[]): Obstacle[] =>
    names.flatMap((name) => {
      const observation = facets[name] ?? notRecorded;
      return observation.state === 'unreadable' ? [obstacleOf(provider, name, observation, facets)] : [];
    });
  const obstacles = obstaclesOf(check.requires);
  if (obstacles.length > 0) {
    return { ...base, status: 'unknown', key: 'unknown', message: unknownMessage(obstacles), obstacles };
  }
  const facts: Record<string, unknown> = {};
  for (const name of check.requires) {
    const observation = facets[name];
    facts[name] = observation?.state === 'present' ? observation.value : null;
  }
  for (const name of check.consults) facts[name] = facets[name] ?? notRecorded;
  let verdict: Verdict;
  try {
    verdict = check.evaluate(facts, context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      ...base,
      status: 'error',
      key: 'error',
      message: `byob-audit's own check failed, which is a bug of byob-audit: ${reason}`,
    };
  }
  return toFinding(base, verdict, obstaclesOf);
}

type Base = Pick<Finding, 'check' | 'title' | 'target' | 'severity'>;

function toFinding(base: Base, verdict: Verdict, obstaclesOf: (names: readonly string[]) => Obstacle[]): Finding {
  const shared = {
    ...base,
    key: verdict.key ?? verdict.kind,
    message: verdict.message,
    ...(verdict.details === undefined ? {} : { details: verdict.details }),
    ...(verdict.evidence === undefined ? {} : { evidence: verdict.evidence }),
  };
  switch (verdict.kind) {
    case 'pass':
    case 'not-applicable':
      return { ...shared, status: verdict.kind };
    case 'fail':
      return {
        ...shared,
        status: 'fail',
        severity: verdict.severity ?? base.severity,
        ...(verdict.fix === undefined ? {} : { remediation: verdict.fix }),
      };
    case 'manual':
      return {
        ...shared,
        status: 'manual',
        severity: verdict.severity ?? base.severity,
        ...(verdict.answer === undefined ? {} : { answer: verdict.answer }),
      };
    case 'undecided': {
      const obstacles = obstaclesOf(verdict.facets);
      return {
        ...shared,
        status: 'unknown',
        key: 'unknown',
        message: `${verdict.message}; ${unknownMessage(obstacles)}`,
        obstacles,
      };
    }
  }
}

function unknownMessage(obstacles: readonly Obstacle[]): string {
  const permissions = [...new Set(obstacles.flatMap((o) => (o.permission === null ? [] : [o.permission])))];
  const why = [...new Set(obstacles.map((o) => o.message))].join('; ');
  return permissions.length === 0 ? why : `${why}; grant ${permissions.join(', ')} to the auditing identity`;
}
