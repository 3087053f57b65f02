import { expect, it } from 'vitest';
import { certificate } from '../../../src/checks/s3-compatible/certificate.ts';
import { evaluate } from '../../../src/core/evaluate.ts';
import { unreadable } from '../../../src/evidence/observation.ts';
import { contextOf, describeCheck, evidenceOf } from '../../support/describe-check.ts';
import { at, server } from './support.ts';

describeCheck<'s3-compatible'>(certificate, {
  'passes when': {
    'an authority vouches for it': {
      given: { server: server() },
      says: 'the certificate of the endpoint is trusted by the authorities that this program knows',
    },
  },
  'fails when': {
    'nothing was verified': {
      given: { server: server({ tls: { authorized: false } }) },
      says: /accepted only because certificates are not verified/,
      severity: 'high',
    },
  },
  'asks when': {
    'nothing is told of it': {
      given: { server: server({ tls: undefined }) },
      says: 'the evidence tells nothing of the certificate',
      severity: 'medium',
    },
  },
  'does not apply when': {
    'the endpoint has none': { given: { server: server() }, with: at('http://minio.acme.example'), says: /plain HTTP/ },
    'no TLS was spoken': {
      given: { server: server({ tls: undefined }) },
      with: { target: { uri: 's3://acme-wandb', bucket: 'acme-wandb' } },
      says: 'the endpoint was reached over plain HTTP',
    },
  },
  'cannot tell when': {
    'there was no connection': { unreadable: { server: 'timeout' }, says: /^whether the certificate is trusted is not known/ },
  },
});

it.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'fail'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'fail'],
  ['CERT_HAS_EXPIRED', 'fail'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'fail'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'fail'],
  ['ECONNREFUSED', 'unknown'],
  ['EPROTO', 'unknown'],
])('judges a connection that failed with %s', (code, status) => {
  const evidence = evidenceOf({}, 's3-compatible');
  const server_ = unreadable('unreachable', { code, detail: 's3.acme.example:443: no trusted TLS connection' });
  const [finding] = evaluate({ ...evidence, facets: { server: server_ } }, [certificate], contextOf({}, 's3-compatible'));
  expect(finding?.status).toBe(status);
});
