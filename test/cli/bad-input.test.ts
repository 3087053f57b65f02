import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { recording, versioned } from './recording.ts';

const key = 'arn:aws:kms:eu-central-1:111122223333:key/0c1d2e3f-4a5b-4c6d-8e7f-901122334455';

/** Exit code 2, one sentence, no stack, nothing on stdout and no file made. */
async function refused(argv: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'byob-audit-'));
  try {
    const { code, stdout, stderr } = await runCli(argv, { cwd, files });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^byob-audit: [^\n]+\n$/);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+\)|undefined|bug of byob-audit/);
    expect(readdirSync(cwd).toSorted()).toEqual(
      [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))].toSorted(),
    );
    return stderr;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

const subscription = '11111111-2222-4333-8444-555555555555';
const azureId = (rest: string): string => `/subscriptions/${subscription}/resourceGroups/rg/providers/${rest}`;

describe('a bad target is refused', () => {
  it.each([
    ['an unknown scheme', 'ftp://bucket', /unknown scheme; expected s3:\/\/BUCKET/],
    ['a W&B instance', 'wandb://acme.wandb.io', /W&B instances is not supported by this version/],
    ['an account without a container', 'az://acmestorage', /the container is missing; expected az:\/\/ACCOUNT\/CONTAINER/],
    ['an account that cannot be', 'az://Acme/wandb', /no storage account can be named "Acme"/],
    ['a host instead of an account', 'az://acme.blob.core.windows.net/wandb', /a host name is not an account name/],
    ['a container that cannot be', 'az://acmestorage/wandb--x', /no container can be named "wandb--x"/],
    ['a container of the system', 'az://acmestorage/$web', /a container of the system/],
    ['half a resource id', '/subscriptions/1/resourceGroups/rg', /not the id of an Azure resource; expected \/subscriptions/],
    ['a resource id without its slash', azureId('x/y/z').slice(1), /not the id of an Azure resource/],
    ['an id that climbs', azureId('Microsoft.CognitiveServices/accounts/../x'), /is below the resource|not the id/],
    ['another Azure resource', azureId('Microsoft.KeyVault/vaults/kv'), /Microsoft.KeyVault\/vaults is not audited/],
    [
      'the id of a container',
      azureId('microsoft.storage/storageaccounts/acmestorage/blobServices/default/containers/wandb'),
      /write az:\/\/acmestorage\/wandb --subscription 11111111-2222-4333-8444-555555555555/,
    ],
    ['a project of Foundry', azureId('Microsoft.CognitiveServices/accounts/ai/projects/p'), /expected the id up to "ai"/],
    ['a Cloud Storage bucket that cannot be', 'gs://Acme', /lowercase letters, digits, hyphens, underscores and dots/],
    ['a reserved Cloud Storage name', 'gs://google-things', /reserves goog/],
    ['a CoreWeave bucket without a name', 'cw:///x', /the bucket name is missing; expected cw:\/\/BUCKET/],
    ['a scheme that does not exist', 'b2://bucket', /unknown scheme; expected s3/],
    ['a bucket ARN', 'arn:aws:s3:::acme-wandb', /write s3:\/\/acme-wandb/],
    ['no bucket', 's3://', /the bucket name is missing/],
    ['uppercase letters', 's3://Acme', /lowercase letters, digits, hyphens and dots/],
    ['an underscore', 's3://acme_wandb', /lowercase letters, digits, hyphens and dots/],
    ['two characters', 's3://ab', /3 to 63 characters, found 2/],
    ['64 characters', `s3://${'a'.repeat(64)}`, /3 to 63 characters, found 64/],
    ['a hyphen at the end', 's3://acme-', /a letter or digit at both ends/],
    ['two dots in a row', 's3://acme..wandb', /no two dots in a row/],
    ['an IP address', 's3://192.168.5.4', /not formatted as an IP address/],
    ['a reserved beginning', 's3://xn--acme', /S3 reserves that beginning/],
    ['an access point alias', 's3://acme-123-s3alias', /names an access point/],
    ['a directory bucket', 's3://acme--euc1-az1--x-s3', /directory or table bucket/],
    ['a missing file', 'nowhere.json', /"nowhere.json": there is no such file or folder; expected s3/],
    ['hostile characters', 's3://a\u001b[31m\nb', /no bucket can be named "a\\u001b\[31m\\nb"/],
  ])('%s', async (_, target, expected) => {
    expect(await refused(['check', target])).toMatch(expected);
  });

  it('no target at all', async () => {
    expect(await refused(['check'])).toMatch(
      /no target was given; expected s3:\/\/BUCKET\[\/PREFIX\], gs:\/\/BUCKET\[\/PREFIX\], cw:\/\/BUCKET, az:\/\/ACCOUNT.*accounts\/NAME, a path/,
    );
  });

  it('an az:// target with a key is refused, and the key is not repeated', async () => {
    for (const target of ['az://:c2VjcmV0a2V5@acmestorage/wandb', 'az://:c2VjcmV0a2V5/x@acmestorage/wandb']) {
      const stderr = await refused(['check', target]);
      expect(stderr).toContain('a URL with credentials is');
      expect(stderr).not.toContain('c2VjcmV0a2V5');
    }
  });

  it('a good target does not hide a bad one', async () => {
    expect(await refused(['check', 'good.json', 'ftp://x'], { 'good.json': versioned })).toMatch(/unknown scheme/);
  });
});

describe('a bad recording is refused', () => {
  it.each([
    ['truncated JSON', versioned.slice(0, 100), /JSON/],
    ['a newer schema version', recording({}, { schemaVersion: 2 }), /schema version 2.*newer byob-audit/],
    ['a report', '{"schemaVersion":1,"kind":"byob-audit/report"}', /report, not evidence/],
    ['another document', '{"a":1}', /not byob-audit evidence/],
    ['a facet of another shape', recording({ versioning: { state: 'present', value: { Status: 'On' } } }), /versioning/],
  ])('%s', async (_, text, expected) => {
    expect(await refused(['check', 'evidence.json'], { 'evidence.json': text })).toMatch(expected);
  });

  it('a folder without evidence', async () => {
    expect(await refused(['check', 'folder'], { 'folder/notes.txt': 'nothing' })).toMatch(/folder/);
  });

  it('after good ones: no report appears, neither on stdout nor in a file', async () => {
    const files = { 'a.json': versioned, 'b.json': versioned.slice(0, -5) };
    expect(await refused(['check', 'a.json', 'b.json', '--format', 'table', '--format', 'json=out.json'], files)).toMatch(
      /b\.json/,
    );
  });
});

describe('a bad flag is refused', () => {
  it.each([
    ['an unknown command', ['chekc'], /unknown command 'chekc' \(did you mean check\?\)/],
    ['a target without a command', ['s3://acme-wandb'], /write `byob-audit check s3:\/\/acme-wandb`/],
    ['nothing', [], /expected a command: check, record/],
    ['an unknown option', ['check', 'a.json', '--stric'], /unknown option '--stric' \(did you mean --strict\?\)/],
    ['a missing value', ['check', 'a.json', '--select'], /argument missing/],
    [
      'an unknown check id',
      ['check', 'a.json', '--select', 'aws/versionning'],
      /"aws\/versionning" \(did you mean aws\/versioning\?\)/,
    ],
    ['an unknown id to ignore', ['check', 'a.json', '--ignore', 'versioning'], /did you mean aws\/versioning\?/],
    ['an unknown tag', ['check', 'a.json', '--select', 'tag:data-protecton'], /did you mean data-protection\?/],
    ['an unknown severity', ['check', 'a.json', '--select', '>=hihg'], /did you mean high\?/],
    ['a glob that matches nothing', ['check', 'a.json', '--select', 'oracle/*'], /no check matches "oracle\/\*"/],
    [
      'a selection of nothing',
      ['check', 'a.json', '--select', 'aws/versioning', '--ignore', 'aws/*'],
      /the selection leaves no check/,
    ],
    ['an unknown format', ['check', 'a.json', '--format', 'jsn'], /"jsn" is unknown \(did you mean json\?\)/],
    ['a format that is none', ['check', 'a.json', '--format', 'sarif'], /--format: expected one of table, json, ndjson, junit$/m],
    ['a format without its file', ['check', 'a.json', '--format', 'json='], /the name of the file is missing/],
    [
      'two formats on stdout',
      ['check', 'a.json', '--format', 'json', '--format', 'table'],
      /stdout takes one format, and json and table/,
    ],
    [
      '--output with two formats',
      ['check', 'a.json', '--output', 'x', '--format', 'json', '--format', 'table'],
      /--output goes with one format/,
    ],
    ['--output and a file', ['check', 'a.json', '--output', 'x', '--format', 'json=y'], /two files for one report/],
    [
      'one file for two reports',
      ['check', 'a.json', '--format', 'json=y', '--format', 'junit=./y'],
      /two reports would be written/,
    ],
    [
      'a file in no folder',
      ['check', 'a.json', '--output', 'no/where.txt'],
      /cannot write no\/where.txt: its folder does not exist/,
    ],
    ['--quiet with --verbose', ['check', 'a.json', '--quiet', '--verbose'], /contradict each other/],
    ['--strict with --fail-on', ['check', 'a.json', '--strict', '--fail-on', 'none'], /--strict means --fail-on info/],
    ['--external-id alone', ['check', 's3://acme-wandb', '--external-id', 'x'], /--external-id needs --role-arn/],
    ['--endpoint for a recording', ['check', 'a.json', '--endpoint', 'http://localhost:9000'], /every target is a recording/],
    ['--subscription for a recording', ['check', 'a.json', '--subscription', subscription], /every target is a recording/],
    ['a subscription by name', ['check', 'az://acmestorage/wandb', '--subscription', 'prod'], /a subscription \(a GUID\)|GUID/],
    ['a tenant by name', ['check', 'az://acmestorage/wandb', '--tenant', 'acme.example'], /--tenant: expected the id/],
    [
      'an unknown Azure cloud',
      ['check', 'az://acmestorage/wandb', '--azure-cloud', 'german'],
      /--azure-cloud: expected one of public, usgov, china$/m,
    ],
    [
      '--endpoint for Azure',
      ['check', 'az://acmestorage/wandb', '--endpoint', 'https://x.example'],
      /--endpoint is not for Azure/,
    ],
    [
      'an endpoint of Azure without TLS',
      ['check', 'az://acmestorage/wandb', '--azure-arm-endpoint', 'http://127.0.0.1:1'],
      /--azure-arm-endpoint: expected an https:\/\/ URL without a path/,
    ],
    [
      'an endpoint of Azure with a path',
      ['check', 'az://acmestorage/wandb', '--azure-blob-endpoint', 'https://127.0.0.1:1/devstoreaccount1'],
      /--azure-blob-endpoint: expected an https:\/\/ URL without a path/,
    ],
    ['an endpoint without scheme', ['check', 's3://acme-wandb', '--endpoint', 'localhost:9000'], /--endpoint: expected the URL/],
    ['a key ARN of S3', ['check', 'a.json', '--kms-key', 'arn:aws:s3:::acme'], /--kms-key: expected the ARN of a KMS key/],
    [
      'a role ARN of a user',
      ['check', 's3://acme-wandb', '--role-arn', 'arn:aws:iam::111122223333:user/x'],
      /--role-arn: expected the ARN of an IAM role/,
    ],
    [
      'a principal of another cloud',
      ['check', 'gs://acme-wandb', '--principal', 'arn:aws:iam::111122223333:role/wandb'],
      /--principal: "arn:aws.*" is not of the cloud of gs:\/\/acme-wandb/,
    ],
    [
      'a key of another cloud',
      ['check', 's3://acme-wandb', '--kms-key', 'projects/p1/locations/eu/keyRings/r/cryptoKeys/k'],
      /--kms-key: "projects.*" is not of the cloud of s3:\/\/acme-wandb/,
    ],
    [
      'a service account that is none',
      ['check', 'gs://acme-wandb', '--impersonate-service-account', 'me@acme.example'],
      /--impersonate-service-account: expected the e-mail address of a Google service account/,
    ],
    [
      'a service account for a recording',
      ['check', 'a.json', '--impersonate-service-account', 'auditor@acme-1.iam.gserviceaccount.com'],
      /every target is a recording/,
    ],
    ['an access model that does not exist', ['check', 'a.json', '--access', 'key'], /--access.*account-key, managed-identity/],
    ['an issuer that is none', ['check', 'a.json', '--issuer', 'x'], /--issuer: expected the URL of an OIDC issuer/],
    [
      'a client network that is none',
      ['check', 'a.json', '--client-cidr', '10.0.0.0/40'],
      /--client-cidr: expected an address or a CIDR block/,
    ],
    ['a principal that is a key', ['check', 'a.json', '--principal', key], /--principal: expected the ARN of an IAM role/],
    ['an account of 11 digits', ['check', 'a.json', '--account', '11112222333'], /--account: expected a 12-digit/],
    [
      'an origin with a path',
      ['check', 'a.json', '--origin', 'https://acme.wandb.io/'],
      /--origin: expected an origin without a path/,
    ],
    [
      'an unknown deployment',
      ['check', 'a.json', '--deployment', 'cloud'],
      /--deployment: expected one of multi-tenant, dedicated, self-managed, saas$/m,
    ],
    [
      'a deployment that is nearly right',
      ['check', 'a.json', '--deployment', 'dedicatd'],
      /--deployment: expected one of multi-tenant, dedicated, self-managed, saas \(did you mean dedicated\?\)$/m,
    ],
    ['an unknown edition', ['check', 'a.json', '--edition', '2020-01'], /2023-11, 2024-02, 2025-03, 2026-02/],
    ['a time-out that is no number', ['check', 's3://acme-wandb', '--timeout', 'soon'], /--timeout: expected seconds/],
    ['a concurrency of 0', ['check', 's3://acme-wandb', '--concurrency', '0'], /from 1 to 1000/],
    [
      'an unknown provider',
      ['check', 'a.json', '--provider', 'gcp'],
      /--provider: expected one of aws, gcs, s3-compatible, coreweave, azure, azure-ai \(did you mean gcs\?\)$/m,
    ],
    ['an unknown check to explain', ['explain', 'aws/cors'], /no check has the id "aws\/cors"/],
    ['an unknown schema', ['schema', 'evidnce'], /evidence, report, config/],
    ['two schemas', ['schema', 'report', 'config'], /too many arguments/],
    ['record without a folder', ['record', 's3://acme-wandb'], /--output <dir>/],
    ['record of a recording', ['record', 'a.json', '--output', 'out'], /is a recording already/],
    ['a configuration that is missing', ['check', 'a.json', '--config', 'no.yaml'], /--config no.yaml: there is no such file/],
  ])('%s', async (_, argv, expected) => {
    expect(await refused(argv, { 'a.json': versioned })).toMatch(expected);
  });
});

/** What a wrong variable may have put there; nothing of it is to be read in a message. */
const secret = "wJalrXUtnFEMI/K7MDENG'bPxRfiCYEXAMPLEKEY";

describe('a value that is no choice is not repeated', () => {
  const choices = [
    ['check', ['deployment', 'level', 'edition', 'access', 'azure-cloud', 'provider', 'severity', 'fail-on', 'format', 'rule']],
    ['check', ['timeout', 'concurrency']],
    ['record', ['deployment', 'level', 'edition', 'access', 'azure-cloud', 'provider', 'timeout', 'concurrency']],
    ['list', ['format', 'edition', 'severity', 'provider']],
    ['permissions', ['deployment', 'level', 'edition', 'access', 'severity', 'provider']],
    ['policy check', ['deployment', 'level', 'edition', 'format', 'fail-on', 'rule']],
    ['uri check', ['format', 'edition', 'deployment']],
    ['uri build', ['scheme', 'tls', 'force-path-style', 'edition']],
  ] as const;
  it.each(choices.flatMap(([command, names]) => names.map((name) => [command, name] as const)))(
    '%s --%s',
    async (command, name) => {
      const before = command === 'uri build' && name !== 'scheme' ? ['--scheme', 's3', '--bucket', 'b'] : [];
      const targets = { check: ['s3://acme-wandb'], 'policy check': ['s3-cors', '-'], record: ['--output', 'out'] };
      const documents = command in targets ? targets[command as keyof typeof targets] : [];
      for (const given of [[`--${name}=${secret}`], [`--${name}`, secret]]) {
        const said = await refused([...command.split(' '), ...documents, ...before, ...given]);
        expect(said).toMatch(
          name === 'rule' ? /^byob-audit: --rule: no debatable rule/ : new RegExp(`^byob-audit: --${name}: expected `),
        );
        expect(said).not.toMatch(/wJalr|EXAMPLEKEY/);
      }
    },
  );

  it.each([
    ['a schema', ['schema', secret], /^byob-audit: argument name: expected one of evidence, report, config$/m],
    ['a kind of document', ['policy', 'check', secret, '-'], /expected s3-bucket-policy, /],
    ['the value of a rule', ['check', 'a.json', '--rule', `cors-max-age=${secret}`], /--rule cors-max-age: expected /],
    ['a file of no format', ['check', 'a.json', '--format', `${secret}=x`], /--format: expected one of table/],
    ['a severity', ['check', 'a.json', '--select', `>=${secret}`], /expected >= and one of high/],
    ['a tag', ['check', 'a.json', '--select', `tag:${secret}`], /no check has this tag; tags are /],
    ['a flag that is joined to it', ['check', 'a.json', `-p${secret}`], /unknown option '-p…'/],
    ['a flag that it is itself', ['check', 'a.json', `--${secret}`], /unknown option '--…'/],
    ['a flag that takes no value', ['check', 'a.json', `--quiet=${secret}`], /unknown option '--quiet=…'/],
    ['a private key', ['check', 'a.json', `-----BEGIN ${secret}`], /unknown option '--…'/],
  ])('%s', async (_, argv, expected) => {
    const said = await refused(argv, { 'a.json': versioned });
    expect(said).toMatch(expected);
    expect(said).not.toMatch(/wJalr|EXAMPLEKEY/);
  });
});

describe('a value that can hold a credential is not repeated', () => {
  const word = 'hunter2Secret';
  const values = [
    `https://acme:${word}@minio.example`,
    `https://acme.blob.core.windows.net/wandb?sv=2024&sig=${word}%3D`,
    `https://acme.s3.amazonaws.com/x?X-Amz-Signature=${word}`,
    `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${word}==`,
    `BlobEndpoint=https://acme.blob.core.windows.net/;SharedAccessSignature=${word}`,
    `wJalrXUtnFEMI/K7MDENG/bPxRfiCY${word}`.slice(0, 40),
    `eyJhbGciOiJIUzI1NiJ9.${word}.x`,
  ];
  const flags = [
    'principal',
    'kms-key',
    'origin',
    'account',
    'region',
    'tenant',
    'issuer',
    'client-cidr',
    'endpoint',
    'role-arn',
  ];
  const others = ['subscription', 'azure-arm-endpoint', 'azure-blob-endpoint', 'impersonate-service-account'];

  it.each([...flags, ...others])('--%s', async (flag) => {
    for (const value of values) {
      // An issuer may have any query but not a question mark, so each of these is refused for its form or earlier.
      const said = await refused(['check', 's3://acme-wandb', `--${flag}`, value], {});
      expect(said).toMatch(/expected|credentials/);
      expect(said).not.toMatch(/hunter2|wJalr/);
    }
  });

  it.each(['principal', 'kmsKey', 'account', 'region', 'tenant', 'issuer'])('%s in the configuration', async (key) => {
    for (const value of values) {
      const yaml = JSON.stringify({ defaults: { [key]: value }, targets: [{ target: 's3://acme-wandb' }] });
      const said = await refused(['check'], { 'byob-audit.yaml': yaml });
      expect(said).toMatch(/byob-audit\.yaml:1:\d+: defaults\./);
      expect(said).not.toMatch(/hunter2|wJalr/);
    }
  });

  it('what can hold none is repeated', async () => {
    expect(await refused(['check', 's3://acme-wandb', '--account', '1111-2222-3333'])).toContain('found "1111-2222-3333"');
    expect(await refused(['check', 's3://acme-wandb', '--kms-key', 'arn:aws:s3:::acme'])).toContain('found "arn:aws:s3:::acme"');
  });
});

describe('an unknown flag', () => {
  it.each([
    [['check', '--preflight', 'x'], 'byob-audit check --help'],
    [['policy', 'check', '--preflight'], 'byob-audit policy check --help'],
    [['--preflight'], 'byob-audit --help'],
  ])('%j points to the help that lists the flags', async (argv, help) => {
    expect(await refused(argv)).toContain(`unknown option '--preflight'; see \`${help}\``);
  });
});

describe('a pipe or a device in the place of a file', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'byob-audit-pipe-'));
  afterAll(() => rmSync(cwd, { recursive: true }));
  execFileSync('mkfifo', [join(cwd, 'pipe.json')]);
  writeFileSync(join(cwd, 'good.json'), versioned);
  it.each([
    ['a target', ['check', 'pipe.json']],
    ['a device as a target', ['check', '/dev/zero']],
    ['a file of a target', ['check', '.']],
    ['--baseline', ['check', 'good.json', '--baseline', 'pipe.json']],
    ['--config', ['check', 'good.json', '--config', 'pipe.json']],
    ['a storage URI', ['uri', 'check', 'pipe.json']],
    ['a policy', ['policy', 'check', 's3-cors', 'pipe.json']],
    ['a device as a policy', ['policy', 'check', 's3-cors', '/dev/zero']],
  ])('%s is refused without waiting for it', async (_, argv) => {
    const { code, stderr } = await runCli(argv, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('is a pipe, a device or another special file; expected a regular file');
  });
});

describe.skipIf(!existsSync('/dev/full'))('a report on a full disk', () => {
  it.each(['table', 'json', 'ndjson', 'junit'])('as %s is an error with the file and the reason', async (format) => {
    const files = { 'a.json': versioned };
    const { code, stdout, stderr } = await runCli(['check', 'a.json', '--format', `${format}=/dev/full`], { files });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('byob-audit: the report could not be written whole to /dev/full: no space is left on the device\n');
  });
});

describe('an argument that can hold a credential', () => {
  const secrets = ['MADEUPSIGNATURE', 'MADEUPKEY'];
  const shapes = [
    'x?sv=2024-01-01&sig=MADEUPSIGNATURE',
    'https://acme.blob.core.windows.net/wandb?sig=MADEUPSIGNATURE',
    'https://minio.example/?X-Amz-Signature=MADEUPSIGNATURE',
    'https://minio.example/?X-Amz-Security-Token=MADEUPSIGNATURE',
    'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=MADEUPKEY',
    'SharedAccessSignature=MADEUPSIGNATURE',
    'https://user:MADEUPKEY@minio.example',
  ];
  const places: readonly (readonly string[])[] = [
    ['check'],
    ['record', '--output', 'out'],
    ['permissions'],
    ['explain'],
    ['policy', 'check', 's3-cors'],
    ['policy', 'check'],
    ['uri', 'check'],
    ['uri', 'check', 'good.env', '--against'],
    ['schema'],
    [],
    ...[
      'endpoint',
      'azure-blob-endpoint',
      'azure-arm-endpoint',
      'config',
      'tenant',
      'baseline',
      'rule',
      'select',
      'region',
      'edition',
    ]
      .concat('format', 'output', 'kms-key', 'principal', 'origin', 'account', 'timeout', 'profile', 'role-arn', 'provider')
      .map((flag) => ['check', 's3://acme', '--timeout', '1', '--endpoint', 'http://127.0.0.1:9', `--${flag}`]),
    ['list', '--format'],
  ];
  it.each(places)('is not repeated after %s %s %s %s %s %s %s', async (...argv) => {
    for (const shape of shapes) {
      const last = argv.filter((word) => word !== undefined);
      const files = { 'good.env': 'GORILLA_SUPPORTED_FILE_STORES=s3://acme', 'a.json': versioned };
      for (const written of [
        [...last, shape],
        [...last.slice(0, -1), `${last.at(-1) ?? 'x'}=${shape}`],
      ]) {
        const { stdout, stderr } = await runCli(written, { files });
        for (const secret of secrets) expect(`${stdout}${stderr}`, written.join(' ')).not.toContain(secret);
      }
    }
  });
});

describe('a usage error', () => {
  it('is cleaned and cut as reports are', async () => {
    const hostile = '\u001b]52;c;cHduZWQ=\u0007\u202e\r##vso[task.complete]';
    const files = { 'a.json': versioned.replace('"schemaVersion":1', `"schemaVersion":${JSON.stringify(hostile)}`) };
    const { stderr } = await runCli(['check', 'a.json'], { files });
    expect(stderr).toMatch(/^byob-audit: a\.json: schemaVersion: /);
    // oxlint-disable-next-line no-control-regex
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|##vso\[/);
    const long = await runCli(['check', 'b.json'], { files: { 'b.json': versioned.replace('versioning', 'x'.repeat(100_000)) } });
    expect(long.code).toBe(2);
    expect(long.stderr.length).toBeLessThan(8100);
  });
});
