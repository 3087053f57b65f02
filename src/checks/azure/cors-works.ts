import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { originsAfterFix } from '../../policy/cors/exact.ts';
import { blamedRule, corsSentence, openSentence } from '../../policy/cors/explain.ts';
import { judgeCorsFor } from '../../policy/cors/judge.ts';
import { admitsWandb, isArbitrary } from '../../policy/cors/origins.ts';
import { corsServices } from '../../policy/cors/services.ts';
import { printable } from '../../policy/printable.ts';
import { azureCorsFix, knownRules } from '../support/azure/cors.ts';
import { debated, stanceOn } from '../support/any/debatable.ts';

export const azureCorsWorks = defineAzureCheck({
  id: 'azure/cors-works',
  title: 'Browsers can read and write blobs from the origins of W&B',
  severity: 'high',
  rationale:
    "W&B's web application reaches the container with pre-signed URLs (SAS). A browser sends such a request only after a CORS rule admits its origin, method and headers. W&B's page says that the rule is set on the container; Azure keeps it on the blob service of the account, for all containers together. The first rule that matches origin and method ends the search, so a narrow rule can shadow a good one. On Multi-tenant Cloud the application is at https://wandb.ai, so rules that leave it out fail without any declaration; that this origin is required is inferred.",
  remediation:
    'Put the documented CORS rule on the blob service of the account: GET, HEAD and PUT, every header, every origin (or the front-end origin of W&B).',
  source: [
    { document: 'S004', edition: '2025-03' },
    { document: 'D-2026S', edition: '2026-02', quote: '| Allowed Methods | `GET`, `HEAD`, `PUT` |' },
    { document: 'TFZ', quote: 'allowed_methods    = ["GET", "HEAD", "PUT"]' },
    { document: 'AZ' },
  ],
  rows: ['AZ-BLOB-08', 'AZ-08', 'GEN-02'],
  tags: ['cors', 'access'],
  controls: { 'nist-800-53-r5': ['AC-4'] },
  requires: [],
  consults: ['blobService', 'blobProperties'],
  reads: ['blobService.properties.cors'],
  evaluate: (facts, context) => {
    const known = knownRules(facts);
    if ('verdict' in known) return known.verdict;
    const { rules, evidence } = known;
    const kept = originsAfterFix(rules, context, 'document');
    const fix = azureCorsFix(
      { ...context, origins: kept },
      facts.blobService.state === 'present' ? facts.blobService.value.id : undefined,
    );
    if (rules.length === 0)
      return fail('the blob service of the account has no CORS rule, so browsers cannot use pre-signed URLs', {
        key: 'no-cors',
        fix,
      });
    const judgement = judgeCorsFor('azure', rules, context);
    if (judgement.kind === 'works') {
      const named = judgement.origins?.map((origin) => printable(origin)) ?? ['any origin'];
      return pass(`GET, HEAD and PUT work from ${named.join(', ')} and expose ETag`, { evidence });
    }
    if (judgement.kind === 'broken')
      return fail(corsSentence(corsServices.azure, judgement.problem), {
        key: judgement.problem.kind,
        at: blamedRule(corsServices.azure, judgement),
        evidence,
        fix,
      });
    const extra = {
      at: blamedRule(corsServices.azure, judgement),
      answer: 'origins',
      key: 'narrow-origins',
      severity: 'medium',
      evidence,
    } as const;
    const open = manual(openSentence(corsServices.azure, judgement), extra);
    if (stanceOn('cors-origin-star', context) === 'strict')
      return debated('cors-origin-star', context, open, { severity: 'medium', fix });
    const ofWandb = judgement.kind === 'narrow' && isArbitrary(judgement.problem.origin) && judgement.origins.some(admitsWandb);
    return ofWandb ? debated('cors-origin-star', context, open) : open;
  },
});
