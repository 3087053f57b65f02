import type { Deployment } from '../../evidence/declared.ts';
import { memoOf } from '../memo.ts';
import type { CorsDialect, CorsRule } from './model.ts';
import { arbitraryHttpOrigin, arbitraryOrigin, exampleOf, isWandbOrigin, wandbOrigin } from './origins.ts';
import { corsPlayer, type CorsProblem } from './play.ts';
import { corsServices } from './services.ts';

/** What the rules mean for W&B. */
export type CorsJudgement =
  /** From these origins, or from any. */
  | { readonly kind: 'works'; readonly origins?: readonly string[] }
  | { readonly kind: 'broken'; readonly problem: CorsProblem }
  /** Only these origins work, or all but these, and nobody declared that this is meant. */
  | { readonly kind: 'narrow'; readonly origins: readonly string[]; readonly problem: CorsProblem }
  /** More origins are listed than are played one by one, and nobody declared which of them matter. */
  | { readonly kind: 'many'; readonly count: number };

/** Origins that are played one by one; every service limits its document, and a sane one lists a handful. */
const playedOrigins = 200;

/**
 * Plays preflight and request for every origin that matters.
 * @param declared the origins that must work; undefined or empty means any, as documented
 */
export const judgeCors = (
  dialect: CorsDialect,
  rules: readonly CorsRule[],
  declared: readonly string[] | undefined,
): CorsJudgement => judgements(JSON.stringify([dialect, rules, declared ?? null]), () => judge(dialect, rules, declared));

/** What is declared of the browsers that use the bucket. */
export interface Browsers {
  readonly origins?: readonly string[] | undefined;
  readonly deployment?: Deployment | undefined;
}

/**
 * The origins that must work: the declared ones, and on Multi-tenant Cloud that of W&B's own application. Undefined where
 * neither is known, which means any.
 */
export function requiredOrigins({ origins = [], deployment }: Browsers): readonly string[] | undefined {
  const known = deployment === 'multi-tenant' ? [wandbOrigin] : [];
  return origins.length + known.length === 0 ? undefined : [...new Set([...origins, ...known])];
}

/** What the rules mean for the browsers that are declared, or that follow from the deployment. */
export function judgeCorsFor(dialect: CorsDialect, rules: readonly CorsRule[], browsers: Browsers): CorsJudgement {
  if (browsers.origins !== undefined && browsers.origins.length > 0) return judgeCors(dialect, rules, requiredOrigins(browsers));
  const open = judgeCors(dialect, rules, undefined);
  const required = requiredOrigins(browsers);
  return open.kind === 'works' || required === undefined ? open : judgeCors(dialect, rules, required);
}

/** Two checks ask about the same rules, and the buckets of a company share them. */
const judgements = memoOf<CorsJudgement>(256);

function judge(dialect: CorsDialect, rules: readonly CorsRule[], declared: readonly string[] | undefined): CorsJudgement {
  const play = corsPlayer(corsServices[dialect], rules);
  if (declared !== undefined && declared.length > 0) {
    for (const origin of declared) {
      const problem = play(origin === '*' ? arbitraryOrigin : exampleOf(origin));
      if (problem !== undefined) return { kind: 'broken', problem };
    }
    return { kind: 'works', origins: declared };
  }
  // Sorted, so that the order in which a document lists its origins changes nothing.
  const listed = [...new Set(rules.flatMap(({ origins }) => origins))].filter((origin) => origin !== '*').toSorted();
  const tried = listed.slice(0, playedOrigins).map((origin) => ({ origin, problem: play(exampleOf(origin)) }));
  const arbitrary = play(arbitraryOrigin);
  if (arbitrary === undefined) {
    const wandb = play(wandbOrigin);
    if (wandb !== undefined) return { kind: 'broken', problem: wandb };
    // An earlier narrow rule catches its origin before the good one does.
    const caught = tried.filter(({ problem }) => problem !== undefined);
    const shadowed = caught.find(({ origin }) => isWandbOrigin(origin)) ?? caught[0];
    if (shadowed?.problem === undefined) {
      if (listed.length > playedOrigins) return { kind: 'many', count: listed.length };
      const plain = play(arbitraryHttpOrigin);
      return plain === undefined ? { kind: 'works' } : { kind: 'narrow', origins: listed, problem: plain };
    }
    if (isWandbOrigin(shadowed.origin)) return { kind: 'broken', problem: shadowed.problem };
    return { kind: 'narrow', origins: caught.map(({ origin }) => origin), problem: shadowed.problem };
  }
  const working = tried.filter(({ problem }) => problem === undefined).map(({ origin }) => origin);
  if (working.length > 0) return { kind: 'narrow', origins: working, problem: arbitrary };
  if (listed.length > playedOrigins) return { kind: 'many', count: listed.length };
  const known = tried.find(({ problem }) => problem !== undefined && problem.kind !== 'origin')?.problem;
  return { kind: 'broken', problem: known ?? arbitrary };
}

/** Whether the rules work from every origin that has TLS, so that they can be compared with the documented one. */
export const worksWithTls = (judgement: CorsJudgement): boolean =>
  judgement.kind === 'works' || (judgement.kind === 'narrow' && judgement.problem.origin === arbitraryHttpOrigin);
