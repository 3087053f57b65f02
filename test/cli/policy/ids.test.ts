import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/run-cli.ts';
import * as documents from './documents.ts';

const now = (): Date => new Date('2026-11-01T00:00:00Z');
const kinds: Readonly<Record<string, RegExp>> = {
  's3-bucket-policy': /^bucketPolicy/,
  'kms-key-policy': /^keyPolicy/,
  's3-cors': /^s3Cors/,
  'gcs-cors': /^gcsCors/,
  'gcs-iam': /^gcsIam/,
  'azure-cors': /^azureCors/,
  'coreweave-bucket-policy': /^coreweave/,
};
const cases = Object.entries(kinds).flatMap(([kind, form]) =>
  Object.entries(documents).flatMap(([name, text]) =>
    typeof text === 'string' && form.test(name) ? [[kind, text] as const] : [],
  ),
);

describe('the ids in what policy check writes', () => {
  it('can each be explained, listed, selected and ignored', async () => {
    const ids = new Set<string>();
    for (const [kind, text] of cases) {
      const files = { 'd.json': text };
      const bucket = kind === 'azure-cors' ? [] : ['--bucket', 'acme'];
      const argv = ['policy', 'check', kind, 'd.json', ...bucket, '--kms-key', documents.keyArn];
      for (const format of ['json', 'ndjson', 'junit', 'table']) {
        const { stdout, stderr } = await runCli([...argv, '--verbose', '--format', format], { files, now });
        expect(stderr).toBe('');
        for (const [id] of stdout.matchAll(/\b(?:aws|gcs|azure|coreweave)\/[a-z-]+(?![\w./-])/g)) ids.add(id);
      }
    }
    const listed = await runCli(['list', '--format', 'json']);
    for (const id of ids) {
      expect(listed.stdout, id).toContain(JSON.stringify(id));
      expect((await runCli(['explain', id])).stdout, id).toContain(`${id}: `);
    }
    expect(ids.size).toBeGreaterThan(30);
    for (const id of ['aws/policy-accepted', 'aws/policy-advice', 'gcs/cors-advice', 'gcs/iam-advice', 'coreweave/policy-advice'])
      expect([...ids]).toContain(id);
  });

  it('--ignore takes away what a check of documents says, and a bucket is never asked it', async () => {
    const files = { 'd.json': documents.bucketPolicyTwice };
    const without = await runCli(['policy', 'check', 's3-bucket-policy', 'd.json', '--ignore', 'aws/policy-accepted'], {
      files,
      now,
    });
    expect(without.stdout).not.toContain('aws/policy-accepted');
    expect(without.stdout).toContain('the bucket policy is not valid and grants nothing');
    const audit = await runCli(['check', 's3://acme', '--select', 'aws/policy-accepted'], { now });
    expect([audit.code, audit.stderr]).toEqual([
      2,
      'byob-audit: the selection leaves checks of documents only, which `byob-audit policy check` and `uri check` run: aws/policy-accepted\n',
    ]);
  });
});
