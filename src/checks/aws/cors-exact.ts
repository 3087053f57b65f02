import { defineAwsCheck, fail, notApplicable, pass, type Remediation } from '../../core/check.ts';
import { editions } from '../../evidence/declared.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { corsDeviations, type CorsDeviation, type DocumentedRule } from '../../policy/cors/exact.ts';
import { judgeCors, worksWithTls } from '../../policy/cors/judge.ts';
import { openPattern } from '../../policy/cors/origins.ts';
import { s3Rules } from '../../policy/cors/s3.ts';
import { asciiJson, printable, printableDeep } from '../../policy/printable.ts';
import { corsMaxAge } from '../../requirements/aws.ts';
import { corsFix, expectedCorsRule } from '../support/aws/cors.ts';
import { debated, stanceOn } from '../support/any/debatable.ts';

export const corsExact = defineAwsCheck({
  id: 'aws/cors-exact',
  title: 'The CORS configuration is exactly the documented rule',
  severity: 'medium',
  rationale:
    'W&B documents one rule. Further rules, methods or exposed headers open more than W&B needs and make the next change hard to judge. The documented max age is 3600 seconds up to edition 2025-03 and 3000 since; both are accepted, and another one alone weighs little.',
  remediation:
    'Replace the CORS configuration by the documented rule, or declare `origins` where the origins are narrowed on purpose.',
  source: [
    { document: 'S004', edition: '2025-03', quote: '"MaxAgeSeconds": 3600' },
    { document: 'D-2026S', edition: '2026-02', quote: '"MaxAgeSeconds": 3000' },
    { document: 'TFA', quote: 'max_age_seconds = 3000' },
  ],
  rows: ['AWS-S3-04'],
  tags: ['cors', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['CM-6'] },
  requires: ['cors'],
  evaluate: ({ cors }, context) => {
    const { origins, edition } = context;
    if (cors === null || cors.CORSRules.length === 0)
      return notApplicable('there is no CORS rule to compare; see aws/cors-works');
    const { CORSRules: rules } = cors;
    const common = s3Rules(rules);
    if (!worksWithTls(judgeCors('s3', common, origins)))
      return notApplicable('the CORS rules do not work from every origin; see aws/cors-works');
    const expected = expectedCorsRule(origins);
    const deviations = corsDeviations(common, expected, Object.values(corsMaxAge));
    const evidence = [{ facet: 'cors', path: 'CORSRules', value: printableDeep(rules) }];
    const maxAge = rules[0]?.MaxAgeSeconds;
    const [first] = deviations;
    const fix = (): Remediation => corsFix(context, rules);
    if (first === undefined) {
      const message = `the CORS rule is the documented one; MaxAgeSeconds ${maxAge} is the value of ${editionsOf(maxAge)}`;
      const found = pass(message, { evidence });
      const otherEdition = maxAge !== corsMaxAge[edition] && stanceOn('cors-max-age', context) === 'strict';
      return otherEdition ? debated('cors-max-age', context, found, { severity: 'medium', fix: fix() }) : found;
    }
    if (deviations.length === 1 && first === 'MaxAgeSeconds') {
      const documented = [...new Set(Object.values(corsMaxAge))].map((value) => `${value} in ${editionsOf(value)}`).join(' and ');
      const message = `the CORS rule differs from the documented one in MaxAgeSeconds alone: ${maxAge ?? 'none'}, and documented is ${documented}`;
      const found = fail(message, { key: 'max-age', severity: 'low', evidence, fix: fix() });
      return debated('cors-max-age', context, found, { severity: 'medium' });
    }
    const open = openPattern(common[0]?.origins ?? []);
    if (deviations.length === 1 && first === 'AllowedOrigins' && open !== undefined) {
      const isWider = origins !== undefined && origins.length > 0;
      const compared = isWider ? 'wider than the declared origins' : 'narrower than the documented *';
      return fail(`the CORS rule is the documented one with ${open} as AllowedOrigins, which is ${compared}`, {
        key: isWider ? 'wider-origins' : 'https-origins',
        severity: 'low',
        evidence,
        fix: fix(),
      });
    }
    const message =
      first === 'rules'
        ? `the bucket has ${rules.length} CORS rules and one is documented`
        : `the CORS rule differs from the documented one in ${deviations.join(', ')}`;
    return fail(message, {
      key: 'differs',
      details: deviations.flatMap((name) => describe(name, rules[0], expected)),
      evidence,
      fix: fix(),
    });
  },
});

const editionsOf = (maxAge: number | undefined): string => {
  const names = editions.filter((edition) => corsMaxAge[edition] === maxAge);
  return names.length === 1 ? `edition ${names[0]}` : `editions ${names.join(', ')}`;
};

function describe(
  name: CorsDeviation,
  rule: FacetValue<'aws', 'cors'>['CORSRules'][number] | undefined,
  expected: DocumentedRule,
): readonly string[] {
  if (name === 'rules') return [];
  const wanted = name === 'MaxAgeSeconds' ? [...new Set(Object.values(corsMaxAge))] : expected[name];
  return [`${name} is ${printable(asciiJson(rule?.[name] ?? null))}; documented is ${asciiJson(wanted)}`];
}
