import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BucketState } from '../support/bucket-state.ts';
import { abortUploads, account, documentedCors, expireNoncurrent } from '../support/cases/base.ts';
import { buildBucket, credentials } from './build-bucket.ts';
import { findingsOf, runBuilt, withStatus, type ReportedFinding } from './built-cli.ts';
import { startCeph } from './ceph-cluster.ts';
import { freePort, startServer, which, type Running } from './server.ts';

interface Server {
  readonly name: string;
  readonly program: string;
  readonly start: () => Promise<Running>;
  /** What this server can hold of a bucket that is as W&B wants it. */
  readonly bucket: Partial<BucketState>;
  /** Checks of what the server really has. */
  readonly passes: readonly string[];
  /** Checks that rest on a call which the server answers with an error or with another document. */
  readonly unknown: readonly string[];
  /** The same as an S3-compatible store: what passes, and what does not apply there. */
  readonly asStore: { readonly passes: readonly string[]; readonly notApplicable: readonly string[] };
}

const versioned = { versioning: 'Enabled', lifecycle: [expireNoncurrent, abortUploads()] } as const;

const servers: readonly Server[] = [
  {
    name: 'Ceph RGW',
    program: 'radosgw',
    start: startCeph,
    bucket: { ...versioned, cors: [documentedCors] },
    passes: [
      'aws/versioning',
      'aws/cors-works',
      'aws/cors-exact',
      'aws/lifecycle-current-objects',
      'aws/acl-private',
      'aws/bucket-exists',
    ],
    unknown: ['aws/ownership-controls'],
    asStore: {
      passes: [
        'bucket-exists',
        'cors-works',
        'not-public',
        'acl-private',
        'public-access-block',
        'versioning',
        'lifecycle-current-objects',
        'object-lock',
        'clock-skew',
      ],
      notApplicable: ['region', 'minio-maintained'],
    },
  },
  {
    name: 'MinIO',
    program: 'minio',
    start: startMinio,
    bucket: { versioning: 'Enabled' },
    passes: ['aws/versioning', 'aws/lifecycle-current-objects', 'aws/bucket-exists'],
    unknown: ['aws/ownership-controls', 'aws/public-access-block'],
    asStore: {
      passes: ['bucket-exists', 'cors-works', 'not-public', 'versioning', 'lifecycle-current-objects', 'region', 'clock-skew'],
      notApplicable: ['acl-private', 'public-access-block'],
    },
  },
];

async function startMinio(): Promise<Running> {
  const directory = mkdtempSync(join(tmpdir(), 'byob-minio-'));
  const port = await freePort();
  const server = await startServer('minio', ['server', directory, '--address', `127.0.0.1:${port}`, '--quiet'], port, {
    MINIO_ROOT_USER: credentials.accessKeyId,
    MINIO_ROOT_PASSWORD: credentials.secretAccessKey,
    MINIO_SITE_REGION: 'us-east-1',
  });
  const close = async (): Promise<void> => {
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

for (const { name, program, start, bucket, passes, unknown, asStore } of servers) {
  const absent = which(program) === undefined;

  describe.skipIf(absent)(`${name}${absent ? ` (skipped: ${program} is not installed)` : ''}`, () => {
    let server: Running | undefined;
    let findings: readonly ReportedFinding[];
    let code: number;
    beforeAll(async () => {
      server = await start();
      // The region of a bucket is the server's own business here: these servers know no other.
      await buildBucket(server.url, { name: 'acme-wandb', region: 'us-east-1', account, ...bucket });
      const ended = await runBuilt(
        ['check', 's3://acme-wandb', '--region', 'us-east-1', '--deployment', 'self-managed', '--format', 'json'],
        server.url,
      );
      findings = findingsOf(ended.stdout);
      code = ended.code;
    }, 120_000);
    afterAll(async () => server?.close());

    it('passes what the server really has', () => {
      expect(withStatus(findings, 'pass')).toEqual(expect.arrayContaining([...passes]));
    });

    it('says unknown, neither pass nor fail, where the server does not answer the call', () => {
      expect(withStatus(findings, 'unknown')).toEqual(expect.arrayContaining([...unknown]));
      for (const finding of findings.filter((each) => unknown.includes(each.check)))
        expect(finding.message).not.toContain('grant');
    });

    it('is judged as what it is when it is named as the endpoint', async () => {
      const argv = ['check', 's3://acme-wandb', '--endpoint', server?.url ?? '', '--region', 'us-east-1'];
      const ended = await runBuilt([...argv, '--deployment', 'self-managed', '--format', 'json'], server?.url ?? '');
      const found = findingsOf(ended.stdout);
      const full = (list: readonly string[]): readonly string[] => list.map((id) => `s3-compatible/${id}`);
      expect(withStatus(found, 'pass')).toEqual(expect.arrayContaining([...full(asStore.passes)]));
      expect(withStatus(found, 'not-applicable')).toEqual(expect.arrayContaining([...full(asStore.notApplicable)]));
      // The server of a test is on this machine and without TLS; nothing else is wrong with it, and nothing is unknown.
      expect(withStatus(found, 'fail').toSorted()).toEqual(full(['endpoint-reachable', 'endpoint-tls']));
      expect([...withStatus(found, 'unknown'), ...withStatus(found, 'error')]).toEqual([]);
    });

    it('runs to the end without an error of its own', () => {
      expect(withStatus(findings, 'error')).toEqual([]);
      expect([1, 3]).toContain(code);
    });
  });
}
