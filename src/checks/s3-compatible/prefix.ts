import { defineS3CompatibleCheck } from '../../core/check.ts';
import { prefixVerdict } from '../support/any/prefix.ts';

export const prefix = defineS3CompatibleCheck({
  id: 's3-compatible/prefix',
  title: 'The path inside the bucket is a plain path without slashes at its ends',
  severity: 'low',
  rationale:
    'Some W&B charts trim one slash and some trim none, so such a path can name another place than the one that was meant.',
  remediation: 'Write the path as `segment/segment`, without a scheme and without a slash at either end.',
  source: [{ document: 'D-2026S', edition: '2026-02' }, { document: 'HELM', quote: 'trimSuffix "/"' }, { document: 'OP' }],
  rows: ['GEN-09'],
  tags: ['existence'],
  requires: [],
  evaluate: (_facts, { target }) => prefixVerdict(target),
});
