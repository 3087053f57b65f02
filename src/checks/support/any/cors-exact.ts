import {
  fail,
  notApplicable,
  pass,
  type CheckContext,
  type EvidenceLine,
  type Remediation,
  type Verdict,
} from '../../../core/check.ts';
import { editions, type Edition } from '../../../evidence/declared.ts';
import { answeringRules, corsExcess, originsAfterFix, type CorsExcess } from '../../../policy/cors/exact.ts';
import { judgeCorsFor, worksWithTls } from '../../../policy/cors/judge.ts';
import type { CorsDialect, CorsRule } from '../../../policy/cors/model.ts';
import { corsServices } from '../../../policy/cors/services.ts';
import { printable } from '../../../policy/printable.ts';
import { debated, stanceOn } from './debatable.ts';

/** The documented rule of one provider, and the words for it. */
export interface DocumentedCors {
  readonly dialect: CorsDialect;
  /** The check that says whether the rules work: `aws/cors-works`. */
  readonly works: string;
  /** What the service calls one rule: `rule`, `entry`. */
  readonly rule: string;
  /** What the service calls the max age. */
  readonly maxAge: string;
  readonly maxAges: Readonly<Record<Edition, number>>;
  /** Headers that the documented rule exposes, in lower case; undefined where it exposes all. */
  readonly exposed: readonly string[] | undefined;
}

/**
 * Whether the rules together go beyond the documented one. That they admit what is required is for another check; how the
 * rules are spelled, and how many there are, makes no difference.
 * @param fixFor the documented rule with these origins; undefined for `*`
 */
export function corsExactVerdict(
  documented: DocumentedCors,
  rules: readonly CorsRule[],
  context: CheckContext,
  evidence: readonly EvidenceLine[],
  fixFor: (origins: readonly string[] | undefined) => Remediation,
): Verdict {
  const { dialect, rule, works, maxAges } = documented;
  if (rules.length === 0) return notApplicable(`there is no CORS ${rule} to compare; see ${works}`);
  const judgement = judgeCorsFor(dialect, rules, context);
  const plural = rule === 'entry' ? 'entries' : `${rule}s`;
  const notYet = notApplicable(`the CORS ${plural} do not work from every origin; see ${works}`);
  if (judgement.kind === 'broken') return notYet;
  const service = corsServices[dialect];
  const fix = fixFor(originsAfterFix(rules, context, 'keep'));
  const beyond = corsExcess(service, rules, documented.exposed);
  const [first] = beyond;
  if (first !== undefined) {
    const lines = beyond.slice(0, 20).map((excess) => `${service.list}[${excess.index}] ${excessWords(excess)}`);
    return fail(`the CORS ${plural} go beyond the documented one: ${lines[0]}`, {
      key: 'differs',
      severity: stanceOn('cors-exact', context) === 'lenient' ? 'low' : 'medium',
      ...(lines.length > 1 ? { details: lines } : {}),
      evidence,
      fix,
    });
  }
  const ages = [...new Set(answeringRules(service, rules).map(({ maxAge }) => maxAge))];
  const known: readonly number[] = [...new Set(Object.values(maxAges))];
  const other = ages.findIndex((age) => age === undefined || !known.includes(age));
  if (other !== -1) {
    const listed = known.map((value) => `${value} in ${editionsOf(maxAges, value)}`).join(' and ');
    const message = `the CORS ${rule} differs from the documented one in ${documented.maxAge} alone: ${ages[other] ?? 'none'}, and documented is ${listed}`;
    return debated('cors-max-age', context, fail(message, { key: 'max-age', severity: 'low', evidence, fix }), {
      severity: 'medium',
    });
  }
  if (!worksWithTls(judgement)) return notYet;
  const what =
    rules.length === 1 ? `the CORS ${rule} is the documented one` : `the CORS ${plural} together are the documented one`;
  const values = ages.flatMap((age) => (age === undefined ? [] : [`${age} is the value of ${editionsOf(maxAges, age)}`]));
  const isWider = (context.origins ?? []).length > 0 && rules.some(({ origins }) => origins.includes('*'));
  const found = pass(`${what}; ${documented.maxAge} ${values.join(' and ')}`, {
    evidence,
    ...(isWider ? { details: ['the origin * is what is documented, and wider than the declared origins'] } : {}),
  });
  const otherEdition = ages.some((age) => age !== maxAges[context.edition]) && stanceOn('cors-max-age', context) === 'strict';
  return otherEdition ? debated('cors-max-age', context, found, { severity: 'medium', fix }) : found;
}

const shown = (names: readonly string[]): string =>
  `${names
    .slice(0, 6)
    .map((name) => printable(name, 60))
    .join(', ')}${names.length > 6 ? ` and ${names.length - 6} more` : ''}`;

const excessWords = ({ methods, exposed }: CorsExcess): string =>
  [
    ...(methods.length === 0 ? [] : [`allows ${shown(methods)}`]),
    ...(exposed.length === 0 ? [] : [`exposes ${shown(exposed)}`]),
  ].join(' and ');

function editionsOf(maxAges: DocumentedCors['maxAges'], maxAge: number): string {
  const names = editions.filter((edition) => maxAges[edition] === maxAge);
  return `${names.length === 1 ? 'edition' : 'editions'} ${names.join(', ')}`;
}
