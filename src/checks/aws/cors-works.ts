import { defineAwsCheck } from '../../core/check.ts';
import { corsWorksVerdict } from '../support/s3/cors-works.ts';

export const corsWorks = defineAwsCheck({
  id: 'aws/cors-works',
  title: 'Browsers can read and write objects from the origins of W&B',
  severity: 'high',
  rationale:
    "W&B's web application and SDKs reach the bucket with pre-signed URLs. A browser sends such a request only after a CORS rule admits its origin, method and headers, and an upload in parts works only if the answer exposes the header ETag. S3 uses the first rule that fits, so a narrow rule can shadow a good one. On Multi-tenant Cloud the application is at https://wandb.ai, so rules that leave it out fail without any declaration; that this origin is required is inferred.",
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
  evaluate: ({ cors }, context) => corsWorksVerdict(cors, context),
});
