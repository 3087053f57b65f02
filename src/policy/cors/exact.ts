import type { corsRule } from '../../requirements/aws.ts';
import type { CorsRule } from './model.ts';

/** The documented rule, with origins that may have been declared instead of `*`. */
export type DocumentedRule = Omit<typeof corsRule, 'AllowedOrigins'> & { readonly AllowedOrigins: readonly string[] };

/** One way in which the rules differ from the documented one. */
export type CorsDeviation = 'rules' | keyof DocumentedRule | 'MaxAgeSeconds';

const lower = (text: string): string => text.toLowerCase();
const same = (text: string): string => text;

function sameSet(a: readonly string[], b: readonly string[], fold: (text: string) => string): boolean {
  const left = new Set(a.map(fold));
  const right = new Set(b.map(fold));
  return left.size === right.size && [...left].every((item) => right.has(item));
}

/** How the rules of S3 differ from one rule, compared as sets; the max age is compared with all documented values. */
export function corsDeviations(
  rules: readonly CorsRule[],
  expected: DocumentedRule,
  maxAges: readonly number[],
): readonly CorsDeviation[] {
  const [rule, ...more] = rules;
  if (rule === undefined || more.length > 0) return ['rules'];
  const deviations: CorsDeviation[] = [];
  if (!sameSet(rule.origins, expected.AllowedOrigins, same)) deviations.push('AllowedOrigins');
  if (!sameSet(rule.methods, expected.AllowedMethods, same)) deviations.push('AllowedMethods');
  if (!sameSet(rule.allowedHeaders, expected.AllowedHeaders, lower)) deviations.push('AllowedHeaders');
  if (!sameSet(rule.exposedHeaders, expected.ExposeHeaders, lower)) deviations.push('ExposeHeaders');
  if (rule.maxAge === undefined || !maxAges.includes(rule.maxAge)) deviations.push('MaxAgeSeconds');
  return deviations;
}
