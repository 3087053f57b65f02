import { defineGcsCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { editions } from '../../evidence/declared.ts';
import { gcsRules } from '../../policy/cors/gcs.ts';
import { judgeCors, worksWithTls } from '../../policy/cors/judge.ts';
import { asciiJson, printable, printableDeep } from '../../policy/printable.ts';
import { gcsCorsMaxAge } from '../../requirements/gcs.ts';
import { debated, stanceOn } from '../support/any/debatable.ts';
import { expectedGcsCors, gcsCorsFix } from '../support/gcs/cors.ts';
import { noBucket } from '../support/gcs/bucket.ts';

export const gcsCorsExact = defineGcsCheck({
  id: 'gcs/cors-exact',
  title: 'The CORS configuration is exactly the documented entry',
  severity: 'medium',
  rationale:
    "W&B documents one entry. Further entries or methods open more than W&B needs and make the next change hard to judge. The documented max age is 3600 seconds up to edition 2025-03 and 3000 since; both are accepted, and another one alone weighs little. Of responseHeader both forms are right, the one of the documents and the one of W&B's Terraform module; see gcs/cors-etag-exposed.",
  remediation: 'Replace the CORS entries by the documented one, or declare `origins` where the origins are narrowed on purpose.',
  source: [
    { document: 'S004', edition: '2025-03', quote: '"maxAgeSeconds": 3600' },
    { document: 'D-2026S', edition: '2026-02', quote: '"maxAgeSeconds": 3000' },
    { document: 'TFG', quote: 'max_age_seconds = 3000' },
  ],
  rows: ['GCS-BKT-01'],
  tags: ['cors', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['CM-6'] },
  requires: ['bucket'],
  reads: ['bucket.cors'],
  evaluate: ({ bucket }, context) => {
    if (bucket === null) return noBucket();
    const entries = bucket.cors ?? [];
    const [entry] = entries;
    if (entry === undefined) return notApplicable('there is no CORS entry to compare; see gcs/cors-works');
    if (!worksWithTls(judgeCors('gcs', gcsRules(entries), context.origins)))
      return notApplicable('the CORS entries do not work from every origin; see gcs/cors-works');
    const evidence = [{ facet: 'bucket', path: 'cors', value: printableDeep(entries) }];
    const fix = gcsCorsFix(context, entries);
    if (entries.length > 1) {
      const message = `the bucket has ${entries.length} CORS entries and one is documented`;
      return fail(message, { key: 'differs', evidence, fix });
    }
    const expected = expectedGcsCors(context.origins);
    const names = (['origin', 'method'] as const).filter((name) => !sameSet(entry[name] ?? [], expected[name]));
    const maxAge = entry.maxAgeSeconds;
    const isKnownAge = maxAge !== undefined && ages.includes(maxAge);
    const isWider = entry.origin?.every((origin) => origin === '*') === true;
    if (isWider && isKnownAge && names.length === 1 && names[0] === 'origin') {
      const message = 'the CORS entry is the documented one with * as origin, which is wider than the declared origins';
      return fail(message, { key: 'wider-origins', severity: 'low', evidence, fix });
    }
    if (names.length > 0) {
      const details = names.map(
        (name) => `${name} is ${printable(asciiJson(entry[name] ?? null))}; documented is ${asciiJson(expected[name])}`,
      );
      const message = `the CORS entry differs from the documented one in ${names.join(' and ')}`;
      return fail(message, { key: 'differs', details, evidence, fix });
    }
    if (!isKnownAge) {
      const documented = ages.map((value) => `${value} in ${editionsOf(value)}`).join(' and ');
      const message = `the CORS entry differs from the documented one in maxAgeSeconds alone: ${maxAge ?? 'none'}, and documented is ${documented}`;
      const found = fail(message, { key: 'max-age', severity: 'low', evidence, fix });
      return debated('cors-max-age', context, found, { severity: 'medium' });
    }
    const found = pass(`the CORS entry is the documented one; maxAgeSeconds ${maxAge} is the value of ${editionsOf(maxAge)}`, {
      evidence,
    });
    const otherEdition = maxAge !== gcsCorsMaxAge[context.edition] && stanceOn('cors-max-age', context) === 'strict';
    return otherEdition ? debated('cors-max-age', context, found, { severity: 'medium', fix }) : found;
  },
});

const ages: readonly number[] = [...new Set(Object.values(gcsCorsMaxAge))];

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  new Set(a).size === new Set(b).size && a.every((item) => b.includes(item));

const editionsOf = (maxAge: number): string => {
  const names = editions.filter((edition) => gcsCorsMaxAge[edition] === maxAge);
  return names.length === 1 ? `edition ${names[0]}` : `editions ${names.join(', ')}`;
};
