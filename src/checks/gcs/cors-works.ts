import { defineGcsCheck, fail, manual, pass } from '../../core/check.ts';
import { originsAfterFix } from '../../policy/cors/exact.ts';
import { blamedRule, corsSentence, openSentence } from '../../policy/cors/explain.ts';
import { gcsRules } from '../../policy/cors/gcs.ts';
import { judgeCorsFor } from '../../policy/cors/judge.ts';
import { admitsWandb, isArbitrary } from '../../policy/cors/origins.ts';
import { corsServices } from '../../policy/cors/services.ts';
import { printable, printableDeep } from '../../policy/printable.ts';
import { debated, stanceOn } from '../support/any/debatable.ts';
import { gcsCorsFix } from '../support/gcs/cors.ts';
import { noBucket } from '../support/gcs/bucket.ts';

export const gcsCorsWorks = defineGcsCheck({
  id: 'gcs/cors-works',
  title: 'Browsers can read and write objects from the origins of W&B',
  severity: 'high',
  rationale:
    "W&B's web application reaches the bucket with pre-signed URLs. A browser sends such a request only after a CORS entry admits its origin, method and headers. Cloud Storage uses the first entry that fits origin and method, so a narrow entry can shadow a good one. Uploads by the SDK do not depend on CORS. On Multi-tenant Cloud the application is at https://wandb.ai, so rules that leave it out fail without any declaration; that this origin is required is inferred.",
  remediation:
    'Put the documented CORS entry on the bucket with gcloud or gsutil: GET, HEAD and PUT, every origin (or the front-end origin of W&B), Content-Type or * as responseHeader.',
  source: [
    { document: 'S004', edition: '2025-03', quote: '"method": ["GET", "HEAD", "PUT"]' },
    { document: 'D-2026S', edition: '2026-02', quote: 'Set the CORS policy with `gsutil`. This is not possible in the UI.' },
    { document: 'TFG', quote: 'method          = ["GET", "HEAD", "PUT"]' },
  ],
  rows: ['GCS-BKT-01', 'GCS-BKT-03', 'GEN-02'],
  tags: ['cors', 'access'],
  controls: { 'nist-800-53-r5': ['AC-4'] },
  requires: ['bucket'],
  reads: ['bucket.cors'],
  evaluate: ({ bucket }, context) => {
    if (bucket === null) return noBucket();
    const entries = bucket.cors ?? [];
    const rules = gcsRules(entries);
    const fix = gcsCorsFix({ ...context, origins: originsAfterFix(rules, context, 'document') }, entries);
    if (entries.length === 0)
      return fail('the bucket has no CORS entry, so browsers cannot use pre-signed URLs', { key: 'no-cors', fix });
    const judgement = judgeCorsFor('gcs', rules, context);
    const evidence = [{ facet: 'bucket', path: 'cors', value: printableDeep(entries) }];
    if (judgement.kind === 'works') {
      const named = judgement.origins?.map((origin) => printable(origin)) ?? ['any origin'];
      return pass(`GET, HEAD and PUT work from ${named.join(', ')}`, { evidence });
    }
    if (judgement.kind === 'broken')
      return fail(corsSentence(corsServices.gcs, judgement.problem), {
        key: judgement.problem.kind,
        at: blamedRule(corsServices.gcs, judgement),
        evidence,
        fix,
      });
    const extra = {
      at: blamedRule(corsServices.gcs, judgement),
      answer: 'origins',
      key: 'narrow-origins',
      severity: 'medium',
      evidence,
    } as const;
    const open = manual(openSentence(corsServices.gcs, judgement), extra);
    if (stanceOn('cors-origin-star', context) === 'strict')
      return debated('cors-origin-star', context, open, { severity: 'medium', fix });
    const ofWandb = judgement.kind === 'narrow' && isArbitrary(judgement.problem.origin) && judgement.origins.some(admitsWandb);
    return ofWandb ? debated('cors-origin-star', context, open) : open;
  },
});
