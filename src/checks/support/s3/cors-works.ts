import { fail, manual, pass, type CheckContext, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import { originsAfterFix } from '../../../policy/cors/exact.ts';
import { blamedRule, corsSentence, openSentence } from '../../../policy/cors/explain.ts';
import { judgeCorsFor } from '../../../policy/cors/judge.ts';
import { admitsWandb, isArbitrary, isNeverSent } from '../../../policy/cors/origins.ts';
import { s3Rules } from '../../../policy/cors/s3.ts';
import { corsServices } from '../../../policy/cors/services.ts';
import { printable, printableDeep } from '../../../policy/printable.ts';
import { corsFix } from '../aws/cors.ts';
import { debated, stanceOn } from '../any/debatable.ts';

/** Whether the CORS rules of a bucket let browsers read and write from the origins of W&B, whatever server keeps them. */
export function corsWorksVerdict(cors: FacetValue<'aws', 'cors'> | null, context: CheckContext): Verdict {
  if (cors === null || cors.CORSRules.length === 0) {
    return fail('the bucket has no CORS rule, so browsers cannot use pre-signed URLs', {
      key: 'no-cors',
      fix: corsFix(context, []),
    });
  }
  const { CORSRules: rules } = cors;
  const common = s3Rules(rules);
  const judgement = judgeCorsFor('s3', common, context);
  const fix = corsFix({ ...context, origins: originsAfterFix(common, context, 'document') }, rules);
  const evidence = [{ facet: 'cors', path: 'CORSRules', value: printableDeep(rules) }];
  if (judgement.kind === 'works') {
    const from = judgement.origins?.map((origin) => printable(origin)).join(', ') ?? 'any origin';
    return pass(`GET, HEAD and PUT work from ${from} and expose ETag`, { evidence });
  }
  const unsent = rules.flatMap(({ AllowedOrigins }, index) =>
    AllowedOrigins.filter(isNeverSent).map(
      (origin) =>
        `CORSRules[${index}] lists ${printable(origin, 100)}, which no browser sends: it sends scheme and host in lower case, a port other than the usual one, and no slash after it`,
    ),
  );
  if (judgement.kind === 'broken')
    return fail(corsSentence(corsServices.s3, judgement.problem), {
      key: judgement.problem.kind,
      at: blamedRule(corsServices.s3, judgement),
      ...(unsent.length > 0 ? { details: unsent } : {}),
      evidence,
      fix,
    });
  const extra = {
    at: blamedRule(corsServices.s3, judgement),
    answer: 'origins',
    key: 'narrow-origins',
    severity: 'medium',
    evidence,
  } as const;
  const open = manual(openSentence(corsServices.s3, judgement), extra);
  if (stanceOn('cors-origin-star', context) === 'strict')
    return debated('cors-origin-star', context, open, { severity: 'medium', fix });
  const ofWandb = judgement.kind === 'narrow' && isArbitrary(judgement.problem.origin) && judgement.origins.some(admitsWandb);
  return ofWandb ? debated('cors-origin-star', context, open) : open;
}
