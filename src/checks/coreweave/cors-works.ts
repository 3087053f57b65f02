import { defineCoreweaveCheck } from '../../core/check.ts';
import { corsWorksVerdict } from '../support/s3/cors-works.ts';
import { cwTarget } from '../support/coreweave/target.ts';
import { atEndpoint } from '../support/s3/server.ts';

export const corsWorks = defineCoreweaveCheck({
  id: 'coreweave/cors-works',
  title: 'Browsers can read and write objects from the origins of W&B',
  severity: 'high',
  rationale:
    "W&B's web application reaches the bucket with pre-signed URLs, and W&B itself tests the CORS rules when the bucket is set up: GET, PUT and HEAD from its front-end domains, with ETag exposed. The Terraform provider of CoreWeave has no resource for CORS, so it is easily forgotten. On Multi-tenant Cloud the application is at https://wandb.ai, so rules that leave it out fail without any declaration; that this origin is required is inferred.",
  remediation: 'Put the documented CORS rule on the bucket with the S3 API.',
  source: [{ document: 'D-2026S', edition: '2026-02', quote: '`ExposeHeaders` must include `ETag`' }, { document: 'D-2025-06' }],
  rows: ['CW-03', 'GEN-02'],
  tags: ['cors', 'access'],
  controls: { 'nist-800-53-r5': ['AC-4'] },
  requires: ['cors'],
  evaluate: ({ cors }, context) => atEndpoint(corsWorksVerdict(cors, context), cwTarget(context.target)),
});
