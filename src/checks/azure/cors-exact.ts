import { defineAzureCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { editions } from '../../evidence/declared.ts';
import { judgeCors, worksWithTls } from '../../policy/cors/judge.ts';
import { openPattern } from '../../policy/cors/origins.ts';
import { asciiJson, printable } from '../../policy/printable.ts';
import { azureCorsMaxAge } from '../../requirements/azure.ts';
import { azureCorsFix, expectedAzureCors, knownRules } from '../support/azure/cors.ts';
import { debated, stanceOn } from '../support/any/debatable.ts';

export const azureCorsExact = defineAzureCheck({
  id: 'azure/cors-exact',
  title: 'The CORS rules of the blob service are exactly the documented one',
  severity: 'low',
  rationale:
    "W&B documents one rule. Further rules or methods open more than W&B needs, and other containers of the account may need them: the rules belong to the account. The documented max age is 3600 seconds up to edition 2025-03 and in W&B's Terraform module, and 3000 since; both are accepted. The origin * is what is documented: declare `origins` to hold the rule to those of your W&B.",
  remediation: 'Replace the CORS rules by the documented one, or declare `origins` where the origins are narrowed on purpose.',
  source: [
    { document: 'S004', edition: '2025-03' },
    { document: 'D-2026S', edition: '2026-02', quote: '| Max Age | `3000` |' },
    { document: 'TFZ', quote: 'max_age_in_seconds = 3600' },
  ],
  rows: ['AZ-BLOB-08', 'AZ-BLOB-09', 'AZ-08'],
  tags: ['cors', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['CM-6'] },
  requires: [],
  consults: ['blobService', 'blobProperties'],
  reads: ['blobService.properties.cors'],
  evaluate: (facts, context) => {
    const known = knownRules(facts);
    if ('verdict' in known) return known.verdict;
    const { rules, evidence } = known;
    const [rule] = rules;
    if (rule === undefined) return notApplicable('there is no CORS rule to compare; see azure/cors-works');
    if (!worksWithTls(judgeCors('azure', rules, context.origins)))
      return notApplicable('the CORS rules do not work from every origin; see azure/cors-works');
    const fix = azureCorsFix(context, facts.blobService.state === 'present' ? facts.blobService.value.id : undefined);
    if (rules.length > 1) {
      const message = `the blob service has ${rules.length} CORS rules and one is documented`;
      return fail(message, { key: 'differs', evidence, fix });
    }
    const expected = expectedAzureCors(context.origins);
    const found = {
      allowedOrigins: rule.origins,
      allowedMethods: rule.methods,
      allowedHeaders: rule.allowedHeaders,
      exposedHeaders: rule.exposedHeaders,
    };
    const names = members.filter((name) => !sameSet(found[name], expected[name]));
    const { maxAge } = rule;
    const isKnownAge = maxAge !== undefined && ages.includes(maxAge);
    const open = openPattern(rule.origins);
    if (open !== undefined && isKnownAge && names.length === 1 && names[0] === 'allowedOrigins') {
      const isWider = context.origins !== undefined && context.origins.length > 0;
      const compared = isWider ? 'wider than the declared origins' : 'narrower than the documented *';
      const message = `the CORS rule is the documented one with ${open} as allowedOrigins, which is ${compared}`;
      return fail(message, { key: isWider ? 'wider-origins' : 'https-origins', evidence, fix });
    }
    if (names.length > 0) {
      const details = names.map(
        (name) => `${name} is ${printable(asciiJson(found[name]))}; documented is ${printable(asciiJson(expected[name]))}`,
      );
      return fail(`the CORS rule differs from the documented one in ${names.join(' and ')}`, {
        key: 'differs',
        details,
        evidence,
        fix,
      });
    }
    if (!isKnownAge) {
      const documented = ages.map((value) => `${value} in ${editionsOf(value)}`).join(' and ');
      const message = `the CORS rule differs from the documented one in maxAgeInSeconds alone: ${maxAge ?? 'none'}, and documented is ${documented}`;
      const verdict = fail(message, { key: 'max-age', evidence, fix });
      return debated('cors-max-age', context, verdict, { severity: 'medium' });
    }
    const verdict = pass(`the CORS rule is the documented one; maxAgeInSeconds ${maxAge} is the value of ${editionsOf(maxAge)}`, {
      evidence,
    });
    const otherEdition = maxAge !== azureCorsMaxAge[context.edition] && stanceOn('cors-max-age', context) === 'strict';
    return otherEdition ? debated('cors-max-age', context, verdict, { severity: 'medium', fix }) : verdict;
  },
});

const members = ['allowedOrigins', 'allowedMethods', 'allowedHeaders', 'exposedHeaders'] as const;
const ages: readonly number[] = [...new Set(Object.values(azureCorsMaxAge))];

function editionsOf(maxAge: number): string {
  const named = editions.filter((edition) => azureCorsMaxAge[edition] === maxAge);
  return `${named.length > 1 ? 'editions' : 'edition'} ${named.join(', ')}`;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const left = new Set(a.map((text) => text.toLowerCase()));
  const right = new Set(b.map((text) => text.toLowerCase()));
  return left.size === right.size && [...left].every((text) => right.has(text));
}
