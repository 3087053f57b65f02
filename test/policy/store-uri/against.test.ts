import { describe, expect, it } from 'vitest';
import { storeUriAgainstBucket, type BucketFacts } from '../../../src/policy/store-uri/against.ts';
import { checkStoreUris } from '../../../src/policy/store-uri/check.ts';

const differences = (uri: string, facts: BucketFacts): (readonly [string, string])[] => {
  const [store] = checkStoreUris(uri, { edition: '2026-02' });
  if (store === undefined) throw new Error('no store');
  return storeUriAgainstBucket(store, facts).map(({ code, range }) => [code, uri.slice(range.start, range.end)] as const);
};

const minio = 's3://AK:not-a-secret@minio.example.com:9000/wandb/team-a?region=us-east-1&tls=true';
const aws = 's3://AK:not-a-secret@s3.eu-central-1.amazonaws.com/wandb?region=eu-central-1&tls=true';
const azure = 'az://:bm90LXJlYWw=@acct/ctr/path';
const same: BucketFacts = {
  scheme: 's3',
  bucket: 'wandb',
  prefix: 'team-a',
  region: 'us-east-1',
  endpoint: 'minio.example.com:9000',
  tls: true,
};

describe('a storage URI against its bucket', () => {
  it.each<[string, string, BucketFacts, (readonly [string, string])[]]>([
    ['agrees', minio, same, []],
    ['is not compared with what nobody knows', minio, {}, []],
    ['has another bucket', minio, { ...same, bucket: 'other' }, [['against-bucket', 'wandb']]],
    ['has another path', minio, { ...same, prefix: 'team-b' }, [['against-prefix', 'team-a']]],
    ['has a path where the whole bucket was audited', minio, { ...same, prefix: undefined }, []],
    ['has another region', minio, { ...same, region: 'eu-west-1' }, [['against-region', 'us-east-1']]],
    ['has another endpoint', minio, { ...same, endpoint: 'ceph.example.com' }, [['against-endpoint', 'minio.example.com']]],
    ['has another port', minio, { ...same, endpoint: 'minio.example.com' }, [['against-endpoint', 'minio.example.com']]],
    ['has TLS where there is none', minio, { ...same, tls: false }, [['against-tls', 'true']]],
    ['is of another provider', minio, { ...same, scheme: 'gs' }, [['against-provider', 's3']]],
    [
      'names MinIO for a bucket of Amazon',
      minio,
      { bucket: 'wandb', endpoint: 'amazonaws.com' },
      [['against-endpoint', 'minio.example.com']],
    ],
    ['agrees with Amazon', aws, { bucket: 'wandb', endpoint: 'amazonaws.com', region: 'eu-central-1' }, []],
    [
      'names the endpoint and the region of another region',
      aws,
      { bucket: 'wandb', endpoint: 'amazonaws.com', region: 'eu-west-1' },
      [
        ['against-region', 'eu-central-1'],
        ['against-region', 's3.eu-central-1.amazonaws.com'],
      ],
    ],
    ['agrees with Azure', azure, { scheme: 'az', account: 'acct', container: 'ctr', prefix: 'path' }, []],
    [
      'names another account and container',
      azure,
      { scheme: 'az', account: 'other', container: 'else' },
      [
        ['against-account', 'acct'],
        ['against-container', 'ctr'],
      ],
    ],
    ['holds a placeholder, which is told elsewhere', 's3://<bucketName>', { bucket: 'wandb' }, []],
  ])('%s', (_, uri, facts, expected) => {
    expect(differences(uri, facts)).toEqual(expected);
  });

  it('prints nothing of a bucket that could repaint a terminal', () => {
    const [store] = checkStoreUris(minio, { edition: '2026-02' });
    if (store === undefined) throw new Error('no store');
    const [found] = storeUriAgainstBucket(store, { bucket: 'wandb', region: '\u001b[2Jeu\u202e-west' });
    expect(found?.message).toBe('the bucket is in the region [2Jeu-west');
  });
});
