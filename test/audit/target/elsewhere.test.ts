import { describe, expect, it } from 'vitest';
import { parseTarget } from '../../../src/audit/target/parse.ts';

describe('what people copy from consoles and other tools', () => {
  it.each([
    ['gcs://acme-wandb', 'gs://acme-wandb'],
    ['s3a://acme-wandb', 's3://acme-wandb'],
    ['https://acme-wandb.s3.amazonaws.com', 's3://acme-wandb'],
    ['https://acme.wandb.s3.eu-west-1.amazonaws.com/folder/', 's3://acme.wandb'],
    ['https://acme-wandb.s3-eu-west-1.amazonaws.com', 's3://acme-wandb'],
    ['https://s3.eu-west-1.amazonaws.com/acme-wandb', 's3://acme-wandb'],
    ['https://eu-west-1.console.aws.amazon.com/s3/buckets/acme-wandb?region=eu-west-1&tab=objects', 's3://acme-wandb'],
    ['https://console.cloud.google.com/storage/browser/acme-wandb;tab=objects?project=acme', 'gs://acme-wandb'],
    ['https://storage.googleapis.com/acme-wandb/x', 'gs://acme-wandb'],
    ['https://acme-wandb.cwobject.com', 'cw://acme-wandb'],
    ['https://acmestorage.blob.core.windows.net/wandb', 'az://acmestorage/wandb'],
    ['https://acmestorage.blob.core.windows.net/wandb?sv=2024-11-04&sig=secret', 'az://acmestorage/wandb'],
  ])('%s is %s', (written, write) => {
    expect(parseTarget(written)).toMatchObject({ ok: false, problem: { kind: 'other-name', write } });
  });

  it.each([
    'arn:aws:s3:eu-west-1:111122223333:accesspoint/x',
    's3://arn:aws:s3:eu-west-1:111122223333:accesspoint/x',
    'arn:aws-cn:s3-object-lambda:cn-north-1:111122223333:accesspoint/x',
  ])('%s is an access point', (written) => {
    expect(parseTarget(written)).toMatchObject({ problem: { kind: 'bad-target', why: 'it names an access point' } });
  });

  it.each(['https://acme-wandb.s3.amazonaws.com.evil.example', 'https://user:secret@acme.s3.amazonaws.com', 'ftp://acme'])(
    '%s gets no advice',
    (written) => {
      const { problem } = parseTarget(written) as { readonly problem: { readonly kind: string } };
      expect(problem.kind).not.toBe('other-name');
    },
  );
});
