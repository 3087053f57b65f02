import { printable } from '../printable.ts';
import { unlistedHeader, type CorsService } from './model.ts';
import type { CorsJudgement } from './judge.ts';
import { arbitraryOrigin, isArbitrary } from './origins.ts';
import type { CorsProblem } from './play.ts';

/** What a browser meets, as one clause: the request, and the rules that decide it by index. */
export function corsSentence(service: CorsService, problem: CorsProblem): string {
  const { kind, method, headers } = problem;
  const from = problem.origin === arbitraryOrigin ? 'an arbitrary origin' : printable(problem.origin, 100);
  const rule = problem.rule === undefined ? 'no rule' : `${service.list}[${problem.rule}]`;
  const shadowed =
    problem.shadowed === undefined || problem.shadowed === problem.rule ? undefined : `${service.list}[${problem.shadowed}]`;
  switch (kind) {
    case 'origin':
      return `${method} from ${from} is refused: no CORS rule admits this origin`;
    case 'method':
      return `${method} from ${from} is refused: no CORS rule for this origin allows ${method}`;
    case 'headers': {
      const unlisted = headers.includes(unlistedHeader);
      const which = unlisted ? 'with headers other than the listed ones' : `with the headers ${headers.join(', ')}`;
      if (shadowed !== undefined)
        return `${method} from ${from} ${which} is refused: ${rule} answers first and does not allow them, so ${shadowed}, which does, is never asked`;
      const why = unlisted ? `${service.names.allowedHeaders} is not *` : 'no CORS rule allows them';
      return `${method} from ${from} ${which} is refused: ${why}`;
    }
    case 'etag': {
      const why = `${rule} answers first and does not expose it`;
      const more = shadowed === undefined ? '' : `, so ${shadowed}, which does, is never asked`;
      return `${method} from ${from} hides the header ETag from the browser: ${why}${more}`;
    }
  }
}

/** What is open when the rules are narrower than documented and nobody declared the origins. */
export function openSentence(
  service: CorsService,
  judgement: Exclude<CorsJudgement, { readonly kind: 'works' | 'broken' }>,
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

/** The rule that decides what does not work, as a path; undefined where none does. */
export function blamedRule({ list }: CorsService, judgement: CorsJudgement): string | undefined {
  const rule = 'problem' in judgement ? judgement.problem.rule : undefined;
  return rule === undefined ? undefined : `${list}[${rule}]`;
}
