import { defineGcsCheck } from '../../core/check.ts';
import { gcsRules } from '../../policy/cors/gcs.ts';
import { printableDeep } from '../../policy/printable.ts';
import { gcsCorsMaxAge } from '../../requirements/gcs.ts';
import { corsExactVerdict, type DocumentedCors } from '../support/any/cors-exact.ts';
import { gcsCorsFix } from '../support/gcs/cors.ts';
import { noBucket } from '../support/gcs/bucket.ts';

export const gcsCorsExact = defineGcsCheck({
  id: 'gcs/cors-exact',
  title: 'The CORS entries admit nothing beyond the documented one',
  severity: 'medium',
  rationale:
    "W&B documents one entry. Further methods open more than W&B needs and make the next change hard to judge. How the entries are spelled and how many there are makes no difference: what they admit together, as the service applies them, is compared. Listing other origins, or fewer of them, is no fault here. The documented max age is 3600 seconds up to edition 2025-03 and 3000 since; both are accepted, and another one alone weighs little. Of responseHeader both forms are right, the one of the documents and the one of W&B's Terraform module; see gcs/cors-etag-exposed.",
  remediation: 'Replace the CORS entries by the documented one, with the origins that are in use.',
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
    const evidence = [{ facet: 'bucket', path: 'cors', value: printableDeep(entries) }];
    return corsExactVerdict(documentedGcsCors, gcsRules(entries), context, evidence, (origins) =>
      gcsCorsFix({ ...context, origins }, entries),
    );
  },
});

const documentedGcsCors: DocumentedCors = {
  dialect: 'gcs',
  works: 'gcs/cors-works',
  rule: 'entry',
  maxAge: 'maxAgeSeconds',
  maxAges: gcsCorsMaxAge,
  // W&B's Terraform module has *.
  exposed: undefined,
};
