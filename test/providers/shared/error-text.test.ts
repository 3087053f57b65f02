import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/providers/shared/error-text.ts';

it.each([
  ['Invalid endpoint https://user:pass@minio.example', 'Invalid endpoint https://minio.example'],
  ['no host in s3://key:ab/cd/ef@minio.example/b', 'no host in s3://minio.example/b'],
  ['see https://minio.example/help or write to a@minio.example', 'see https://minio.example/help or write to a@minio.example'],
  ['the key AKIAIOSFODNN7EXAMPLE is unknown', 'the key (access key) is unknown'],
  ['X-Amz-Security-Token=abc%2Fdef&x=1', 'X-Amz-Security-Token=(removed)&x=1'],
  ['a\u001b[2J\u202eb\r\nc', 'a [2J b c'],
])('cleans %j', (text, expected) => {
  expect(cleanText(text)).toBe(expected);
});

it('takes a bounded time and space', () => {
  const started = performance.now();
  for (const text of ['//'.repeat(1e6), '//a'.repeat(1e6), '@'.repeat(1e6), 'Signature='.repeat(1e6)])
    expect(cleanText(text).length).toBeLessThanOrEqual(300);
  expect(performance.now() - started).toBeLessThan(2000);
});

describe('what the parser of JSON says', () => {
  const inputs = [
    'PRIVATEKEY',
    '{"key": PRIVATEKEY}',
    '{"key": "PRIVATEKEY',
    '{"key": "a" PRIVATEKEY',
    '["PRIVATEKEY" 1]',
    '{} PRIVATEKEY',
  ];
  it.each([...inputs, '-PRIVATEKEY', '', `-----BEGIN PRIVATEKEY\n${'x'.repeat(200)}`])('of %j does not repeat it', (text) => {
    let message = '';
    try {
      JSON.parse(text);
    } catch (error) {
      message = error instanceof Error ? error.message : '';
    }
    expect(message).not.toBe('');
    expect(cleanText(`no credentials (${message})`)).toBe('no credentials (it is not JSON)');
  });
});
