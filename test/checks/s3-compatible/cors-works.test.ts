import { describe, expect, it } from 'vitest';
import { corsWorks } from '../../../src/checks/s3-compatible/cors-works.ts';
import type { FacetValue } from '../../../src/evidence/index.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { ceph, minio, server } from './support.ts';

type Preflight = FacetValue<'s3-compatible', 'preflight'>;
type Answer = Partial<Preflight['preflights'][number]>;

const undeclared = 'https://byob-audit.example';
const wandb = 'https://wandb.acme.example';
const requestHeaders = ['content-type', 'content-md5'];

/** Answers to the preflights of PUT and GET from an origin, and to the GET; the answers admit everything unless told. */
const played = (origin: string, put: Answer = {}, got: Answer = {}): Preflight => {
  const good = { origin, status: 200, allowOrigin: origin, allowMethods: 'GET, PUT', allowHeaders: 'Content-Type, Content-MD5' };
  return {
    preflights: [
      { ...good, method: 'PUT', requestHeaders, ...put },
      { ...good, method: 'GET', requestHeaders: ['content-type'] },
    ],
    requests: [{ method: 'GET', origin, status: 403, allowOrigin: origin, exposeHeaders: 'ETag', ...got }],
  };
};
const refused = (origin: string): Preflight => {
  const answer = { origin, status: 403 };
  return {
    preflights: [
      { ...answer, method: 'PUT', requestHeaders },
      { ...answer, method: 'GET', requestHeaders: ['content-type'] },
    ],
    requests: [{ ...answer, method: 'GET' }],
  };
};

const rule = { AllowedHeaders: ['*'], AllowedMethods: ['GET', 'HEAD', 'PUT'], AllowedOrigins: ['*'], ExposeHeaders: ['ETag'] };
const documented = { CORSRules: [{ ...rule, MaxAgeSeconds: 3000 }] };
const narrow = { CORSRules: [{ ...rule, AllowedOrigins: [wandb] }] };
const withoutPut = { CORSRules: [{ ...rule, AllowedMethods: ['GET', 'HEAD'] }] };
const declared = { origins: [wandb] };

describeCheck<'s3-compatible'>(corsWorks, {
  'passes when': {
    'rules and preflights agree': {
      given: { cors: documented, preflight: played(undeclared), server: ceph },
      says: 'GET, HEAD and PUT work from any origin and expose ETag',
    },
    'the rules admit the declared origin': {
      given: { cors: narrow, preflight: played(wandb), server: ceph },
      with: declared,
      says: `GET, HEAD and PUT work from ${wandb} and expose ETag`,
    },
    'MinIO has no rules and admits everybody': {
      given: { preflight: played(undeclared), server: minio },
      says: 'real preflights of PUT and GET from any origin are answered, and ETag is exposed',
    },
    'the server has no such call': {
      given: { preflight: played(wandb), server: server() },
      unreadable: { cors: 'not-supported' },
      with: declared,
      says: `real preflights of PUT and GET from ${wandb} are answered, and ETag is exposed`,
    },
    'the rules may not be read and the preflights work': {
      given: { preflight: played(undeclared), server: ceph },
      unreadable: { cors: 'access-denied' },
      says: /^real preflights/,
    },
  },
  'fails when': {
    'there is no rule, and preflights are refused': {
      given: { preflight: refused(undeclared), server: ceph },
      says: 'the bucket has no CORS rule, and the preflight of PUT from an arbitrary origin is answered with 403 and without Access-Control-Allow-Origin',
      severity: 'high',
    },
    'the rules do not allow PUT': {
      given: { cors: withoutPut, preflight: refused(undeclared), server: ceph },
      says: /no CORS rule for this origin allows PUT/,
    },
    'the rules are good and something in front of the server refuses': {
      given: { cors: documented, preflight: refused(undeclared), server: ceph },
      says: /although the CORS rules of the bucket admit it$/,
    },
    'MinIO refuses the declared origin': {
      given: { preflight: refused(wandb), server: minio },
      with: declared,
      says: `the preflight of PUT from ${wandb} is answered with 403 and without Access-Control-Allow-Origin`,
    },
    'the answer is for another origin': {
      given: { preflight: played(wandb, { allowOrigin: 'https://console.acme.example' }), server: minio },
      with: declared,
      says: /answered for another origin: https:\/\/console\.acme\.example$/,
    },
    'the answer is an error with the right headers': {
      given: { preflight: played(wandb, { status: 400 }), server: minio },
      with: declared,
      says: /is answered with 400$/,
    },
    'the answer is a redirect': {
      given: { preflight: played(wandb, { status: 307 }), server: minio },
      with: declared,
      says: /is answered with 307$/,
    },
    'PUT is not among the methods': {
      given: { preflight: played(wandb, { allowMethods: 'GET' }), server: minio },
      with: declared,
      says: /without PUT in Access-Control-Allow-Methods$/,
    },
    'a header is not admitted': {
      given: { preflight: played(wandb, { allowHeaders: 'content-type' }), server: minio },
      with: declared,
      says: /without content-md5 in Access-Control-Allow-Headers$/,
    },
  },
  'asks when': {
    'the preflight of the upload did not ask for its content type': {
      given: { preflight: played(undeclared, { requestHeaders: [] }), server: minio },
      says: /^the evidence holds no preflight from https:\/\/byob-audit\.example,/,
      severity: 'medium',
    },
    'an arbitrary origin is refused, and nobody declared the real one': {
      given: { preflight: refused(undeclared), server: minio },
      says: /from which origins W&B is used is not declared$/,
      severity: 'medium',
    },
    'a server that does not say what it is has no rule': {
      given: { preflight: refused(undeclared), server: server() },
      says: /is not declared$/,
    },
    'the rules name origins, and nobody declared them': {
      given: { cors: narrow, preflight: refused(undeclared), server: ceph },
      says: /CORS works only from/,
    },
    'the rules refuse what the preflight admits': {
      given: { cors: withoutPut, preflight: played(undeclared), server: ceph },
      says: 'real preflights from any origin are answered, and the CORS rules of the bucket say otherwise',
      severity: 'medium',
    },
    'no answer exposes ETag': {
      given: { preflight: played(undeclared, {}, { exposeHeaders: 'Date' }), server: minio },
      says: /does not expose ETag, which uploads in parts need$/,
      severity: 'medium',
    },
    'the declared origin was not played': {
      given: { preflight: played(undeclared), server: minio },
      with: declared,
      says: `the evidence holds no preflight from ${wandb}, and no CORS rule of the bucket tells`,
      severity: 'medium',
    },
    'no preflight was sent': { says: 'no preflight was sent' },
  },
});

describe('what the check advises', () => {
  it('is a setting of the server on MinIO', () => {
    const finding = judge(corsWorks, { given: { preflight: refused(wandb), server: minio }, with: declared });
    expect(finding.remediation?.commands).toEqual([`mc admin config set ALIAS api cors_allow_origin=${wandb}`]);
  });

  it('is a rule of the bucket elsewhere, put on that server', () => {
    const finding = judge(corsWorks, { given: { preflight: refused(undeclared), server: ceph } });
    expect(finding.remediation?.commands?.[0]).toMatch(
      /^aws --endpoint-url https:\/\/minio\.acme\.example s3api put-bucket-cors --bucket acme-wandb /,
    );
  });
});
