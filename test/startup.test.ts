import { describe, expect, it } from 'vitest';
import { loaded } from './support/loaded.ts';
import { runCli } from './support/run-cli.ts';

const sdk = /node_modules\/@(aws-sdk|smithy|aws|azure|google-cloud)\//;
const validation = /node_modules\/valibot\//;
const tables = /node_modules\/cli-table3\//;
const yaml = /node_modules\/yaml\//;
const recorded = 'fixtures/aws/compliant-dedicated';

describe('what a command loads at start', () => {
  it('--help loads the commands and nothing that reads, validates or draws', async () => {
    const { code, files, inputs } = await loaded(['--help']);
    expect(code).toBe(0);
    expect(files.length).toBeGreaterThan(0);
    expect(files.length).toBeLessThanOrEqual(4);
    for (const heavy of [sdk, validation, tables, yaml, /^src\/checks\//])
      expect(inputs.filter((input) => heavy.test(input))).toEqual([]);
  });

  it('--version loads no more than --help', async () => {
    const [version, help] = await Promise.all([loaded(['--version']), loaded(['--help'])]);
    expect(version.code).toBe(0);
    expect(version.files.filter((file) => !help.files.includes(file))).toEqual([]);
  });

  it('list and explain load what the checks say of themselves, and none of their code', async () => {
    for (const argv of [
      ['list', '--format', 'json'],
      ['explain', 'aws/versioning'],
    ]) {
      const { code, inputs, stdout } = await loaded(argv);
      expect(code).toBe(0);
      expect(stdout).toContain('aws/versioning');
      expect(inputs).toContain('src/catalogue/index.ts');
      for (const heavy of [sdk, validation, yaml, /^src\/checks\//, /^src\/policy\//])
        expect(inputs.filter((input) => heavy.test(input))).toEqual([]);
    }
  });

  it('the built program says the same of the checks as their sources', async () => {
    const { stdout } = await loaded(['list', '--format', 'json']);
    const source = await runCli(['list', '--format', 'json']);
    expect(stdout).toBe(source.stdout);
  });

  it('a recorded bucket loads no SDK, and the table only where it is drawn', async () => {
    const json = await loaded(['check', recorded, '--format', 'json']);
    const table = await loaded(['check', recorded, '--format', 'table']);
    expect([json.code, table.code]).toEqual([0, 0]);
    for (const { inputs } of [json, table]) {
      expect(inputs.filter((input) => sdk.test(input) || yaml.test(input))).toEqual([]);
      expect(inputs.filter((input) => validation.test(input))).not.toEqual([]);
    }
    expect(json.inputs.filter((input) => tables.test(input))).toEqual([]);
    // Every 30 KB cost about a millisecond, which the compiler takes; the files themselves cost little. What judges whether a
    // stranger meets a condition, whether a server's answer proves anything and whether a folder was read whole took 26 KB.
    expect(json.bytes).toBeLessThanOrEqual(358_000);
    expect(json.files.length).toBeLessThanOrEqual(13);
    const others =
      /^src\/(?:checks|policy|providers)\/(?:gcs|gcp|s3-compatible|coreweave|azure|azure-ai)\/|\/(?:gcs|azure|azure-ai)-schema\.ts$/;
    expect(json.inputs.filter((input) => others.test(input))).toEqual([]);
    // Names of hosts are a matter of certificates and networks too.
    const storeUris = /^src\/(?:checks\/(?:uri-list|support\/uri\/)|policy\/store-uri\/(?!hosts\.ts)|requirements\/store-uri)/;
    expect(json.inputs.filter((input) => storeUris.test(input))).toEqual([]);
  });

  it('policy check loads no SDK, no validation and no other service, and the table only where it is drawn', async () => {
    const argv = [
      'policy',
      'check',
      'gcs-iam',
      'fixtures/documents/gcs-iam.json',
      '--deployment',
      'dedicated',
      '--bucket',
      'acme',
    ];
    const json = await loaded([...argv, '--format', 'json']);
    const table = await loaded(argv);
    for (const { code, inputs } of [json, table]) {
      expect(code).toBe(1);
      expect(inputs).toContain('src/policy/gcp/grants.ts');
      const others =
        /^src\/(?:checks|providers\/document)\/(?:aws|azure|coreweave)|^src\/providers\/(?!document\/|recorded\/|index|shared\/regular-file)/;
      for (const heavy of [sdk, yaml, others]) expect(inputs.filter((input) => heavy.test(input))).toEqual([]);
    }
    expect(json.inputs.filter((input) => tables.test(input))).toEqual([]);
    // JSON is one file with the reader of recordings, which validates.
    expect(table.inputs.filter((input) => validation.test(input))).toEqual([]);
  });

  it('uri check loads no SDK, no validation, and the checks of nothing else', async () => {
    const { code, inputs } = await loaded(['uri', 'check'], {
      GORILLA_SUPPORTED_FILE_STORES: 's3://acme-wandb',
    });
    expect(code).toBe(0);
    expect(inputs).toContain('src/checks/uri-list.ts');
    const others = /^src\/checks\/(?:aws|gcs|s3-compatible|coreweave|azure|azure-ai)\//;
    for (const heavy of [sdk, validation, yaml, others]) expect(inputs.filter((input) => heavy.test(input))).toEqual([]);
  });

  it("a live bucket loads its own provider's SDK, without notice on stderr", async () => {
    const { code, inputs, stderr } = await loaded(
      ['check', 's3://acme-wandb', '--provider', 'aws', '--endpoint', 'http://127.0.0.1:9', '--region', 'us-east-1'],
      {
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_EC2_METADATA_DISABLED: 'true',
        HOME: '/nonexistent',
      },
    );
    expect(code).toBe(3);
    expect(inputs.some((input) => input.includes('node_modules/@aws-sdk/client-s3/'))).toBe(true);
    const providers = new Set(inputs.flatMap((input) => /^src\/providers\/([^/]+)\//.exec(input)?.[1] ?? []));
    expect([...providers].filter((name) => !['aws', 'shared', 'recorded'].includes(name))).toEqual([]);
    expect(inputs.filter((input) => /node_modules\/@(azure|google-cloud)\//.test(input))).toEqual([]);
    expect(stderr).not.toContain('NodeVersionSupportWarning');
  });

  it.each(['http://127.0.0.1:9', undefined])(
    'a live bucket of Google loads its SDK alone, without notice on stderr: endpoint %s',
    async (endpoint) => {
      const { code, inputs, stderr } = await loaded(
        ['check', 'gs://acme-wandb', ...(endpoint === undefined ? [] : ['--endpoint', endpoint])],
        { HOME: '/nonexistent', GCE_METADATA_HOST: '127.0.0.1:9' },
      );
      expect(code).toBe(3);
      expect(inputs.some((input) => input.includes('node_modules/@google-cloud/storage/'))).toBe(true);
      expect(inputs.filter((input) => /node_modules\/(@(azure|aws-sdk|smithy)|teeny-request|whatwg-url)\//.test(input))).toEqual(
        [],
      );
      const providers = new Set(inputs.flatMap((input) => /^src\/providers\/([^/]+)\//.exec(input)?.[1] ?? []));
      expect([...providers].filter((name) => !['gcs', 'shared', 'recorded'].includes(name))).toEqual([]);
      expect(stderr).not.toMatch(/Warning|DEP0/);
    },
  );
});
