import { compileGlob, matchesGlob } from './aws/glob.ts';
import { memoOf } from './memo.ts';
import { corsMethods } from '../requirements/aws.ts';
import type { FacetValue } from '../evidence/index.ts';

export type CorsRule = FacetValue<'aws', 'cors'>['CORSRules'][number];

/** Why W&B's web application or an SDK in a browser could not use the bucket from one origin. */
export interface CorsProblem {
  readonly kind: 'origin' | 'method' | 'headers' | 'etag';
  readonly origin: string;
  readonly method: string;
  /** Index of the rule that answers, where one does. */
  readonly rule: number | undefined;
  /** The request headers that the preflight asked for. */
  readonly headers: readonly string[];
}

/** The application of multi-tenant W&B. */
export const wandbOrigin = 'https://wandb.ai';
/** Stands for every origin that nobody named. */
export const arbitraryOrigin = 'https://byob-audit.example';

/** Requests without headers, with those of an upload, and with one that only a wildcard admits. */
const headerSets: readonly (readonly string[])[] = [[], ['content-type'], ['content-md5', 'content-type'], ['x-byob-audit']];

/** Only `*` is special here; a `?` is itself and occurs in no origin or header name. */
const matchesStar = (pattern: string, text: string): boolean => !pattern.includes('?') && matchesGlob(compileGlob(pattern), text);
const admitsHeaders = (rule: CorsRule, headers: readonly string[]): boolean =>
  headers.every((header) => rule.AllowedHeaders?.some((pattern) => matchesStar(pattern.toLowerCase(), header)) ?? false);
const answers = (rule: CorsRule, origin: string, method: string): boolean =>
  rule.AllowedMethods.includes(method) && rule.AllowedOrigins.some((pattern) => matchesStar(pattern, origin));

/** The first problem of one origin, over every method and header set; undefined when all of them work. */
export function corsProblem(rules: readonly CorsRule[], origin: string): CorsProblem | undefined {
  for (const method of corsMethods) {
    // S3 lets the first rule answer that fits; a later, better one is never asked.
    const rule = rules.findIndex((candidate) => answers(candidate, origin, method));
    const found = rules[rule];
    if (found === undefined) {
      const known = rules.some(({ AllowedOrigins }) => AllowedOrigins.some((pattern) => matchesStar(pattern, origin)));
      return { kind: known ? 'method' : 'origin', origin, method, rule: undefined, headers: [] };
    }
    for (const headers of headerSets) {
      // The preflight also looks at the headers, so it may be answered by another rule than the request.
      if (!rules.some((candidate) => answers(candidate, origin, method) && admitsHeaders(candidate, headers))) {
        return { kind: 'headers', origin, method, rule, headers };
      }
    }
    if (!(found.ExposeHeaders ?? []).some((header) => header.toLowerCase() === 'etag'))
      return { kind: 'etag', origin, method, rule, headers: [] };
  }
  return undefined;
}

/** What the rules mean for W&B. */
export type CorsJudgement =
  | { readonly kind: 'works' }
  | { readonly kind: 'broken'; readonly problem: CorsProblem }
  /** Only these origins are admitted, and nobody declared that this is meant. */
  | { readonly kind: 'narrow'; readonly origins: readonly string[]; readonly problem: CorsProblem };

/**
 * Plays preflight and request for every origin that matters.
 * @param declared the origins that must work; undefined means any, as documented
 */
export const judgeCors = (rules: readonly CorsRule[], declared: readonly string[] | undefined): CorsJudgement =>
  judgements(JSON.stringify([rules, declared ?? null]), () => playAll(rules, declared));

/** Two checks ask about the same rules, and the buckets of a company share them. */
const judgements = memoOf<CorsJudgement>(256);

function playAll(rules: readonly CorsRule[], declared: readonly string[] | undefined): CorsJudgement {
  if (declared !== undefined && declared.length > 0) {
    for (const origin of declared) {
      const problem = corsProblem(rules, origin === '*' ? arbitraryOrigin : origin);
      if (problem !== undefined) return { kind: 'broken', problem };
    }
    return { kind: 'works' };
  }
  const listed = [...new Set(rules.flatMap(({ AllowedOrigins }) => AllowedOrigins))].filter((origin) => origin !== '*');
  const tried = listed.map((origin) => ({ origin, problem: corsProblem(rules, origin.replaceAll('*', 'a')) }));
  const arbitrary = corsProblem(rules, arbitraryOrigin);
  if (arbitrary === undefined) {
    const wandb = corsProblem(rules, wandbOrigin);
    if (wandb !== undefined) return { kind: 'broken', problem: wandb };
    // An earlier narrow rule catches its origin before the good one does.
    const shadowed = tried.find(({ problem }) => problem !== undefined);
    if (shadowed?.problem === undefined) return { kind: 'works' };
    if (/^https?:\/\/(?:[^/]*\.)?wandb\.(?:ai|io)$/.test(shadowed.origin)) return { kind: 'broken', problem: shadowed.problem };
    return { kind: 'narrow', origins: [shadowed.origin], problem: shadowed.problem };
  }
  const working = tried.filter(({ problem }) => problem === undefined).map(({ origin }) => origin);
  if (working.length > 0) return { kind: 'narrow', origins: working, problem: arbitrary };
  return {
    kind: 'broken',
    problem: tried.find(({ problem }) => problem !== undefined && problem.kind !== 'origin')?.problem ?? arbitrary,
  };
}

const sameSet = (a: readonly string[] | undefined, b: readonly string[], fold = (text: string): string => text): boolean => {
  const left = new Set((a ?? []).map(fold));
  const right = new Set(b.map(fold));
  return left.size === right.size && [...left].every((item) => right.has(item));
};

/** One way in which the rules differ from the documented one. */
export type CorsDeviation = 'rules' | 'AllowedOrigins' | 'AllowedMethods' | 'AllowedHeaders' | 'ExposeHeaders' | 'MaxAgeSeconds';

/** How the rules differ from one rule, compared as sets; the max age is compared with all documented values. */
export function corsDeviations(
  rules: readonly CorsRule[],
  expected: {
    readonly AllowedOrigins: readonly string[];
    readonly AllowedMethods: readonly string[];
    readonly AllowedHeaders: readonly string[];
    readonly ExposeHeaders: readonly string[];
  },
  maxAges: readonly number[],
): readonly CorsDeviation[] {
  const [rule, ...more] = rules;
  if (rule === undefined || more.length > 0) return ['rules'];
  const lower = (text: string): string => text.toLowerCase();
  const deviations: CorsDeviation[] = [];
  if (!sameSet(rule.AllowedOrigins, expected.AllowedOrigins)) deviations.push('AllowedOrigins');
  if (!sameSet(rule.AllowedMethods, expected.AllowedMethods)) deviations.push('AllowedMethods');
  if (!sameSet(rule.AllowedHeaders, expected.AllowedHeaders, lower)) deviations.push('AllowedHeaders');
  if (!sameSet(rule.ExposeHeaders, expected.ExposeHeaders, lower)) deviations.push('ExposeHeaders');
  if (rule.MaxAgeSeconds === undefined || !maxAges.includes(rule.MaxAgeSeconds)) deviations.push('MaxAgeSeconds');
  return deviations;
}
