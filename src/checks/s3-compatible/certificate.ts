import { defineS3CompatibleCheck, fail, manual, notApplicable, pass, undecided } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { endpointUrl } from '../support/any/host.ts';

/** What Node.js calls a certificate that no trusted authority vouches for, or that is not for this host now. */
const untrusted =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/;

export const certificate = defineS3CompatibleCheck({
  id: 's3-compatible/certificate',
  title: 'The certificate of the endpoint is one that clients trust',
  severity: 'high',
  rationale:
    'Browsers and training jobs connect to the store themselves with pre-signed URLs. A self-signed or expired certificate stops every one of them, whatever the W&B server was told to accept.',
  remediation: 'Install a certificate of an authority that all clients trust, with the host name of the endpoint.',
  source: [{ document: 'D-2026S', edition: '2026-02' }],
  rows: ['S3C-04'],
  tags: ['encryption', 'network'],
  controls: { 'nist-800-53-r5': ['SC-8', 'SC-17'] },
  requires: [],
  consults: ['server'],
  evaluate: ({ server }, { target }) => {
    const url = endpointUrl(target.endpoint);
    const fix = { summary: 'Install a certificate of an authority that all clients trust, for the host name of the endpoint' };
    if (url?.protocol === 'http:')
      return notApplicable('the endpoint is reached over plain HTTP; see s3-compatible/endpoint-tls');
    if (server.state === 'unreadable') {
      const { code, detail } = server;
      if (code === undefined || !untrusted.test(code))
        return undecided('whether the certificate is trusted is not known', ['server']);
      return fail(`the certificate of the endpoint is refused: ${printable(detail ?? code)}`, { key: 'untrusted', fix });
    }
    const tls = server.state === 'present' ? server.value.tls : undefined;
    if (tls === undefined)
      return url?.protocol === 'https:'
        ? manual('the evidence tells nothing of the certificate', { key: 'not-told', severity: 'medium' })
        : notApplicable('the endpoint was reached over plain HTTP');
    const evidence = [{ facet: 'server', path: 'tls.authorized', value: tls.authorized }];
    return tls.authorized
      ? pass('the certificate of the endpoint is trusted by the authorities that this program knows', { evidence })
      : fail('the certificate of the endpoint was accepted only because certificates are not verified here', {
          key: 'not-verified',
          evidence,
          fix,
        });
  },
});
