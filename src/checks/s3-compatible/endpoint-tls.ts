import { defineS3CompatibleCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { endpointUrl } from '../support/any/host.ts';

export const endpointTls = defineS3CompatibleCheck({
  id: 's3-compatible/endpoint-tls',
  title: 'The endpoint is reached over TLS',
  severity: 'medium',
  rationale:
    'Over plain HTTP everybody on the way reads the data and the pre-signed URLs, and a page of W&B that came over HTTPS may not load them at all. ' +
    'W&B talks plain HTTP to an S3-compatible store unless its URI has tls=true as a parameter of its own.',
  remediation: 'Serve the store over HTTPS and write the URI as s3://…?region=REGION&tls=true.',
  source: [{ document: 'D-2025-06', quote: '&tls=true' }, { document: 'OP' }],
  rows: ['S3C-02'],
  tags: ['encryption', 'network'],
  controls: { 'nist-800-53-r5': ['SC-8'] },
  requires: [],
  evaluate: (_facts, { target }) => {
    const url = endpointUrl(target.endpoint);
    if (url === undefined) return manual('the endpoint is not known');
    if (url.protocol === 'https:') return pass('the endpoint is an https URL');
    return fail(`the endpoint ${printable(url.host)} is reached over plain HTTP`, {
      fix: { summary: 'Serve the store over HTTPS, and set tls=true in the URI of the store' },
    });
  },
});
