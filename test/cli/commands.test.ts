import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { liveForms } from '../../src/audit/target/forms.ts';
import { awsFacets } from '../../src/evidence/aws.ts';
import { runCli } from '../support/run-cli.ts';
import { denied, recording, unversioned, versioned } from './recording.ts';

const out = async (argv: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<string> => {
  const { code, stdout, stderr } = await runCli(argv, { files });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

describe('help and version', () => {
  it('check --help prints the exit codes', async () => {
    const help = await out(['check', '--help']);
    for (const code of [0, 1, 2, 3, 130]) expect(help).toMatch(new RegExp(`^  ${code} `, 'm'));
  });

  it('--help names every command, and help COMMAND works', async () => {
    const help = await out(['--help']);
    for (const name of ['check', 'record', 'list', 'explain', 'permissions', 'policy', 'schema'])
      expect(help).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(await out(['help', 'check'])).toContain('--allow-unknown');
  });

  it.each(['check', 'record', 'permissions'])('%s --help names every form of a live target', async (command) => {
    const help = (await out([command, '--help'])).replaceAll(/\s+/g, ' ');
    expect(help).toContain(liveForms);
    for (const form of ['s3://', 'gs://', 'cw://', 'az://', '/subscriptions/']) expect(liveForms).toContain(form);
  });

  it('check --help shows the flags in groups, those of one cloud together', async () => {
    const help = await out(['check', '--help']);
    const group = (heading: string): string => new RegExp(`^${heading}:\\n((?: .*\\n)+)`, 'm').exec(help)?.[1] ?? '';
    expect(help).not.toMatch(/^Options:/m);
    expect([...help.matchAll(/^([A-Z].*):$/gm)].map(([, heading]) => heading)).toEqual([
      'Arguments',
      'General',
      'Selection',
      'Output',
      'Gate',
      'Context of a target',
      'AWS',
      'Google Cloud',
      'Azure',
      'S3-compatible and CoreWeave',
      'Exit codes',
    ]);
    expect(group('General')).toMatch(/^ {2}-h, --help/m);
    expect(group('Context of a target')).toMatch(/^ {2}--deployment .*/m);
    for (const flag of ['--tenant', '--access', '--azure-cloud', '--subscription', '--issuer'])
      expect(group('Azure')).toContain(`  ${flag} `);
    expect(group('AWS')).toContain('  --role-arn ');
  });

  it('--version prints the version alone', async () => {
    expect(await out(['--version'])).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});

describe('list', () => {
  it('as a table, one check a line', async () => {
    expect(await out(['list'])).toMatch(/^medium {2}aws\/versioning +Versioning is enabled on the bucket$/m);
  });

  it('as JSON, with what each check needs', async () => {
    const [check] = JSON.parse(await out(['list', '--format', 'json', '--select', 'aws/versioning'])) as unknown[];
    expect(check).toMatchObject({
      id: 'aws/versioning',
      provider: 'aws',
      severity: 'medium',
      severityByEdition: { '2025-03': 'medium', '2026-02': 'medium' },
      requires: ['versioning'],
      rows: ['AWS-S3-12'],
      permissions: ['s3:GetBucketVersioning'],
    });
  });
});

it('explain tells why, what passes and what fails, how to fix, what is needed and the sources', async () => {
  const text = await out(['explain', 'aws/versioning']);
  expect(text).toMatch(/^aws\/versioning: Versioning is enabled on the bucket\n/);
  for (const part of [
    'Severity',
    'Why it matters',
    'What passes, by recorded case\n  - compliant-dedicated: versioning is Enabled\n',
    'What fails\n  - versioning-off: versioning was never enabled\n  - versioning-suspended: versioning is Suspended\n',
    'How to fix',
    'S3 GetBucketVersioning (s3:GetBucketVersioning)',
    'S004, edition 2025-03',
    'AWS-S3-12',
  ]) {
    expect(text).toContain(part);
  }
});

describe('permissions', () => {
  interface Policy {
    readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: unknown }[];
  }
  const policy = async (argv: readonly string[], files = {}): Promise<Policy> =>
    JSON.parse(await out(['permissions', ...argv], files)) as Policy;
  const key = 'arn:aws:kms:eu-central-1:111122223333:key/0c1d2e3f-4a5b-4c6d-8e7f-901122334455';

  it('of one check is one action on the named bucket', async () => {
    expect(await policy(['s3://acme-wandb/prefix', '--select', 'aws/versioning'])).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'ByobAuditReadsBucketConfiguration',
          Effect: 'Allow',
          Action: ['s3:GetBucketVersioning'],
          Resource: ['arn:aws:s3:::acme-wandb'],
        },
      ],
    });
  });

  it('of all checks names only actions of the facet table, and the declared key', async () => {
    const { Statement } = await policy(['s3://acme-wandb', '--kms-key', key]);
    const known: readonly (string | null)[] = Object.values(awsFacets).map(({ permission }) => permission);
    expect(Statement.flatMap(({ Action }) => Action).filter((action) => !known.includes(action))).toEqual([]);
    expect(Statement.find(({ Action }) => Action.includes('kms:DescribeKey'))?.Resource).toEqual([key]);
  });

  it('without a target allows any bucket and key; of a recording, its bucket', async () => {
    const { Statement } = await policy([]);
    expect(Statement.map(({ Resource }) => Resource)).toContainEqual(['arn:aws:s3:::*']);
    expect(Statement.map(({ Resource }) => Resource)).toContainEqual(['arn:aws:kms:*:*:key/*']);
    const recorded = await policy(['a.json'], { 'a.json': versioned });
    expect(recorded.Statement[0]?.Resource).toEqual(['arn:aws:s3:::acme-wandb']);
  });

  it('speaks of the partition that the region is in', async () => {
    const { Statement } = await policy(['s3://acme-wandb', '--region', 'cn-north-1', '--select', 'aws/versioning']);
    expect(Statement[0]?.Resource).toEqual(['arn:aws-cn:s3:::acme-wandb']);
  });
});

describe('schema', () => {
  const validator = async (name: string) => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    return ajv.compile(JSON.parse(await out(['schema', name])) as object);
  };

  it('report: accepts real reports and refuses another document', async () => {
    const valid = await validator('report');
    for (const text of [versioned, unversioned, denied, recording({ policy: { state: 'absent' } })]) {
      const { stdout } = await runCli(['check', 'a.json', '--deployment', 'dedicated', '--format', 'json'], {
        files: { 'a.json': text },
      });
      valid(JSON.parse(stdout));
      expect(valid.errors ?? []).toEqual([]);
    }
    expect(valid(JSON.parse(versioned))).toBe(false);
  });

  it('evidence: accepts a recording and refuses one with an unknown cause', async () => {
    const valid = await validator('evidence');
    expect(valid(JSON.parse(versioned))).toBe(true);
    expect(valid(JSON.parse(recording({ versioning: { state: 'unreadable', cause: 'mood' } })))).toBe(false);
  });

  it('config: accepts what the program accepts', async () => {
    const valid = await validator('config');
    expect(valid({ edition: '2026-02', failOn: 'medium', targets: [{ target: 's3://acme', level: 'team' }] })).toBe(true);
    expect(valid({ failon: 'medium' })).toBe(false);
  });
});
