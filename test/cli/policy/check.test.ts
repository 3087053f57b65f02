import { describe, expect, it } from 'vitest';
import { golden } from '../../support/golden.ts';
import { runCli, type Ran, type RunOptions } from '../../support/run-cli.ts';
import * as documents from './documents.ts';

type Kind = 's3-bucket-policy' | 'kms-key-policy' | 's3-cors' | 'gcs-cors' | 'gcs-iam' | 'azure-cors' | 'coreweave-bucket-policy';

interface Finding {
  readonly id: string;
  readonly check: string;
  readonly status: string;
  readonly severity: string;
  readonly key: string;
  readonly message: string;
  readonly answer?: string;
  readonly flag?: string;
}
interface Answer {
  readonly schemaVersion: number;
  readonly tool: { readonly name: string };
  readonly kind: string;
  readonly verdict: string;
  readonly findings: readonly Finding[];
}

const now = (): Date => new Date('2026-11-01T00:00:00Z');
const check = async (kind: string, text: string, flags = '', options: RunOptions = {}): Promise<Ran> =>
  runCli(['policy', 'check', kind, 'document.json', ...flags.split(' ').filter(Boolean)], {
    files: { 'document.json': text },
    now,
    ...options,
  });
const answerTo = async (kind: string, text: string, flags = ''): Promise<Answer & { readonly code: number }> => {
  const { code, stdout, stderr } = await check(kind, text, `${flags} --format json`);
  expect(stderr).toBe('');
  return { ...(JSON.parse(stdout) as Answer), code };
};

const dc = '--deployment dedicated';
const key = `${dc} --kms-key ${documents.keyArn}`;
const codes = { pass: 0, fail: 1, depends: 3 } as const;

/** Kind, document (by name, or the text), flags, verdict, the check that decides, and a part of what it says. */
type Row = readonly [Kind, string, string, keyof typeof codes, string, string];
const rows: readonly Row[] = [
  ['s3-bucket-policy', documents.bucketPolicy(documents.dedicated), dc, 'pass', '', ''],
  ['s3-bucket-policy', documents.bucketPolicy(documents.saas), '--deployment saas', 'pass', '', ''],
  ['s3-bucket-policy', documents.bucketPolicy(documents.saas), dc, 'fail', 'aws/bucket-policy-grants', 'and not to'],
  [
    's3-bucket-policy',
    documents.bucketPolicy(documents.dedicated),
    '',
    'depends',
    'aws/bucket-policy-grants',
    'the deployment of W&B is not declared',
  ],
  [
    's3-bucket-policy',
    documents.bucketPolicy(documents.dedicated),
    `${dc} --bucket other-bucket`,
    'fail',
    'aws/bucket-policy-grants',
    'S3 refuses the policy',
  ],
  [
    's3-bucket-policy',
    'bucketPolicyBehindVpc',
    dc,
    'fail',
    'aws/network-carve-out',
    "aws:SourceVpce is absent from W&B's own requests",
  ],
  ['s3-bucket-policy', 'bucketPolicyForRole', dc, 'depends', 'aws/bucket-policy-grants', 'names one identity of the account'],
  ['s3-bucket-policy', 'bucketPolicyForRole', `${dc} --principal arn:aws:iam::830241207209:role/some-node`, 'pass', '', ''],
  ['s3-bucket-policy', 'bucketPolicyTwice', dc, 'fail', 'aws/bucket-policy-grants', 'occurs twice (line 7, column 7)'],
  ['s3-bucket-policy', 'bucketPolicyOfTwo', `${dc} --bucket acme`, 'fail', 'aws/bucket-policy-grants', 'S3 refuses the policy'],
  ['s3-bucket-policy', 'bucketPolicyOfAll', `${dc} --bucket acme`, 'fail', 'aws/bucket-policy-grants', 'S3 refuses the policy'],
  ['s3-bucket-policy', 'coreweavePolicy', dc, 'fail', 'aws/bucket-policy-grants', 'Principal.CW is not a kind of principal'],
  ['s3-bucket-policy', 'bucketPolicyDocumented', dc, 'pass', '', ''],
  ['s3-bucket-policy', 'bucketPolicyInGovCloud', dc, 'fail', 'aws/bucket-policy-grants', 'nothing that W&B needs'],
  ['s3-bucket-policy', 'not json', dc, 'fail', 'aws/bucket-policy-grants', 'it is not JSON'],
  ['kms-key-policy', 'keyPolicy', key, 'pass', '', ''],
  ['kms-key-policy', 'keyPolicyNamingKey', dc, 'pass', '', ''],
  ['kms-key-policy', 'keyPolicyWithoutDecrypt', key, 'fail', 'aws/kms-key-policy-wandb', 'kms:Decrypt'],
  ['kms-key-policy', 'keyPolicyThroughS3', key, 'depends', 'aws/kms-key-policy-wandb', 'kms:ViaService'],
  [
    'kms-key-policy',
    'keyPolicy',
    `--kms-key ${documents.keyArn}`,
    'depends',
    'aws/kms-key-policy-wandb',
    'the deployment of W&B is not declared',
  ],
  ['kms-key-policy', '{"Statement": {}}', dc, 'fail', 'aws/kms-key-policy-wandb', 'KMS refuses the policy'],
  ['s3-cors', 's3Cors', '', 'pass', '', ''],
  ['s3-cors', 's3CorsOfApi', '', 'pass', '', ''],
  ['s3-cors', 's3CorsWithoutPut', '', 'fail', 'aws/cors-works', 'allows PUT'],
  ['s3-cors', 's3CorsNarrow', '', 'depends', 'aws/cors-works', 'narrower than the documented *'],
  ['s3-cors', 's3CorsNarrow', '--origin https://acme.wandb.io', 'pass', '', ''],
  ['s3-cors', 's3CorsWithOptions', '', 'fail', 'aws/cors-works', 'S3 refuses the document: OPTIONS is not a method'],
  ['s3-cors', '{"CORSRules": []}', '', 'fail', 'aws/cors-works', 'S3 refuses the document'],
  ['gcs-cors', 'gcsCors', '', 'pass', '', ''],
  ['gcs-cors', 'gcsCorsDocumented', '', 'pass', '', ''],
  ['gcs-cors', 'gcsCorsWithoutPut', '', 'fail', 'gcs/cors-works', 'is refused'],
  ['gcs-cors', 'gcsCorsNarrow', '', 'depends', 'gcs/cors-works', 'declare the origins'],
  ['gcs-cors', 'gcsCorsMisspelled', '', 'fail', 'gcs/cors-works', 'Cloud Storage refuses the document'],
  ['gcs-cors', '[]', '', 'fail', 'gcs/cors-works', 'there is no CORS rule'],
  ['azure-cors', 'azureCors', '', 'pass', '', ''],
  ['azure-cors', 'azureCorsWithoutPut', '', 'fail', 'azure/cors-works', 'PUT'],
  ['azure-cors', 'azureCorsNarrow', '', 'depends', 'azure/cors-works', 'declare the origins'],
  ['azure-cors', 'azureCorsOfSix', '', 'fail', 'azure/cors-works', 'Azure Storage refuses the document: there are 6 CORS rules'],
  ['gcs-iam', 'gcsIam', dc, 'pass', '', ''],
  ['gcs-iam', 'gcsIamEnding', dc, 'pass', '', ''],
  [
    'gcs-iam',
    'gcsIam',
    '--deployment self-managed --principal serviceAccount:Deploy@wandb-production.iam.gserviceaccount.com',
    'pass',
    '',
    '',
  ],
  ['gcs-iam', 'gcsIamObjectAdmin', dc, 'fail', 'gcs/iam-wandb', 'storage.buckets.get'],
  ['gcs-iam', 'gcsIamSwapped', dc, 'fail', 'gcs/iam-wandb', 'the account of multi-tenant deployments, and not to'],
  ['gcs-iam', 'gcsIamPublic', dc, 'fail', 'gcs/iam-public', 'allUsers'],
  ['gcs-iam', 'gcsIamExpired', dc, 'fail', 'gcs/iam-wandb', 'it has expired'],
  ['gcs-iam', 'gcsIamDeleted', dc, 'fail', 'gcs/iam-wandb', 'a deleted account has no access'],
  ['gcs-iam', 'gcsIamAsUser', dc, 'fail', 'gcs/iam-wandb', 'names a service account as user'],
  ['gcs-iam', 'gcsIamVersion1', dc, 'fail', 'gcs/iam-wandb', 'which takes version 3'],
  ['gcs-iam', 'gcsIamOfBucket', `${dc} --bucket acme`, 'pass', '', ''],
  ['gcs-iam', 'gcsIamOfBucket', `${dc} --bucket other`, 'fail', 'gcs/iam-wandb', 'is false for projects/_/buckets/other'],
  ['gcs-iam', 'gcsIamOfBucket', dc, 'depends', 'gcs/iam-wandb', 'depends on the bucket, which is not known'],
  ['gcs-iam', 'gcsIamCustomRole', dc, 'depends', 'gcs/iam-wandb', 'is a custom role'],
  ['gcs-iam', 'gcsIamGroup', dc, 'depends', 'gcs/iam-wandb', 'group:storage@acme.example'],
  ['gcs-iam', 'gcsIamUndecided', dc, 'depends', 'gcs/iam-wandb', 'resource.matchTag'],
  ['gcs-iam', 'gcsIam', '', 'depends', 'gcs/iam-wandb', 'the account of dedicated deployments'],
  ['gcs-iam', 'gcsIam', '--deployment self-managed', 'depends', 'gcs/iam-wandb', 'self-managed W&B server is not declared'],
  ['gcs-iam', 'gcsIamFew', `${dc} --fail-on low`, 'fail', 'gcs/iam-wandb', 'storage.objects.update'],
  ['coreweave-bucket-policy', 'coreweavePolicy', `${dc} --org-id acme-org`, 'pass', '', ''],
  ['coreweave-bucket-policy', 'coreweaveOfSaas', '--deployment saas --org-id acme-org', 'pass', '', ''],
  [
    'coreweave-bucket-policy',
    'coreweavePolicy',
    dc,
    'depends',
    'coreweave/bucket-policy-org-id',
    'whether that is your organization',
  ],
  [
    'coreweave-bucket-policy',
    'coreweavePolicy',
    `${dc} --org-id other-org`,
    'fail',
    'coreweave/bucket-policy-grants',
    'and not for other-org',
  ],
  [
    'coreweave-bucket-policy',
    'coreweavePolicy',
    '--deployment saas --org-id acme-org',
    'fail',
    'coreweave/bucket-policy-grants',
    'and not to arn:aws:iam::wandb:static/wandb-integration-public',
  ],
  [
    'coreweave-bucket-policy',
    'coreweavePolicy',
    '',
    'depends',
    'coreweave/bucket-policy-grants',
    'the deployment of W&B is not declared',
  ],
  ['coreweave-bucket-policy', 'coreweaveWithoutOrg', dc, 'fail', 'coreweave/bucket-policy-org-id', 'every other customer'],
  ['coreweave-bucket-policy', 'coreweaveDoubled', dc, 'fail', 'coreweave/bucket-policy-grants', 'a doubled ARN'],
  ['coreweave-bucket-policy', 'coreweaveOnAws', dc, 'fail', 'coreweave/bucket-policy-grants', 'nobody at CoreWeave'],
  ['coreweave-bucket-policy', 'coreweaveReadOnly', dc, 'fail', 'coreweave/bucket-policy-grants', 'is not granted'],
  [
    'coreweave-bucket-policy',
    '{"Statement": []}',
    `${dc} --bucket acme`,
    'fail',
    'coreweave/bucket-policy-grants',
    'is not granted',
  ],
];
const named = new Map(Object.entries(documents).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])));
const nameOf = (document: string): string => (named.has(document) ? document : document.replaceAll(/\s+/g, ' ').slice(0, 24));
const textOf = (document: string): string => named.get(document) ?? document;

describe('policy check', () => {
  it.each(rows.map(([kind, document, ...rest]) => [kind, nameOf(document), document, ...rest] as const))(
    '%s %s',
    async (kind, _, document, flags, verdict, decides, says) => {
      const answer = await answerTo(kind, textOf(document), flags);
      expect({ verdict: answer.verdict, code: answer.code }, JSON.stringify(answer.findings, null, 1)).toEqual({
        verdict,
        code: codes[verdict],
      });
      expect(answer).toMatchObject({ schemaVersion: 1, tool: { name: 'byob-audit' }, kind });
      const ids = new Set(answer.findings.map(({ check: id, key: outcome }) => `${id} ${outcome}`));
      expect(ids.size).toBe(answer.findings.length);
      for (const { id, message } of answer.findings) {
        expect(id).toMatch(/^[\da-f]{16}$/);
        // oxlint-disable-next-line no-control-regex
        expect(message).not.toMatch(/[\u0000-\u001f]|\bshould\b|!|undefined|\[object/);
      }
      if (decides !== '') {
        const status = verdict === 'fail' ? 'fail' : 'manual';
        const found = answer.findings.filter((finding) => finding.check === decides && finding.status === status);
        expect(found.map(({ message }) => message).join('\n')).toContain(says);
      }
    },
  );

  it('names the flag that answers a question', async () => {
    const flagsOf = async (...args: Parameters<typeof answerTo>) =>
      (await answerTo(...args)).findings.flatMap(({ status, severity, flag }) =>
        status === 'manual' && severity !== 'info' ? [flag] : [],
      );
    expect(await flagsOf('s3-cors', documents.s3CorsNarrow)).toEqual(['--origin']);
    expect(await flagsOf('gcs-iam', documents.gcsIam)).toEqual(['--deployment']);
    expect(await flagsOf('gcs-iam', documents.gcsIamOfBucket, dc)).toEqual(['--bucket']);
    expect(await flagsOf('coreweave-bucket-policy', documents.coreweavePolicy, dc)).toEqual(['--org-id']);
    expect(await flagsOf('s3-bucket-policy', documents.bucketPolicyForRole, dc)).toContain('--principal');
  });

  it('a lesser failure is advice until --fail-on says otherwise', async () => {
    const grants = (findings: readonly Finding[]) => findings.find(({ check: id }) => id === 'gcs/iam-wandb');
    const lenient = await answerTo('gcs-iam', documents.gcsIamFew, dc);
    expect(grants(lenient.findings)).toMatchObject({ status: 'fail', severity: 'low' });
    expect((await check('gcs-iam', documents.gcsIamFew, dc)).stdout).toContain('advice');
    expect((await check('gcs-iam', documents.gcsIamFew, `${dc} --fail-on low`)).code).toBe(1);
    expect((await check('gcs-iam', documents.gcsIamPublic, `${dc} --fail-on high`)).code).not.toBe(1);
  });

  it('switches debatable rules', async () => {
    const kms = async (rule: string) =>
      (await check('kms-key-policy', documents.keyPolicyThroughS3, `${key} --rule ${rule}`)).code;
    expect(await kms('kms-via-service=lenient')).toBe(0);
    expect(await kms('kms-via-service=strict')).toBe(1);
    expect(await kms('kms-via=strict')).toBe(2);
  });

  it('reads standard input', async () => {
    const argv = ['policy', 'check', 's3-cors', '-'];
    const ran = await runCli(argv, { stdin: documents.s3Cors });
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('standard input');
    expect(await runCli(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining('standard input is closed') as string });
  });

  it('judges a document that begins with a byte order mark', async () => {
    expect((await check('s3-cors', `\ufeff${documents.s3Cors}`)).code).toBe(0);
  });

  it('says the same whatever the order of statements', async () => {
    const { Statement, ...rest } = JSON.parse(documents.bucketPolicyBehindVpc) as { Statement: unknown[] };
    const turned = JSON.stringify({ ...rest, Statement: Statement.toReversed() });
    expect((await answerTo('s3-bucket-policy', turned, dc)).verdict).toBe('fail');
  });
});

describe('what policy check prints', () => {
  const goldens: readonly (readonly [string, Kind, string, string])[] = [
    ['bucket-policy-pass', 's3-bucket-policy', documents.bucketPolicy(documents.dedicated), dc],
    ['bucket-policy-behind-vpc', 's3-bucket-policy', documents.bucketPolicyBehindVpc, dc],
    ['bucket-policy-refused', 's3-bucket-policy', documents.bucketPolicyTwice, dc],
    ['key-policy-through-s3', 'kms-key-policy', documents.keyPolicyThroughS3, key],
    ['s3-cors-narrow', 's3-cors', documents.s3CorsNarrow, ''],
    ['gcs-cors-documented', 'gcs-cors', documents.gcsCorsDocumented, '--verbose'],
    ['gcs-iam-object-admin', 'gcs-iam', documents.gcsIamObjectAdmin, `${dc} --bucket acme`],
    ['gcs-iam-custom-role', 'gcs-iam', documents.gcsIamCustomRole, `${dc} --bucket acme`],
    ['azure-cors-without-put', 'azure-cors', documents.azureCorsWithoutPut, ''],
    ['coreweave-without-org', 'coreweave-bucket-policy', documents.coreweaveWithoutOrg, dc],
  ];

  it.each(goldens)('%s', async (name, kind, text, flags) => {
    const { stdout, stderr } = await check(kind, text, flags);
    expect(stderr).toBe('');
    golden(`test/cli/golden/policy-check/${name}.txt`, stdout);
  });

  it('ends with the verdict and the meaning of the exit code', async () => {
    const last = async (...args: Parameters<typeof check>) => (await check(...args)).stdout.trimEnd().split('\n').at(-1);
    expect(await last('s3-cors', documents.s3Cors)).toMatch(/^verdict: pass, exit 0: /);
    expect(await last('s3-cors', documents.s3CorsWithoutPut)).toMatch(/^verdict: fail, exit 1: 1 failure at or above medium/);
    expect(await last('s3-cors', documents.s3CorsNarrow)).toMatch(/^verdict: depends, exit 3: nothing is wrong for certain/);
  });

  it('is painted on request only', async () => {
    expect((await check('s3-cors', documents.s3Cors)).stdout).not.toContain('\u001b');
    expect((await check('s3-cors', documents.s3Cors, '--color')).stdout).toContain('\u001b');
    const terminal = { columns: 80 };
    expect((await check('s3-cors', documents.s3Cors, '', terminal)).stdout).toContain('\u001b');
    expect((await check('s3-cors', documents.s3Cors, '--no-color', terminal)).stdout).not.toContain('\u001b');
  });

  it('lets nothing of a document act on the terminal', async () => {
    const hostile = documents.gcsIamGroup.replace('storage@acme.example', 'a\\u001b[2J\\u202e@acme.example');
    for (const format of ['table', 'json']) {
      const { stdout } = await check('gcs-iam', hostile, `${dc} --format ${format}`);
      // oxlint-disable-next-line no-control-regex
      expect(stdout).not.toMatch(/[\u001b\u202e]/);
    }
  });
});

describe('bad input of policy check', () => {
  const refusal = async (argv: readonly string[], options: RunOptions = {}): Promise<string> => {
    const { code, stdout, stderr } = await runCli(['policy', ...argv], options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^byob-audit: [^\n]+\n$/);
    return stderr;
  };
  const withFile = (content: string): RunOptions => ({ files: { 'd.json': content } });

  it.each<readonly [string, readonly string[], RunOptions, string]>([
    ['an unknown kind', ['check', 's3-bucket-polcy', 'd.json'], {}, 'did you mean s3-bucket-policy?'],
    ['a kind of nothing', ['check', 'x', 'd.json'], {}, 'expected s3-bucket-policy, kms-key-policy'],
    ['no file', ['check', 's3-cors'], {}, "missing required argument 'file'"],
    ['no kind', ['check'], {}, "missing required argument 'kind'"],
    ['no command', [], {}, 'expected a command after `policy`'],
    ['an unknown command', ['chek', 's3-cors', 'd.json'], {}, "unknown command 'chek' (did you mean check?)"],
    ['a missing file', ['check', 's3-cors', 'none.json'], {}, 'file "none.json": there is no such file'],
    ['an empty name', ['check', 's3-cors', ''], {}, 'the name of the document is empty'],
    ['a folder', ['check', 's3-cors', '.'], {}, 'is a folder'],
    ['an empty file', ['check', 's3-cors', 'd.json'], withFile(' \n'), 'file "d.json" is empty'],
    ['an empty pipe', ['check', 's3-cors', '-'], { stdin: '' }, 'standard input is empty'],
    ['a binary pipe', ['check', 's3-cors', '-'], { stdin: new Uint8Array([0x50, 0x4b, 0, 1]) }, 'is binary or not UTF-8'],
    ['another encoding', ['check', 's3-cors', '-'], { stdin: new Uint8Array([0x22, 0xe9, 0x22]) }, 'is binary or not UTF-8'],
    ['a huge file', ['check', 's3-cors', 'd.json'], withFile(' '.repeat(10 * 1024 * 1024 + 1)), 'is larger than 10 MB'],
    ['a huge pipe', ['check', 's3-cors', '-'], { stdin: ' '.repeat(10 * 1024 * 1024 + 1) }, 'is larger than 10 MB'],
    [
      'a bucket that cannot be',
      ['check', 's3-bucket-policy', 'd.json', '--bucket', 'A'],
      {},
      '--bucket "A": no bucket can be named',
    ],
    ['an impossible GCS bucket', ['check', 'gcs-iam', 'd.json', '--bucket', 'gs://a'], {}, 'without gs://'],
    ['an impossible account', ['check', 'azure-cors', 'd.json', '--bucket', 'A-B'], {}, 'the name of a storage account'],
    [
      'an ARN for Google',
      ['check', 'gcs-iam', 'd.json', '--principal', documents.dedicated],
      {},
      'the address of a service account',
    ],
    ['an address for AWS', ['check', 's3-bucket-policy', 'd.json', '--principal', 'a@b.c'], {}, 'the ARN of an IAM role'],
    [
      'an address for CoreWeave',
      ['check', 'coreweave-bucket-policy', 'd.json', '--principal', 'a@b.c'],
      {},
      'a principal of CoreWeave',
    ],
    [
      'an origin with a path',
      ['check', 's3-cors', 'd.json', '--origin', 'https://a.example/b'],
      {},
      '--origin: expected an origin',
    ],
    [
      'a hostile prefix',
      ['check', 's3-bucket-policy', 'd.json', '--prefix', 'a\u0007'],
      {},
      '--prefix contains control characters',
    ],
    [
      'a policy of two buckets',
      ['check', 's3-bucket-policy', 'd.json'],
      withFile(documents.bucketPolicyOfTwo),
      'names 2 buckets',
    ],
    [
      'a policy of no bucket',
      ['check', 's3-bucket-policy', 'd.json'],
      withFile(documents.bucketPolicyOfAll),
      'pass --bucket NAME',
    ],
    ['a key policy of no key', ['check', 'kms-key-policy', 'd.json'], withFile(documents.keyPolicy), 'pass --kms-key ARN'],
    [
      'an alias',
      ['check', 'kms-key-policy', 'd.json', '--kms-key', 'arn:aws:kms:eu-central-1:111122223333:alias/a'],
      withFile(documents.keyPolicy),
      'found that of an alias',
    ],
  ])('%s', async (_, argv, options, says) => {
    expect(await refusal(argv, options)).toContain(says);
  });

  it('help tells the kinds and the exit codes', async () => {
    const { stdout } = await runCli(['policy', 'check', '--help']);
    for (const part of ['coreweave-bucket-policy', '--org-id', '  0    pass', '  3    depends']) expect(stdout).toContain(part);
  });
});
