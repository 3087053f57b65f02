import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../src/providers/aws/errors.ts';

/** An error as the SDK throws it for an answer. */
const answered = (status: number, headers: Readonly<Record<string, string>> = {}, name = 'Unknown', message = ''): Error =>
  Object.assign(new Error(message), {
    name,
    $fault: 'client',
    $metadata: { httpStatusCode: status },
    $response: { statusCode: status, headers },
  });

describe('a redirect', () => {
  const host = 'store.acme.example:9000';
  it.each([
    [301, 'https://minio.example.com/bucket1?policy', 'to https://minio.example.com: give that as --endpoint'],
    [308, 'https://minio.example.com:9443/', 'to https://minio.example.com:9443: give that as --endpoint'],
    [302, 'https://user:secret@login.example.com/?token=secret', 'to https://login.example.com'],
    [301, 'http://store.acme.example:9000/other', 'to http://store.acme.example:9000'],
    [301, '/other', 'the server does not say where to'],
    [307, 'javascript:alert(1)', 'the server does not say where to'],
  ])('%i to %s is named with its host, and neither path nor secrets', (status, location, detail) => {
    for (const name of ['headBucket', 'policy', 'kmsKey'] as const)
      expect(failureOf(name, answered(status, { location }), { host })).toMatchObject({ cause: 'redirected', status, detail });
  });

  it('is one to a region where a region is named, or the host is Amazon’s', () => {
    const toRegion = answered(301, { 'x-amz-bucket-region': 'eu-west-1' });
    expect(failureOf('policy', toRegion, { host })).toMatchObject({
      cause: 'wrong-region',
      detail: 'the bucket is in eu-west-1',
    });
    const permanent = answered(301, {}, 'PermanentRedirect');
    expect(failureOf('policy', permanent)).toMatchObject({ cause: 'wrong-region' });
    expect(failureOf('policy', permanent, { host: 's3.eu-west-1.amazonaws.com' })).toMatchObject({ cause: 'wrong-region' });
    expect(failureOf('policy', permanent, { host: 'amazonaws.com.evil.example' })).toMatchObject({ cause: 'redirected' });
  });
});

describe('a key that KMS does not find', () => {
  const keyArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const missing = answered(400, {}, 'NotFoundException', 'Key does not exist');
  it('may be elsewhere, unless it is one of the account that asks', () => {
    expect(failureOf('kmsKey', missing, { keyArn, callerAccount: '111122223333' })).toMatchObject({
      cause: 'no-such-key',
      detail: 'Key does not exist',
    });
    for (const callerAccount of ['444455556666', undefined])
      expect(failureOf('kmsKey', missing, { keyArn, callerAccount })).toMatchObject({
        detail: 'Key does not exist; it may belong to another account or region',
      });
  });
});
