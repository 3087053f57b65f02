import { corsMethods } from '../../requirements/aws.ts';
import { isNeverSent } from './origins.ts';
import { unlistedHeader, type CorsRule, type CorsService } from './model.ts';

/** Why W&B's web application or an SDK in a browser could not use the bucket from one origin. */
export interface CorsProblem {
  readonly kind: 'origin' | 'method' | 'headers' | 'etag';
  readonly origin: string;
  readonly method: string;
  /** The request headers that the preflight asked for. */
  readonly headers: readonly string[];
  /** Index of the rule that answers, where one does. */
  readonly rule: number | undefined;
  /** Index of a later rule that would have let the request through, had it been asked. */
  readonly shadowed: number | undefined;
}

/** Methods that a browser sends without asking first, as long as no header of the request needs leave (Fetch standard). */
const simpleMethods = new Set(['GET', 'HEAD']);

/** What of a rule does not depend on the origin, found once: a document may list thousands of origins and headers. */
interface Prepared {
  readonly rule: CorsRule;
  /** Those that a browser can send. */
  readonly origins: readonly string[];
  readonly methods: ReadonlySet<string>;
  /** Whether each header set of the service is admitted. */
  readonly admits: readonly boolean[];
  readonly etag: boolean;
}

/**
 * Plays preflight and request of an origin over every method and header set, as a browser and the service would.
 * @returns a function from an origin to its first problem; undefined when every request works
 */
export function corsPlayer(service: CorsService, rules: readonly CorsRule[]): (origin: string) => CorsProblem | undefined {
  const prepared = rules.map((rule): Prepared => {
    const patterns = rule.allowedHeaders.map((pattern) => pattern.toLowerCase());
    return {
      rule,
      origins: rule.origins.filter((pattern) => !isNeverSent(pattern)),
      methods: new Set(corsMethods.filter((method) => rule.methods.some((pattern) => service.matchesMethod(pattern, method)))),
      admits: service.headerSets.map((headers) => admitsAll(service, patterns, headers)),
      etag: exposesEtag(service, rule),
    };
  });
  return (origin) => {
    const known = prepared.filter(({ origins }) => origins.some((pattern) => service.matchesOrigin(pattern, origin)));
    for (const method of corsMethods) {
      const problem = methodProblem(service, known, origin, method);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** @param known the rules that admit the origin, in order */
function methodProblem(
  service: CorsService,
  known: readonly Prepared[],
  origin: string,
  method: string,
): CorsProblem | undefined {
  const fitting = known.filter(({ methods }) => methods.has(method));
  const [answering] = fitting;
  if (answering === undefined) {
    const kind = known.length === 0 ? 'origin' : 'method';
    return { kind, origin, method, headers: [], rule: undefined, shadowed: undefined };
  }
  const rule = answering.rule.index;
  const candidates = service.headersChoose ? fitting : [answering];
  for (const [set, headers] of service.headerSets.entries()) {
    if (headers.length === 0 && simpleMethods.has(method)) continue;
    const works = ({ admits }: Prepared): boolean => admits[set] === true;
    if (candidates.some(works)) continue;
    return { kind: 'headers', origin, method, headers, rule, shadowed: fitting.find(works)?.rule.index };
  }
  if (!service.needsEtag || answering.etag) return undefined;
  return { kind: 'etag', origin, method, headers: [], rule, shadowed: fitting.find(({ etag }) => etag)?.rule.index };
}

/** @param patterns in lower case */
const admitsAll = (service: CorsService, patterns: readonly string[], headers: readonly string[]): boolean =>
  headers.every((header) => patterns.some((pattern) => service.matchesHeader(pattern, header)));

export const exposesEtag = (service: CorsService, rule: CorsRule): boolean =>
  rule.exposedHeaders.some((pattern) => service.exposes(pattern.toLowerCase(), 'etag'));

/** True when a rule lets every header through, not only those that it lists. */
export const admitsAnyHeader = (service: CorsService, rule: CorsRule): boolean =>
  admitsAll(
    service,
    rule.allowedHeaders.map((pattern) => pattern.toLowerCase()),
    [unlistedHeader],
  );
