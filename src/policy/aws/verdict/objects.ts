import { memoPer } from '../../memo.ts';
import type { Ternary } from '../../ternary.ts';
import { survey, type Survey } from './coverage.ts';
import type { Match } from './evaluate.ts';
import type { Glob } from '../pattern/glob.ts';
import { shortestBelow } from '../pattern/glob-below.ts';
import type { Request } from '../request/request.ts';
import type { EveryObject } from '../request/scope.ts';
import type { PatternList, Statement } from '../document/model.ts';
import { resolveList } from './variable.ts';

/** What holds for the objects of a scope, and the shortest ARN that shows it. */
export interface ObjectsAnswer {
  /** `undecided` when there are too many wildcards to know. */
  readonly answer: Ternary | 'undecided';
  readonly arn: string;
}

const surveys = memoPer<Statement, Survey>(64);
const hits = memoPer<Statement, ObjectsAnswer>(64);

/**
 * Reads all objects of the scope against the statements that apply to a request.
 * @param matches none of them with the answer `false`
 * @param wanted `false` for a hole in what is granted, `true` for any object that is granted
 */
export function askEveryObject(
  scope: EveryObject,
  matches: readonly Match[],
  request: Request,
  wanted: 'true' | 'false',
): ObjectsAnswer {
  const [first] = matches;
  if (first === undefined) return { answer: 'false', arn: scope.first };
  let key = `${scope.root}\n${wanted}`;
  const terms = matches.flatMap(({ statement, answer }) => {
    if (statement.resource === undefined) return [];
    const list = resolveList(statement.resource, request);
    key += ` ${statement.index}${answer}${list === statement.resource ? '' : tokensText(list)}`;
    return [{ ...list, effect: statement.effect, isCertain: answer === 'true' }];
  });
  const { answer, witness } = surveys(first.statement, key, () => survey(scope.root, terms, wanted, scope.bounds));
  return { answer, arn: witness ?? (answer === 'undecided' ? scope.universe.source : scope.first) };
}

const tokensText = ({ patterns }: PatternList): string => JSON.stringify(patterns.map(({ tokens, source }) => tokens ?? source));

/** Whether one statement takes in some object of the scope, whatever else it asks for. */
export function takesInSome(scope: EveryObject, { statement }: Match, request: Request): ObjectsAnswer {
  if (statement.resource === undefined) return { answer: 'false', arn: scope.first };
  const list = resolveList(statement.resource, request);
  const key = `${scope.root}\n${list === statement.resource ? '' : tokensText(list)}`;
  return hits(statement, key, () => (list.negated ? outside(scope, list) : inside(scope, list.patterns)));
}

function inside({ root, first, bounds }: EveryObject, patterns: readonly Glob[]): ObjectsAnswer {
  const shortest = (globs: readonly Glob[]): string | undefined =>
    globs
      .flatMap((glob) => shortestBelow(root, glob) ?? [])
      .filter((text) => text.length <= bounds.length)
      .reduce<string | undefined>(
        (a, b) => (a === undefined || b.length < a.length || (b.length === a.length && b < a) ? b : a),
        undefined,
      );
  const certain = shortest(patterns.filter(({ variables }) => variables.length === 0));
  if (certain !== undefined) return { answer: 'true', arn: certain };
  const possible = shortest(patterns.filter(({ variables }) => variables.length > 0));
  return possible === undefined ? { answer: 'false', arn: first } : { answer: 'unknown', arn: possible };
}

function outside({ root, universe, first, bounds }: EveryObject, list: PatternList): ObjectsAnswer {
  const { answer, witness } = survey(root, [{ ...list, effect: 'Allow', isCertain: true }], 'true', bounds);
  return { answer, arn: witness ?? (answer === 'undecided' ? universe.source : first) };
}
