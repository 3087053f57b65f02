import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examples, goodExamples } from '../../policy/store-uri/examples.ts';
import { runCli, type Ran, type RunOptions } from '../../support/run-cli.ts';

const name = 'GORILLA_SUPPORTED_FILE_STORES';
const secret = 'qZ7-not/real+Zq9==';
const encoded = encodeURIComponent(secret);
const good = `s3://AKIAIOSFODNN7EXAMPLE:${encoded}@minio.corp.example:9000/wandb?region=us-east-1&tls=true`;
const bad = good.replace('&tls', '?tls');

const check = (argv: readonly string[], options: RunOptions = {}): Promise<Ran> => runCli(['uri', 'check', ...argv], options);
const all = ({ stdout, stderr }: Ran): string => `${stdout}${stderr}`;

interface Report {
  readonly kind: string;
  readonly targets: readonly {
    readonly uri: string;
    readonly document: { readonly kind: string; readonly file: string };
    readonly about: readonly string[];
    readonly verdict: string;
  }[];
  readonly findings: readonly {
    readonly id: string;
    readonly check: string;
    readonly target: string;
    readonly status: string;
    readonly severity: string;
    readonly message: string;
    readonly location?: { readonly file: string; readonly line: number; readonly column: number };
    readonly pointer?: { readonly text: string; readonly start: number; readonly end: number };
  }[];
}

const json = async (argv: readonly string[], options: RunOptions = {}): Promise<Report> =>
  JSON.parse((await check([...argv, '--format', 'json'], options)).stdout) as Report;

const failed = ({ findings }: Report) => findings.filter(({ status }) => status === 'fail');
const codes = (report: Report): string[] => failed(report).map((finding) => finding.check.replace(/^uri\//, ''));

describe('where uri check finds the value', () => {
  it('the environment', async () => {
    const { code, stdout, stderr } = await check([], { env: { [name]: good } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`environment  store-uri · ${name} · edition 2026-02
  S3-compatible store: endpoint minio.corp.example:9000, bucket wandb, region us-east-1, TLS on,
  credentials given

  49 passed, 26 do not apply

  verdict: pass, it can be used as it is

1 document: none failed, 49 passed, 26 do not apply
exit 0 (good): nothing at or above medium failed
next: byob-audit check TARGET   (once the document is applied)
`);
  });

  it('the environment under the former name, which is told, and another name on demand', async () => {
    expect(codes(await json([], { env: { SUPPORTED_FILE_STORES: good } }))).toEqual(['variable-renamed']);
    expect(codes(await json(['--edition', '2024-02'], { env: { SUPPORTED_FILE_STORES: 's3://acme-wandb' } }))).toEqual([
      'form-newer',
    ]);
    expect(codes(await json(['--env', 'BUCKET'], { env: { BUCKET: 's3://acme-wandb/prefix' } }))).toEqual([]);
  });

  it('standard input and a plain file, without the line break at the end', async () => {
    expect(codes(await json(['-'], { stdin: `${good}\n` }))).toEqual([]);
    expect(codes(await json(['value.txt'], { files: { 'value.txt': `${good}\r\n` } }))).toEqual([]);
    expect(codes(await json(['-'], { stdin: 'cw:\n' }))).toEqual(['coreweave-exact']);
  });

  it('a .env file, with its line and column, and what quotes do', async () => {
    const report = await json(['app.env'], { files: { 'app.env': `# stores\nA=1\nexport ${name}="${good}" # here\n` } });
    expect(report.targets[0]).toMatchObject({ uri: name, document: { kind: 'store-uri', file: 'app.env' } });
    expect(codes(report)).toEqual(['env-file-quotes']);
    expect(failed(report)[0]?.location).toEqual({ file: 'app.env', line: 3, column: 39 });
    expect(codes(await json(['.env'], { files: { '.env': `${name}=${good} # here\n` } }))).toEqual([]);
  });

  it('a Deployment, where Kubernetes fills variables', async () => {
    const manifest = `apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: app
          env:
            - name: ${name}
              value: "s3://$(KEY):$(SECRET)@minio.corp.example/wandb?region=us-east-1&tls=true"
`;
    const report = await json(['deployment.yaml'], { files: { 'deployment.yaml': manifest } });
    expect(report.targets[0]).toMatchObject({ uri: name, document: { file: 'deployment.yaml' } });
    expect(codes(report)).toEqual(['placeholder']);
    // The second character of the value, behind its quotation mark.
    expect(failed(report)[0]?.location).toEqual({ file: 'deployment.yaml', line: 10, column: 28 });
    expect((await check(['deployment.yaml'], { files: { 'deployment.yaml': manifest } })).code).toBe(0);
  });

  it('a ConfigMap, a Secret in base64 with the line break of echo, and several documents', async () => {
    const manifest = `apiVersion: v1
kind: ConfigMap
data: { ${name}: 's3://acme-wandb/prefix' }
---
apiVersion: v1
kind: Secret
data:
  ${name}: ${Buffer.from(`${good}\n`).toString('base64')}
---
apiVersion: v1
kind: Secret
stringData:
  SUPPORTED_FILE_STORES: ${bad}
`;
    const report = await json(['-'], { stdin: manifest });
    expect(report.targets.map(({ uri }) => uri)).toEqual([name, `${name} (2)`, 'SUPPORTED_FILE_STORES']);
    expect(failed(report).map(({ check: id, location }) => [id, location?.file, location?.line])).toEqual([
      ['uri/surrounding-characters', '-', 8],
      ['uri/variable-renamed', '-', 13],
      ['uri/two-question-marks', '-', 13],
    ]);
  });

  it('Helm values, as a mapping, a list and by alias', async () => {
    const values = `store: &store "${good}"
global:
  extraEnv:
    ${name}: *store
app:
  extraEnvs:
    - { name: ${name}, value: "cw://" }
  env: { ${name}: { value: "gcs://x" } }
`;
    const report = await json(['values.yaml'], { files: { 'values.yaml': values } });
    expect(report.targets).toHaveLength(3);
    expect(codes(report)).toEqual(['unknown-scheme']);
  });

  it('several values, each judged for itself', async () => {
    const report = await json([], { env: { [name]: `${good},${bad};az://acmestorage/wandb` } });
    expect(report.targets[0]?.about.map((line) => line.replace(/:(?! ?store).*/, ''))).toEqual([
      'store 1 of 3',
      'store 2 of 3',
      'store 3 of 3',
    ]);
    expect(codes(report)).toEqual(['several-values', 'values-separator', 'two-question-marks']);
  });
});

it('several files, in their order, with findings that differ', async () => {
  const files = { 'a.env': `${name}=${good}\n`, 'b.env': `# two\n${name}=${bad}\n` };
  const report = await json(['a.env', 'b.env'], { files });
  expect(report.kind).toBe('byob-audit/report');
  expect(report.targets.map(({ document, verdict }) => [document.file, verdict])).toEqual([
    ['a.env', 'pass'],
    ['b.env', 'fail'],
  ]);
  expect(failed(report).map(({ location }) => location)).toEqual([
    { file: 'b.env', line: 2, column: name.length + 1 + bad.indexOf('?tls') + 1 },
  ]);
  expect(new Set(report.findings.map(({ id }) => id)).size).toBe(report.findings.length);
  expect((await check(['a.env', 'a.env'], { files })).stderr).toContain('named twice');
});

describe('the flags of the other commands', () => {
  const files = { 'a.env': `${name}=${bad}\n`, 'low.env': `${name}=s3://acme-wandb/\n` };

  it('formats, several at once, to files', async () => {
    const ran = await check(
      ['a.env', '--format', 'json=out.json', '--format', 'junit=out.xml', '--format', 'ndjson=out.ndjson'],
      {
        files,
      },
    );
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('exit 1: 1 failure at or above medium; written: out.json, out.xml, out.ndjson');
    expect((await check(['a.env', '--format', 'junit'], { files })).stdout).toContain('<failure');
    expect((await check(['a.env', '--format', 'junit', '--output', 'x.xml'], { files })).stdout).toBe('');
    expect((await check(['a.env', '--format', 'text'], { files })).stderr).toContain('expected one of table, json');
  });

  it('the threshold', async () => {
    expect((await check(['low.env'], { files })).code).toBe(0);
    expect((await check(['low.env', '--fail-on', 'low'], { files })).code).toBe(1);
    expect((await check(['low.env', '--strict'], { files })).code).toBe(1);
    expect((await check(['a.env', '--fail-on', 'none'], { files })).code).toBe(0);
    expect((await check(['a.env', '--strict', '--fail-on', 'low'], { files })).stderr).toContain('--strict means');
  });

  it('colour, and how much is shown', async () => {
    expect((await check(['a.env', '--color'], { files })).stdout).toContain('\u001b[');
    expect((await check(['a.env', '--no-color'], { files, columns: 80 })).stdout).not.toContain('\u001b[');
    expect((await check(['a.env', '--verbose'], { files })).stdout).toContain('uri/value-empty');
    expect((await check(['a.env', '--quiet'], { files })).stdout).not.toContain('s3://');
    expect((await check(['a.env', '--quiet', '--verbose'], { files })).code).toBe(2);
  });

  it('selection, and explanation of what was selected', async () => {
    expect(codes(await json(['a.env', '--select', 'uri/two-question-marks'], { files }))).toEqual(['two-question-marks']);
    expect((await check(['a.env', '--ignore', 'uri/two-question-marks'], { files })).code).toBe(0);
    expect((await check(['a.env', '--select', 'aws/versioning'], { files })).code).toBe(2);
    expect((await check(['a.env', '--select', 'uri/two-question-mark'], { files })).stderr).toContain('uri/two-question-marks');
    expect((await runCli(['explain', 'uri/two-question-marks'])).stdout).toContain('One question mark begins the parameters');
    const bucket = join(import.meta.dirname, '../../../fixtures/aws/compliant-dedicated');
    expect((await runCli(['check', bucket, '--select', 'uri/*'])).stderr).toContain('`uri check` run: uri/');
    expect((await runCli(['check', bucket, '--select', '>=info', '--format', 'ndjson'])).stdout).not.toContain('uri/');
    expect((await runCli(['list', '--select', 'uri/*'])).stdout).toContain('uri/userinfo-delimiter');
  });
});

it('a finding has a caret below the masked value, and its place in the file', async () => {
  const { code, stdout } = await check([], { env: { [name]: bad } });
  expect(code).toBe(1);
  const lines = stdout.split('\n');
  const caret = lines.findIndex((line) => /^ +\^$/.test(line));
  const line = lines[caret - 1] ?? '';
  expect(line.trim()).toBe('s3://****:****@minio.corp.example:9000/wandb?region=us-east-1?tls=true');
  expect(line.slice(lines[caret]?.indexOf('^'))).toBe('?tls=true');
  expect(stdout).toContain('FAIL high  uri/two-question-marks');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('the server reads region as "us-east-1?tls=true", and TLS is not on; write &');
});

describe('bad input of uri check', () => {
  const expectRefused = async (argv: readonly string[], message: RegExp, options: RunOptions = {}): Promise<void> => {
    const ran = await check(argv, options);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr.split('\n')).toHaveLength(2);
    expect(ran.stderr).not.toContain('qZ7');
    expect(ran.stderr).not.toContain('Zq9');
  };

  it('a variable that is not set, or no name of one', async () => {
    expect.hasAssertions();
    await expectRefused([], /GORILLA_SUPPORTED_FILE_STORES and SUPPORTED_FILE_STORES are not set/);
    await expectRefused(['--env', 'BUCKET'], /BUCKET is not set/);
    await expectRefused(['--env', secret], /expected the name of an environment variable/);
    await expectRefused(['--env', good], /never an argument/);
  });

  it('a variable that is empty is a finding', async () => {
    expect(codes(await json([], { env: { [name]: '' } }))).toEqual(['value-empty']);
  });

  it('a URI as an argument, wherever it stands', async () => {
    await expectRefused([good], /never an argument/);
    await expectRefused(['gs://x', 'y'], /never an argument/);
    await expectRefused(['gs://x'], /never an argument/);
    await expectRefused([secret], /never an argument/);
    await expectRefused([`--secret=${secret}`], /unknown option '--secret=…'/);
    await expectRefused(['--format', good], /never an argument/);
    await expectRefused(['--against', 'nowhere'], /no such file/, { env: { [name]: good } });
    const config = { 'byob-audit.yaml': `targets:\n  - target: ${good}\n` };
    const configured = await runCli(['check'], { files: config });
    expect(configured.stderr).toMatch(/^byob-audit: byob-audit\.yaml:2:.*never an argument or a target/);
    expect(all(configured)).not.toContain('qZ7');
    for (const argv of [
      ['uri', good],
      [good],
      ['check', good],
      ['record', good, '--output', 'x'],
      ['permissions', good],
      ['list', '--select', good],
    ]) {
      const ran = await runCli(argv);
      expect(ran.code).toBe(2);
      for (const part of [secret, encoded, 'qZ7', 'Zq9']) expect(all(ran)).not.toContain(part);
    }
  });

  it('binary rubbish, an empty file, a folder and a line of 10 MB', async () => {
    await expectRefused(['-'], /binary or not UTF-8/, { stdin: new Uint8Array([0x73, 0x33, 0xff, 0xfe]) });
    await expectRefused(['x'], /binary or not UTF-8/, { files: { x: 's3://\u0000' } });
    await expectRefused(['x'], /is empty/, { files: { x: ' \n' } });
    await expectRefused(['.'], /is a folder/);
    await expectRefused(['-'], /larger than 2 MB/, { stdin: `s3://AK:${'x'.repeat(10 * 1024 * 1024)}` });
    await expectRefused(['x'], /larger than 2 MB/, { files: { x: 'x'.repeat(10 * 1024 * 1024) } });
    expect(codes(await json(['-'], { stdin: `s3://AK:${'x'.repeat(1024 * 1024)}@h/b` }))).toEqual(['value-too-long']);
  });

  it('YAML that is none, with its position and without its text', async () => {
    expect.hasAssertions();
    await expectRefused(['v.yaml'], /v\.yaml:3:\d+: this is not YAML/, { files: { 'v.yaml': `a:\n  b: "${good}\n c: [` } });
    await expectRefused(['v.yaml'], /sets neither/, { files: { 'v.yaml': 'a: 1' } });
    await expectRefused(['v.yaml'], /v\.yaml:2:\d+: data of a Secret is base64/, {
      files: { 'v.yaml': `{apiVersion: v1, kind: Secret, data: {\n ${name}: "${good}"}}` },
    });
    await expectRefused(['v.yaml'], /comes from a Secret or ConfigMap/, {
      files: { 'v.yaml': `env: [{name: ${name}, valueFrom: {secretKeyRef: {name: x, key: y}}}]` },
    });
    await expectRefused(['v.yaml'], /v\.yaml/, { files: { 'v.yaml': '['.repeat(500_000) } });
  });

  it('hostile YAML ends in bounded time', async () => {
    const bomb = `a: &a [x,x]\n${'bcdefghijklmnop'
      .split('')
      .map((key, index) => `${key}: &${key} [*${'abcdefghijklmnop'[index]},*${'abcdefghijklmnop'[index]}]`)
      .join('\n')}\n`;
    for (const text of [bomb, '- a\n'.repeat(300_000), 'a: '.repeat(100_000), `x: ${'&a '.repeat(100_000)}`]) {
      const start = performance.now();
      const { code } = await check(['v.yaml'], { files: { 'v.yaml': text } });
      expect(code).toBe(2);
      expect(performance.now() - start).toBeLessThan(10_000);
    }
  });
});

describe('secrets', () => {
  it.each(examples)('of "$name" reach no output', async ({ uri, secrets = [], context }) => {
    const flags = context?.edition === undefined ? [] : ['--edition', context.edition];
    const env = { [name]: uri };
    const files = { 'v.env': `${name}='${uri}'\n`, 'v.json': JSON.stringify({ env: [{ name, value: uri }] }), v: uri };
    const runs = await Promise.all([
      check(flags, { env }),
      check([...flags, '--format', 'json'], { env }),
      check([...flags, '--format', 'ndjson', '--verbose'], { env }),
      check([...flags, '--format', 'junit'], { env }),
      check(flags, { env, columns: 60 }),
      check(['-', ...flags], { stdin: uri }),
      ...Object.keys(files).map((file) => check([file, ...flags], { files })),
      check([uri === '' ? 'x' : uri]),
      runCli(['uri', uri]),
      runCli([uri]),
      runCli(['check', uri]),
      runCli(['check', `--${uri}`]),
    ]);
    for (const ran of runs) {
      expect([0, 1, 2, 3]).toContain(ran.code);
      expect(all(ran)).not.toContain('this is a bug');
    }
    for (const part of secrets) {
      const plain = part.includes('%zz') || part.includes('%cd') ? part : decodeURIComponent(part);
      // As an argument, text that is no URL is a path or a command, which errors name.
      for (const ran of runs.slice(0, uri.includes(':/') ? undefined : 9)) {
        for (const form of [part, plain, encodeURIComponent(plain)]) expect(all(ran)).not.toContain(form);
      }
    }
  });
});

describe('uri build', () => {
  const build = (argv: readonly string[], options: RunOptions = {}): Promise<Ran> => runCli(['uri', 'build', ...argv], options);
  const keys = ['--access-key-id', 'AKIAIOSFODNN7EXAMPLE', '--secret-env', 'SECRET'];
  const env = { SECRET: secret };

  it('prints the whole value into a pipe', async () => {
    const argv = [
      '--scheme',
      's3',
      '--bucket',
      'wandb',
      '--region',
      'us-east-1',
      '--endpoint',
      'minio.corp.example:9000',
      ...keys,
    ];
    expect(await build(argv, { env })).toEqual({ code: 0, stdout: `${good}\n`, stderr: '' });
  });

  it('masks the secret on a terminal unless told otherwise', async () => {
    const argv = ['--scheme', 's3', '--bucket', 'acme-wandb', '--region', 'eu-central-1', ...keys];
    const masked = await build(argv, { env, columns: 80 });
    expect(masked.stdout).toBe('s3://****:****@s3.eu-central-1.amazonaws.com/acme-wandb?region=eu-central-1&tls=true\n');
    expect(masked.stderr).toContain('masked on a terminal');
    expect(all(masked)).not.toContain('qZ7');
    expect((await build([...argv, '--show-secret'], { env, columns: 80 })).stdout).toContain(encoded);
  });

  it.each([
    [['--scheme', 'cw'], 'cw://'],
    [
      ['--scheme', 'cw', '--bucket', 'acme-wandb', ...keys],
      `cw://AKIAIOSFODNN7EXAMPLE:${encoded}@cwobject.com/acme-wandb?tls=true`,
    ],
    [['--scheme', 's3', '--bucket', 'acme-wandb', '--path', 'team a/b'], 's3://acme-wandb/team%20a/b'],
    [['--scheme', 'az', '--account-name', 'acmestorage', '--container', 'wandb'], 'az://acmestorage/wandb'],
    [['--scheme', 'gs', '--bucket', 'acme-wandb'], 'gs://acme-wandb'],
  ])('%j gives the documented form', async (argv, value) => {
    expect(await build(argv, { env })).toEqual({ code: 0, stdout: `${value}\n`, stderr: '' });
  });

  it('takes the key file of a service account from standard input', async () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nbm90LXJlYWw=\n-----END PRIVATE KEY-----\n';
    const stdin = JSON.stringify({ client_email: 'wandb@acme.iam.gserviceaccount.com', private_key: pem });
    const value = `gs://wandb%40acme.iam.gserviceaccount.com:${encodeURIComponent(pem)}@acme-wandb\n`;
    const argv = ['--scheme', 'gs', '--bucket', 'acme-wandb', '--secret-stdin'];
    expect(await build(argv, { stdin })).toEqual({ code: 0, stdout: value, stderr: '' });
    const plain = [...argv, '--service-account', 'wandb@acme.iam.gserviceaccount.com'];
    expect((await build(plain, { stdin: pem.replaceAll('\n', String.raw`\n`) })).stdout).toBe(value);
  });

  it.each([
    [['--scheme', 's3'], /needs --bucket/],
    [['--scheme', 's3', '--bucket', 'b', '--access-key-id', 'AK'], /belong together/],
    [['--scheme', 's3', '--bucket', 'b', '--access-key-id', 'AK', '--secret-env', 'NONE'], /there is no such variable/],
    [['--scheme', 's3', '--bucket', 'b', '--access-key-id', 'AK', '--secret-env', secret], /expected the name/],
    [['--scheme', 's3', '--bucket', 'b', '--access-key-id', 'AK', '--secret-stdin', '--secret-env', 'SECRET'], /not both/],
    [['--scheme', 's3', '--bucket', 'b', '--access-key-id', 'AK', '--secret-env', 'LINES'], /a space or a line break/],
    [['--scheme', 's3', '--bucket', 'b/c'], /expected a name/],
    [['--scheme', 's3', '--bucket', 'b', '--endpoint', 'https://minio.corp'], /without a scheme/],
    [['--scheme', 'gs', '--bucket', 'b', '--region', 'us'], /has no endpoint and no parameters/],
    [['--scheme', 'az', '--account-name', 'acct'], /needs --container/],
    [['--scheme', 'gcs', '--bucket', 'b'], /--scheme: expected one of s3, gs, az, cw/],
    [['--scheme', 's3', '--bucket', 'b', '--path', '/x'], /without slashes/],
  ])('refuses %j', async (argv, message) => {
    const ran = await build(argv, { env: { ...env, LINES: `${secret}\n${secret}` } });
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).not.toContain('Zq9');
  });

  it('prints no value that would fail', async () => {
    const ran = await build(
      ['--scheme', 's3', '--bucket', 'wandb', '--region', 'us-east-1', '--endpoint', 'minio.minio.svc', ...keys],
      { env },
    );
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('endpoint-in-cluster');
    expect(ran.stderr).not.toContain('Zq9');
  });
});

describe('--against', () => {
  const fixture = join(import.meta.dirname, '../../../fixtures/aws/compliant-dedicated/evidence.json');
  const evidence = JSON.parse(readFileSync(fixture, 'utf8')) as {
    readonly target: { readonly bucket: string };
    readonly facets: Readonly<Record<string, unknown>>;
  };
  const { bucket } = evidence.target;
  const value = (region: string, host = `s3.${region}.amazonaws.com`, which = bucket): string =>
    `s3://AKIAIOSFODNN7EXAMPLE:${encoded}@${host}/${which}?region=${region}&tls=true`;
  const against = async (
    text: string,
    argv: readonly string[] = [],
  ): Promise<{ readonly code: number; readonly codes: string[] }> => {
    const ran = await check(['--against', fixture, '--format', 'json', ...argv], { env: { [name]: text } });
    return { code: ran.code, codes: codes(JSON.parse(ran.stdout) as Report) };
  };

  it('says nothing when region and bucket agree', async () => {
    expect(await against(value('eu-central-1'))).toEqual({ code: 0, codes: [] });
  });

  it('tells another region, bucket and scheme', async () => {
    expect((await against(value('us-east-1'))).codes).toEqual(['against-region']);
    expect(await against(value('eu-central-1', undefined, 'other-bucket'))).toEqual({ code: 1, codes: ['against-bucket'] });
    expect((await against('gs://acme-wandb')).codes).toContain('against-provider');
  });

  it('is open, exit 3, when no recording is of the bucket', async () => {
    const two = `${value('eu-central-1')},${value('eu-central-1', undefined, 'other-bucket')}`;
    expect((await against(two)).code).toBe(3);
    expect((await against(two, ['--allow-unknown'])).code).toBe(0);
    const report = await json(['--against', fixture], { env: { [name]: two } });
    const open = report.findings.filter(({ status }) => status === 'unknown');
    expect(open.map(({ check: id }) => id)).toContain('uri/against-bucket');
    expect(open[0]?.message).toContain('no evidence is of the bucket other-bucket');
    expect(report.targets[0]?.verdict).toBe('depends');
  });

  it('leaves open only the region where the recording does not tell it', async () => {
    const { location: _, headBucket: __, ...facets } = evidence.facets;
    const files = { 'e.json': JSON.stringify({ ...evidence, facets }) };
    const report = await json(['--against', 'e.json'], { env: { [name]: value('eu-central-1') }, files });
    const open = report.findings.filter(({ status }) => status === 'unknown');
    expect(open.map(({ check: id }) => id)).toEqual(['uri/against-region']);
  });

  it('does not apply without a recording', async () => {
    const { findings } = await json([], { env: { [name]: value('eu-central-1') } });
    expect(findings.find(({ check: id }) => id === 'uri/against-bucket')?.status).toBe('not-applicable');
  });
});

it('the README shows what uri check really prints', async () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
  const [, file = '', shown = ''] =
    /```sh\n# stores\.env\n(.*?)```.*?```console\n\$ byob-audit uri check stores\.env\n(.*?)```/s.exec(readme) ?? [];
  const { stdout, code } = await check(['stores.env'], { files: { 'stores.env': file } });
  expect(`${stdout}$ echo $?\n${code}\n`).toBe(shown);
});

it('the good examples exit 0', async () => {
  for (const { uri } of goodExamples) expect((await check([], { env: { [name]: uri } })).code).toBe(0);
});
