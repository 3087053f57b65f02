import { corsMethods } from '../../requirements/aws.ts';
import { requiredOrigins, type Browsers } from './judge.ts';
import type { CorsRule, CorsService } from './model.ts';
import { isNeverSent } from './origins.ts';

/** What one rule admits beyond the documented one. */
export interface CorsExcess {
  readonly index: number;
  readonly methods: readonly string[];
  readonly exposed: readonly string[];
}

/** A rule that answers some request, by position; the others are shadowed by earlier ones and admit nothing. */
export const answeringRules = (service: CorsService, rules: readonly CorsRule[]): readonly CorsRule[] =>
  rules.filter((rule, at) => answersSome(service, rule, rules.slice(0, at)));

/** Origins of one rule that are held against the earlier rules; a sane rule lists a handful. */
const comparedOrigins = 200;

/** Whether a rule is the first for one of its origins and methods. A pattern is compared as the text that it is. */
function answersSome(service: CorsService, { origins, methods }: CorsRule, earlier: readonly CorsRule[]): boolean {
  const sent = origins.filter((origin) => !isNeverSent(origin));
  if (sent.length > comparedOrigins) return true;
  return methods.some((method) => {
    const before = earlier.filter((rule) => rule.methods.some((pattern) => service.matchesMethod(pattern, method)));
    const patterns = before.flatMap((rule) => rule.origins).filter((pattern) => !isNeverSent(pattern));
    return sent.some((origin) => !patterns.some((pattern) => service.matchesOrigin(pattern, origin)));
  });
}

/**
 * What the rules together admit beyond the documented one: further methods and further exposed headers. Its origins and
 * request headers are `*`, so nothing goes beyond those, and how many rules there are makes no difference.
 * @param exposed headers that the documented rule exposes, in lower case; undefined where it exposes all
 */
export function corsExcess(
  service: CorsService,
  rules: readonly CorsRule[],
  exposed: readonly string[] | undefined,
): readonly CorsExcess[] {
  return answeringRules(service, rules)
    .map((rule) => ({
      index: rule.index,
      methods: unique(rule.methods.filter((method) => !documented.includes(method.toUpperCase()))),
      exposed: exposed === undefined ? [] : unique(rule.exposedHeaders).filter((name) => !exposed.includes(name.toLowerCase())),
    }))
    .filter((excess) => excess.methods.length > 0 || excess.exposed.length > 0);
}

const documented: readonly string[] = corsMethods;
const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];

/**
 * The origins of the one rule that takes the place of the rules that are there, so that nobody's origin is taken away;
 * undefined for the documented `*`.
 * @param otherwise what to do where no origins are declared: keep the listed ones, or take the documented `*`
 */
export function originsAfterFix(
  rules: readonly CorsRule[],
  browsers: Browsers,
  otherwise: 'keep' | 'document',
): readonly string[] | undefined {
  const listed = rules.flatMap(({ origins }) => origins).filter((origin) => !isNeverSent(origin));
  const declared = browsers.origins ?? [];
  if (listed.includes('*') || declared.includes('*')) return undefined;
  if (declared.length === 0) return otherwise === 'keep' && listed.length > 0 ? unique(listed) : undefined;
  const required = requiredOrigins(browsers) ?? [];
  return unique([...required.map((origin) => origin.toLowerCase()), ...listed]);
}
