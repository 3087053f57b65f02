import { defineAwsCheck, fail, manual, pass, type CheckContext, type Remediation } from '../../core/check.ts';
import { arbitraryOrigin, judgeCors, type CorsProblem } from '../../policy/cors.ts';
import { printable, printableDeep } from '../../policy/printable.ts';
import { putBucketCors } from '../support/cors.ts';

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
    const judgement = judgeCors(rules, context.origins);
    const evidence = [{ facet: 'cors', path: 'CORSRules', value: printableDeep(rules) }];
    if (judgement.kind === 'works') {
      const from =
        context.origins === undefined || context.origins.length === 0
          ? 'any origin'
          : context.origins.map((origin) => printable(origin)).join(', ');
      return pass(`GET, HEAD and PUT work from ${from} and expose ETag`, { evidence });
    }
    if (judgement.kind === 'narrow') {
      const origins = judgement.origins.map((origin) => printable(origin, 100)).join(', ');
      const message =
        judgement.problem.origin === arbitraryOrigin
          ? `CORS works only from ${origins}, narrower than the documented *; declare the origins from which W&B is used`
          : `CORS works from any origin but ${origins}, which an earlier rule answers (${sentence(judgement.problem)}); declare the origins from which W&B is used`;
      return manual(message, { answer: 'origins', key: 'narrow-origins', severity: 'medium', evidence });
    }
    return fail(sentence(judgement.problem), { key: judgement.problem.kind, evidence, fix: fix(context) });
  },
});

function sentence({ kind, origin, method, rule, headers }: CorsProblem): string {
  const from = origin === arbitraryOrigin ? 'an arbitrary origin' : printable(origin, 100);
  const by = rule === undefined ? 'no rule' : `CORSRules[${rule}]`;
  switch (kind) {
    case 'origin':
      return `${method} from ${from} is refused: no CORS rule admits this origin`;
    case 'method':
      return `${method} from ${from} is refused: no CORS rule for this origin allows ${method}`;
    case 'headers':
      return headers.includes('x-byob-audit')
        ? `${method} from ${from} with headers other than the listed ones is refused: AllowedHeaders is not *`
        : `${method} from ${from} with the headers ${headers.join(', ')} is refused: no CORS rule allows them`;
    case 'etag':
      return `${method} from ${from} hides the header ETag from the browser: ${by} answers first and does not expose it`;
  }
}

const fix = ({ origins, target, edition }: CheckContext): Remediation => ({
  summary: 'Put the documented CORS rule on the bucket',
  commands: [putBucketCors(target.bucket, origins, edition)],
});
