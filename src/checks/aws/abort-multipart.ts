import { defineAwsCheck } from '../../core/check.ts';
import { abortMultipartVerdict } from '../support/s3/lifecycle.ts';

export const abortMultipart = defineAwsCheck({
  id: 'aws/abort-multipart',
  title: 'Unfinished uploads are not aborted while their URLs are valid',
  severity: 'medium',
  rationale:
    'The upload URLs of W&B live for 24 hours. A rule that aborts unfinished uploads after one day can cut a long upload off.',
  remediation: 'Abort unfinished uploads after some days, for example 7.',
  source: [{ document: 'S004', edition: '2025-03', inferred: true }],
  rows: ['GEN-05'],
  tags: ['data-protection', 'cost'],
  requires: ['lifecycle'],
  evaluate: ({ lifecycle }, { target }) => abortMultipartVerdict(lifecycle, target),
});
