import { defineAwsCheck, fail, manual, pass, type CheckContext, type Remediation } from '../../core/check.ts';
import { corsSentence } from '../../policy/cors/explain.ts';
import { judgeCors } from '../../policy/cors/judge.ts';
import { arbitraryOrigin, isWandbOrigin } from '../../policy/cors/origins.ts';
import { s3Rules } from '../../policy/cors/s3.ts';
import { corsServices } from '../../policy/cors/services.ts';
import { openSentence } from '../../policy/cors/verdict.ts';
import { printable, printableDeep } from '../../policy/printable.ts';
import { putBucketCors } from '../support/cors.ts';
import { debated, stanceOn } from '../support/debatable.ts';

export const corsWorks = defineAwsCheck({
  id: 'aws/cors-works',
  title: 'Browsers can read and write objects from the origins of W&B',
  severity: 'high',
  rationale:
    "W&B's web application and SDKs reach the bucket with pre-signed URLs. A browser sends such a request only after a CORS rule admits its origin, method and headers, and an upload in parts works only if the answer exposes the header ETag. S3 uses the first rule that fits, so a narrow rule can shadow a good one.",
  remediation:
    'Put the documented CORS rule on the bucket: GET, HEAD and PUT, every header, every origin (or the front-end origin of W&B), ETag exposed.',
  source: [
    { document: 'S004', edition: '2025-03', quote: '"AllowedMethods": [ "GET", "HEAD", "PUT" ]' },
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: "W&B front-end domains must be included in the CORS policy's `AllowedOrigins`.",
    },
  ],
  rows: ['AWS-S3-04', 'AWS-S3-05', 'GEN-02'],
  tags: ['cors', 'access'],
  controls: { 'nist-800-53-r5': ['AC-4'] },
  requires: ['cors'],
  evaluate: ({ cors }, context) => {
    if (cors === null || cors.CORSRules.length === 0) {
      return fail('the bucket has no CORS rule, so browsers cannot use pre-signed URLs', { key: 'no-cors', fix: fix(context) });
    }
    const { CORSRules: rules } = cors;
    const judgement = judgeCors('s3', s3Rules(rules), context.origins);
    const evidence = [{ facet: 'cors', path: 'CORSRules', value: printableDeep(rules) }];
    if (judgement.kind === 'works') {
      const from =
        context.origins === undefined || context.origins.length === 0
          ? 'any origin'
          : context.origins.map((origin) => printable(origin)).join(', ');
      return pass(`GET, HEAD and PUT work from ${from} and expose ETag`, { evidence });
    }
    if (judgement.kind === 'broken')
      return fail(corsSentence(corsServices.s3, judgement.problem), { key: judgement.problem.kind, evidence, fix: fix(context) });
    const extra = { answer: 'origins', key: 'narrow-origins', severity: 'medium', evidence } as const;
    const open = manual(openSentence(corsServices.s3, judgement), extra);
    if (stanceOn('cors-origin-star', context) === 'strict')
      return debated('cors-origin-star', context, open, { severity: 'medium', fix: fix(context) });
    const ofWandb =
      judgement.kind === 'narrow' && judgement.problem.origin === arbitraryOrigin && judgement.origins.some(isWandbOrigin);
    return ofWandb ? debated('cors-origin-star', context, open) : open;
  },
});

const fix = ({ origins, target, edition }: CheckContext): Remediation => ({
  summary: 'Put the documented CORS rule on the bucket',
  commands: [putBucketCors(target.bucket, origins, edition)],
});
