import { describe, expect, it } from 'vitest';
import { mayHoldSecret, shown } from '../../src/core/shown.ts';

describe('what an error repeats', () => {
  it.each([
    's3://AKIDEXAMPLE:made-up@minio.example/wandb',
    'AKIDEXAMPLE:made-up@minio.example/wandb',
    'minioadmin:Ab+/c9=secret@minio:9000/wandb',
  ])('never user information, with a scheme or without one: %s', (text) => {
    expect(mayHoldSecret(text)).toBe(true);
    expect(shown(text)).not.toContain('@');
  });

  it.each([
    'serviceAccount:wandb@acme.iam.gserviceaccount.com',
    'deleted:serviceAccount:wandb@acme.iam.gserviceaccount.com',
    'arn:aws:iam::111122223333:role/team@acme',
    'someone@acme.example',
    'a:b',
  ])('names that only look alike: %s', (text) => {
    expect(shown(text)).toBe(JSON.stringify(text));
  });
});
