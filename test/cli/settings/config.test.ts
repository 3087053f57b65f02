import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/run-cli.ts';
import { onlyVersioning, recording, unversioned, versioned } from '../recording.ts';

interface Report {
  readonly edition: string;
  readonly targets: readonly { readonly uri: string; readonly declared: Readonly<Record<string, unknown>> }[];
  readonly findings: readonly { readonly check: string }[];
}

async function report(argv: readonly string[], files: Readonly<Record<string, string>>): Promise<Report> {
  const { stdout, stderr } = await runCli(['check', ...argv, '--format', 'json'], { files });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Report;
}

describe('byob-audit.yaml', () => {
  it.each([
    ['a value that is no choice', 'failOn: hihg', '1:9: failOn: expected one of high, medium, low, info, none, found "hihg"'],
    ['an unknown key', 'edition: 2026-02\nfailon: high', '2:1: failon: unknown key (did you mean failOn?)'],
    [
      'an unknown key of a target',
      'targets:\n  - target: s3://acme\n    kmskey: x',
      '3:5: targets.0.kmskey: unknown key (did you mean kmsKey?)',
    ],
    [
      'an unknown key of the defaults',
      'defaults: { deploymnt: saas }',
      '1:13: defaults.deploymnt: unknown key (did you mean deployment?)',
    ],
    [
      'an unknown key of a target, with every known one',
      'targets:\n  - { target: s3://acme, zzz: 1 }',
      '2:26: targets.0.zzz: unknown key; known keys are target, deployment, level, principal, kmsKey, origins, account, region, orgId, access, tenant, issuer, trustedIssuers, azureCloud, sensitiveData, clientCidrs, endpoint, subscription, keyVaultSubscription, provider',
    ],
    [
      'an unknown key at the top, with every known one',
      'zzz: 1',
      '1:1: zzz: unknown key; known keys are edition, failOn, defaults, targets, select, ignore, rules',
    ],
    [
      'a mapping where a list of targets is due, without its secret',
      'targets: { target: x, password: "hunter2" }',
      '1:10: targets: expected a list, found a value that can hold a credential and is not repeated',
    ],
    [
      'an endpoint with user information',
      'targets:\n  - { target: s3://acme, endpoint: "https://acme:hunter2@minio.example" }',
      '2:36: targets.0.endpoint: expected the URL of an S3 endpoint (http:// or https://, no user, no query), found a value that can hold',
    ],
    ['waivers', 'edition: 2026-02\nwaivers: []', '2:1: waivers: this version does not know waivers yet'],
    ['a target without target', 'targets:\n  - level: team', '2:5: targets.0.target: is missing'],
    ['a list that is a word', 'targets: s3://acme', '1:10: targets: expected a list, found "s3://acme"'],
    ['a list at the top', '- a', '1:1: expected a mapping'],
    [
      'a bad bucket name',
      'targets:\n  - target: s3://Acme',
      '2:13: targets.0.target: target "s3://Acme": no bucket can be named',
    ],
    ['a bad key', 'defaults:\n  kmsKey: arn:aws:s3:::x', '2:11: defaults.kmsKey: expected the ARN of a KMS key'],
    ['a bad origin', 'defaults:\n  origins: ["*", acme]', '2:18: defaults.origins.1: expected an origin'],
    ['a bad endpoint', 'targets:\n  - { target: s3://acme, endpoint: x }', '2:36: targets.0.endpoint: expected the URL'],
    ['YAML that ends too early', 'targets: [', '1:11: '],
    ['a key twice', 'failOn: high\nfailOn: low', '2:1: Map keys must be unique'],
    ['an unknown alias', 'failOn: *none', '1:9: '],
  ])('refuses %s with its position', async (_, yaml, expected) => {
    const { code, stdout, stderr } = await runCli(['check'], { files: { 'byob-audit.yaml': yaml } });
    expect(stderr).toContain(`byob-audit: byob-audit.yaml:${expected}`);
    expect(stderr.split('\n')).toHaveLength(2);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('names the targets when the command line does not, with paths from its own folder', async () => {
    const yaml = 'targets:\n  - target: a.json\n    deployment: saas\n    account: 012345678901\n  - target: b.json';
    const files = { 'etc/audit.yaml': yaml, 'etc/a.json': versioned, 'etc/b.json': unversioned };
    const { targets } = await report(['--config', 'etc/audit.yaml'], files);
    expect(targets.map(({ declared }) => declared)).toEqual([{ deployment: 'multi-tenant', account: '012345678901' }, {}]);
  });

  it('is overridden layer by layer: recording, defaults, target, flags', async () => {
    const text = recording(
      {},
      { declared: { deployment: 'dedicated', level: 'instance', region: 'us-east-1', account: '111122223333' } },
    );
    const yaml =
      'defaults: { level: team, region: eu-west-1, account: "222233334444" }\ntargets: [{ target: a.json, region: eu-west-2, account: "333344445555" }]';
    const files = { 'byob-audit.yaml': yaml, 'a.json': text };
    const { targets } = await report(['a.json', '--account', '444455556666'], files);
    expect(targets[0]?.declared).toEqual({
      deployment: 'dedicated',
      level: 'team',
      region: 'eu-west-2',
      account: '444455556666',
    });
  });

  it('gives the edition, the selection and the gate, and flags win', async () => {
    const yaml = 'edition: 2025-03\nfailOn: none\nselect: [aws/versioning]';
    const files = { 'byob-audit.yaml': yaml, 'a.json': unversioned };
    const { edition, findings } = await report(['a.json'], files);
    expect({ edition, checks: findings.map(({ check }) => check) }).toEqual({ edition: '2025-03', checks: ['aws/versioning'] });
    expect((await runCli(['check', 'a.json'], { files })).code).toBe(0);
    expect((await runCli(['check', 'a.json', '--fail-on', 'medium', '--edition', '2026-02'], { files })).code).toBe(1);
  });

  it('keeps the digits of every fact that is a text', async () => {
    const files = { 'byob-audit.yaml': 'defaults: { account: 012345678901, orgId: 0123 }', 'a.json': versioned };
    const { targets } = await report(['a.json'], files);
    expect(targets[0]?.declared).toEqual({ account: '012345678901', orgId: '0123' });
  });

  it('may be empty', async () => {
    const files = { 'byob-audit.yaml': '# nothing yet\n', 'a.json': versioned };
    expect((await runCli(['check', 'a.json', ...onlyVersioning], { files })).code).toBe(0);
  });
});
