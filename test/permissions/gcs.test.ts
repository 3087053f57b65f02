import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { gcsFacets } from '../../src/evidence/gcs.ts';
import type { GcsCase } from '../support/fake-gcs/index.ts';
import { recordGcsCase } from '../support/fake-gcs/record.ts';
import { runCli } from '../support/run-cli.ts';

const key = 'projects/acme-keys/locations/europe-west4/keyRings/wandb/cryptoKeys/bucket';

const permissions = async (argv: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<string> => {
  const { code, stdout, stderr } = await runCli(['permissions', ...argv], { files });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
};

const recorded = (defaultKmsKeyName: string): GcsCase => ({
  name: 'recorded',
  about: 'a bucket with a key',
  bucket: { name: 'recorded-bucket', projectNumber: '416283901726', encryption: { defaultKmsKeyName } },
  declared: {},
  fails: [],
  exit: 0,
});

interface Role {
  readonly title: string;
  readonly description: string;
  readonly stage: string;
  readonly includedPermissions: readonly string[];
}

/** The roles in the order in which the commands write them. */
const rolesIn = (script: string): readonly Role[] =>
  [...script.matchAll(/<<'EOF'\n([\s\S]*?)\nEOF\n/g)].map(([, document]) => parse(document ?? '') as Role);

/** What gcloud is asked for when the script is pasted into a shell, one call a line. */
function pasted(script: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'byob-audit-gcloud-'));
  try {
    const gcloud = join(folder, 'gcloud');
    writeFileSync(gcloud, '#!/bin/sh\nfor word in "$@"; do printf "[%s]" "$word"; done\necho\n');
    chmodSync(gcloud, 0o755);
    const options = {
      cwd: folder,
      input: `set -eu\n${script}`,
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env['PATH']}` },
    } as const;
    return execFileSync('sh', ['-s'], options).trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('permissions of Cloud Storage', () => {
  it('are custom roles as YAML, one for each level, with read permissions of the facet table only', async () => {
    const script = await permissions(['gs://acme-wandb', '--kms-key', key]);
    const roles = rolesIn(script);
    expect(roles.map(({ title }) => title)).toEqual(['byob-audit: bucket', 'byob-audit: project', 'byob-audit: key']);
    const known: ReadonlySet<string> = new Set(Object.values(gcsFacets).map(({ permission }) => permission));
    for (const { stage, description, includedPermissions } of roles) {
      expect(stage).toBe('GA');
      expect(description).toMatch(/^Reads /);
      expect(includedPermissions.filter((permission) => !known.has(permission))).toEqual([]);
      expect(includedPermissions.every((permission) => /\.get\w*$/.test(permission))).toBe(true);
    }
    expect(roles[0]?.includedPermissions).toContain('storage.buckets.get');
    expect(roles[1]?.includedPermissions).toEqual(['resourcemanager.projects.getIamPolicy']);
  });

  it('come with commands that a shell takes as they are', async () => {
    const member = '[--member=serviceAccount:AUDITOR@PROJECT_ID.iam.gserviceaccount.com]';
    expect(pasted(await permissions(['gs://acme-wandb', '--kms-key', key]))).toEqual([
      '[iam][roles][create][byobAuditBucket][--project=PROJECT_ID][--file=byob-audit-bucket.yaml]',
      `[storage][buckets][add-iam-policy-binding][gs://acme-wandb]${member}[--role=projects/PROJECT_ID/roles/byobAuditBucket][--condition=None]`,
      '[iam][roles][create][byobAuditProject][--project=PROJECT_ID][--file=byob-audit-project.yaml]',
      `[projects][add-iam-policy-binding][PROJECT_ID]${member}[--role=projects/PROJECT_ID/roles/byobAuditProject][--condition=None]`,
      '[iam][roles][create][byobAuditKey][--project=acme-keys][--file=byob-audit-key.yaml]',
      `[kms][keys][add-iam-policy-binding][${key}]${member}[--role=projects/acme-keys/roles/byobAuditKey][--condition=None]`,
    ]);
  });

  it('grant on every bucket of the project when none is named, and on a key that is to be filled in', async () => {
    const calls = pasted(await permissions(['--provider', 'gcs']));
    expect(calls.filter((call) => call.startsWith('[storage]'))).toEqual([]);
    expect(calls[1]).toMatch(/^\[projects\]\[add-iam-policy-binding\]\[PROJECT_ID\].*byobAuditBucket/);
    expect(calls.at(-2)).toContain('[byobAuditKey][--project=PROJECT_ID]');
    expect(calls.at(-1)).toContain('[projects/PROJECT_ID/locations/LOCATION/keyRings/KEY_RING/cryptoKeys/KEY]');
  });

  it('of one check are the permissions of its calls', async () => {
    const script = await permissions(['gs://acme-wandb', 'gs://acme-models', '--select', 'gcs/versioning']);
    expect(rolesIn(script).map(({ includedPermissions }) => includedPermissions)).toEqual([['storage.buckets.get']]);
    expect(pasted(script).filter((call) => call.startsWith('[storage]'))).toHaveLength(2);
  });

  it('of a check of the project include what tells the project', async () => {
    const script = await permissions(['gs://acme-wandb', '--select', 'gcs/audit-logs']);
    expect(rolesIn(script).map(({ includedPermissions }) => includedPermissions)).toEqual([
      ['storage.buckets.get'],
      ['resourcemanager.projects.getIamPolicy'],
    ]);
  });

  it('of a recording are for its bucket and for the key that it names', async () => {
    const evidence = await recordGcsCase(recorded(key));
    const calls = pasted(await permissions(['a.json'], { 'a.json': JSON.stringify(evidence) }));
    expect(calls.filter((call) => call.includes('[gs://recorded-bucket]'))).toHaveLength(1);
    expect(calls.at(-1)).toContain(`[${key}]`);
  });

  const hostile = ["x'; touch pwned; '", '$(touch pwned)', 'a\nb'];

  it.each(hostile)('refuse a recording whose bucket is %j', async (bucket) => {
    const evidence = await recordGcsCase(recorded(key));
    const text = JSON.stringify({ ...evidence, target: { uri: `gs://${bucket}`, bucket } });
    const { code, stdout, stderr } = await runCli(['permissions', 'a.json'], { files: { 'a.json': text } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^byob-audit: no bucket can be named [^\n]+\n$/);
  });

  it.each(hostile)('never put the key %j of a recording into a command', async (end) => {
    const evidence = await recordGcsCase(recorded(`${key}${end}`));
    const script = await permissions(['a.json'], { 'a.json': JSON.stringify(evidence) });
    expect(script).not.toContain(end);
    expect(script).toContain('KEY=projects/PROJECT_ID/');
  });

  it('are those of one provider at a time', async () => {
    const { code, stderr } = await runCli(['permissions', 'gs://acme-wandb', 's3://acme-wandb']);
    expect(code).toBe(2);
    expect(stderr).toContain('several providers (gcs, aws)');
  });
});
