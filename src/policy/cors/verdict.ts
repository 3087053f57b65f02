import { corsMaxAge, corsMethods } from '../../requirements/aws.ts';
import { printable } from '../printable.ts';
import { corsSentence } from './explain.ts';
import { judgeCors } from './judge.ts';
import type { CorsDialect, CorsRule, CorsService } from './model.ts';
import { arbitraryOrigin, exampleOf, isArbitrary } from './origins.ts';
import { admitsAnyHeader, corsPlayer, exposesEtag, type CorsProblem } from './play.ts';
import { corsServices } from './services.ts';

/** Something that a browser would meet. */
export interface CorsFinding {
  readonly message: string;
  /** The request that shows it, and the rule that decides; undefined when there is no rule at all. */
  readonly witness: CorsProblem | undefined;
}

/** What the rules mean for W&B's web application and SDKs in a browser. */
export interface CorsVerdict {
  readonly verdict: 'pass' | 'fail' | 'depends';
  readonly failures: readonly CorsFinding[];
  /** Depends on the origins from which W&B is used, which are not in the document. */
  readonly open: readonly CorsFinding[];
  /** Works, and differs from what is documented. */
  readonly advice: readonly string[];
}

/**
 * Judges the rules of a document or of a bucket.
 * @param origins the origins that must work; undefined or empty means any, as W&B documents it
 */
export function corsVerdict(
  dialect: CorsDialect,
  rules: readonly CorsRule[],
  origins: readonly string[] | undefined,
): CorsVerdict {
  const service = corsServices[dialect];
  if (rules.length === 0) {
    const failure = { message: 'there is no CORS rule, so browsers cannot use pre-signed URLs', witness: undefined };
    return { verdict: 'fail', failures: [failure], open: [], advice: [] };
  }
  const advice = adviceOn(service, dialect, rules);
  const judgement = judgeCors(dialect, rules, origins);
  const finding = (problem: CorsProblem): CorsFinding => ({ message: corsSentence(service, problem), witness: problem });
  switch (judgement.kind) {
    case 'works':
      return { verdict: 'pass', failures: [], open: [], advice };
    case 'broken': {
      const play = corsPlayer(service, rules);
      const each = (origins ?? []).flatMap((origin) => play(origin === '*' ? arbitraryOrigin : exampleOf(origin)) ?? []);
      const problems = each.length === 0 ? [judgement.problem] : each;
      return { verdict: 'fail', failures: problems.map(finding), open: [], advice };
    }
    case 'narrow':
    case 'many': {
      const witness = judgement.kind === 'narrow' ? judgement.problem : undefined;
      return { verdict: 'depends', failures: [], open: [{ message: openSentence(service, judgement), witness }], advice };
    }
  }
}

/** What is open when the rules are narrower than documented and nobody declared the origins. */
export function openSentence(
  service: CorsService,
  judgement: Exclude<ReturnType<typeof judgeCors>, { readonly kind: 'works' | 'broken' }>,
): string {
  const declare = 'declare the origins from which W&B is used';
  if (judgement.kind === 'many') return `the CORS rules list ${judgement.count} origins, too many to play each; ${declare}`;
  const shown = judgement.origins.slice(0, 10).map((origin) => printable(origin, 100));
  const more = judgement.origins.length > 10 ? ` and ${judgement.origins.length - 10} more` : '';
  const origins = `${shown.join(', ')}${more}`;
  return isArbitrary(judgement.problem.origin)
    ? `CORS works only from ${origins}, narrower than the documented *; ${declare}`
    : `CORS works from any origin but ${origins}, which an earlier rule answers (${corsSentence(service, judgement.problem)}); ${declare}`;
}

const needed = new Set<string>([...corsMethods, 'OPTIONS', '*']);
const maxAges = [...new Set<number>(Object.values(corsMaxAge))];

function adviceOn(service: CorsService, dialect: CorsDialect, rules: readonly CorsRule[]): readonly string[] {
  const advice: string[] = [];
  const list = (names: readonly string[]): string => printable(names.join(', '), 120);
  for (const rule of rules) {
    const name = `${service.list}[${rule.index}]`;
    const methods = rule.methods.filter((method) => !needed.has(method));
    if (methods.length > 0)
      advice.push(`${name} allows ${list(methods)} as well, which W&B does not need; CORS authorizes nothing by itself`);
    const headers = rule.exposedHeaders.filter((header) => header.toLowerCase() !== 'etag');
    if (dialect === 's3' && headers.length > 0) advice.push(`${name} exposes ${list(headers)} as well, which W&B does not need`);
    if (rule.maxAge === undefined || !maxAges.includes(rule.maxAge))
      advice.push(
        `${name} has ${rule.maxAge === undefined ? 'no max age' : `a max age of ${rule.maxAge}`}; documented are ${maxAges.join(' and ')} seconds`,
      );
    if (service.needsEtag) continue;
    if (!exposesEtag(service, rule))
      advice.push(
        `${name}.${service.names.exposedHeaders} has neither ETag nor *, so a browser cannot read the ETag of an upload`,
      );
    if (!admitsAnyHeader(service, rule))
      advice.push(`${name}.${service.names.allowedHeaders} is not *, so a browser may send no other header than the listed ones`);
  }
  return advice.slice(0, 20);
}
