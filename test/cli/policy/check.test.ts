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
  readonly location?: { readonly file: string; readonly line: number; readonly column: number };
}
interface Report {
  readonly kind: string;
  readonly schemaVersion: number;
  readonly tool: { readonly name: string };
  readonly findings: readonly Finding[];
  readonly targets: readonly {
    readonly uri: string;
    readonly verdict: string;
    readonly document: { readonly kind: string; readonly file: string };
    readonly notRun?: readonly { readonly check: string; readonly needs: readonly string[] }[];
  }[];
  readonly exit: { readonly code: number; readonly reason: string };
}

const now = (): Date => new Date('2026-11-01T00:00:00Z');
const check = async (kind: string, text: string, flags = '', options: RunOptions = {}): Promise<Ran> =>
  runCli(['policy', 'check', kind, 'document.json', ...flags.split(' ').filter(Boolean)], {
    files: { 'document.json': text },
    now,
    ...options,
  });
const answerTo = async (
  kind: string,
  text: string,
  flags = '',
): Promise<Report & { readonly code: number; readonly verdict: string | undefined }> => {
  const { code, stdout, stderr } = await check(kind, text, `${flags} --format json`);
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Report;
  return { ...report, code, verdict: report.targets[0]?.verdict };
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
    'aws/policy-accepted',
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
  ['s3-bucket-policy', 'bucketPolicyTwice', dc, 'fail', 'aws/policy-accepted', 'occurs twice (line 7, column 7)'],
  ['s3-bucket-policy', 'bucketPolicyOfTwo', `${dc} --bucket acme`, 'fail', 'aws/policy-accepted', 'S3 refuses the policy'],
  ['s3-bucket-policy', 'bucketPolicyOfAll', `${dc} --bucket acme`, 'fail', 'aws/policy-accepted', 'S3 refuses the policy'],
  ['s3-bucket-policy', 'coreweavePolicy', dc, 'fail', 'aws/policy-accepted', 'Principal.CW is not a kind of principal'],
  ['s3-bucket-policy', 'bucketPolicyDocumented', dc, 'pass', '', ''],
  ['s3-bucket-policy', 'bucketPolicyInGovCloud', dc, 'fail', 'aws/bucket-policy-grants', 'nothing that W&B needs'],
  ['kms-key-policy', 'keyPolicy', key, 'pass', '', ''],
  ['kms-key-policy', 'keyPolicyNamingKey', dc, 'pass', '', ''],
  ['kms-key-policy', 'keyPolicyWithoutDecrypt', key, 'fail', 'aws/kms-key-policy-wandb', 'kms:Decrypt'],
  ['kms-key-policy', 'keyPolicyThroughS3', key, 'pass', '', ''],
  ['kms-key-policy', 'keyPolicyThroughS3', `${key} --fail-on low`, 'depends', 'aws/kms-key-policy-wandb', 'kms:ViaService'],
  [
    'kms-key-policy',
    'keyPolicy',
    `--kms-key ${documents.keyArn}`,
    'depends',
    'aws/kms-key-policy-wandb',
    'the deployment of W&B is not declared',
  ],
  ['kms-key-policy', '{"Statement": {}}', dc, 'fail', 'aws/policy-accepted', 'KMS refuses the policy'],
  ['s3-cors', 's3Cors', '', 'pass', '', ''],
  ['s3-cors', 's3CorsOfApi', '', 'pass', '', ''],
  ['s3-cors', 's3CorsWithoutPut', '', 'fail', 'aws/cors-works', 'allows PUT'],
  ['s3-cors', 's3CorsNarrow', '', 'depends', 'aws/cors-works', 'narrower than the documented *'],
  ['s3-cors', 's3CorsNarrow', '--origin https://acme.wandb.io', 'pass', '', ''],
  ['s3-cors', 's3CorsWithOptions', '', 'fail', 'aws/cors-accepted', 'S3 refuses the document: OPTIONS is not a method'],
  ['s3-cors', '{"CORSRules": []}', '', 'fail', 'aws/cors-accepted', 'S3 refuses the document'],
  ['gcs-cors', 'gcsCors', '', 'pass', '', ''],
  ['gcs-cors', 'gcsCorsDocumented', '', 'pass', '', ''],
  ['gcs-cors', 'gcsCorsWithoutPut', '', 'fail', 'gcs/cors-works', 'is refused'],
  ['gcs-cors', 'gcsCorsNarrow', '', 'depends', 'gcs/cors-works', 'declare the origins'],
  ['gcs-cors', 'gcsCorsMisspelled', '', 'fail', 'gcs/cors-accepted', 'Cloud Storage refuses the document'],
  ['gcs-cors', '[]', '', 'fail', 'gcs/cors-works', 'the bucket has no CORS entry'],
  ['azure-cors', 'azureCors', '', 'pass', '', ''],
  ['azure-cors', 'azureCorsWithoutPut', '', 'fail', 'azure/cors-works', 'PUT'],
  ['azure-cors', 'azureCorsNarrow', '', 'depends', 'azure/cors-works', 'declare the origins'],
  [
    'azure-cors',
    'azureCorsOfSix',
    '',
    'fail',
    'azure/cors-accepted',
    'Azure Storage refuses the document: there are 6 CORS rules',
  ],
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
  ['gcs-iam', 'gcsIamAsUser', dc, 'fail', 'gcs/iam-accepted', 'names a service account as user'],
  ['gcs-iam', 'gcsIamVersion1', dc, 'fail', 'gcs/iam-accepted', 'which takes version 3'],
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
  ['coreweave-bucket-policy', 'coreweavePolicy', dc, 'pass', '', ''],
  [
    'coreweave-bucket-policy',
    'coreweavePolicy',
    `${dc} --fail-on low`,
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
      expect(answer).toMatchObject({
        kind: 'byob-audit/report',
        schemaVersion: 1,
        tool: { name: 'byob-audit' },
        exit: { code: codes[verdict] },
        targets: [{ document: { kind, file: 'document.json' } }],
      });
      expect(new Set(answer.findings.map(({ check: id }) => id)).size).toBe(answer.findings.length);
      for (const { id, message, location } of answer.findings) {
        expect(id).toMatch(/^[\da-f]{16}$/);
        expect(location?.file).toBe('document.json');
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

  it('names what answers a question', async () => {
    const answersOf = async (...args: Parameters<typeof answerTo>) =>
      (await answerTo(...args)).findings.flatMap(({ status, answer }) => (status === 'manual' ? [answer] : []));
    expect(await answersOf('s3-cors', documents.s3CorsNarrow)).toEqual(['origins']);
    expect(await answersOf('gcs-iam', documents.gcsIam)).toEqual(['deployment']);
    expect(await answersOf('gcs-iam', documents.gcsIamOfBucket, dc)).toEqual(['bucket']);
    expect(await answersOf('coreweave-bucket-policy', documents.coreweavePolicy, dc)).toEqual(['orgId']);
    expect(await answersOf('s3-bucket-policy', documents.bucketPolicyForRole, dc)).toContain('principal');
    expect((await check('s3-cors', documents.s3CorsNarrow)).stdout).toContain('answer: `--origin URL`\n');
  });

  it('heads what is found by status and severity, and gates by --fail-on', async () => {
    const lenient = await answerTo('gcs-iam', documents.gcsIamFew, dc);
    const grants = lenient.findings.find(({ check: id }) => id === 'gcs/iam-wandb');
    expect(grants).toMatchObject({ status: 'fail', severity: 'low' });
    expect((await check('gcs-iam', documents.gcsIamFew, dc)).stdout).toContain('  FAIL low  gcs/iam-wandb\n');
    expect((await check('gcs-iam', documents.gcsIamFew, `${dc} --fail-on low`)).code).toBe(1);
    expect((await check('gcs-iam', documents.gcsIamPublic, `${dc} --fail-on high`)).code).toBe(0);
    expect((await check('gcs-iam', documents.gcsIam, '--allow-unknown')).code).toBe(0);
    expect((await check('gcs-iam', documents.gcsIam, '--strict')).code).toBe(1);
    expect((await check('gcs-iam', documents.gcsIamSwapped, `${dc} --fail-on none`)).code).toBe(0);
  });

  it('what the document tells is a failure whichever way open facts fall', async () => {
    const open = documents.bucketPolicyPublic;
    const { verdict, findings } = await answerTo('s3-bucket-policy', open, dc);
    expect(verdict).toBe('fail');
    expect(findings.find(({ check: id }) => id === 'aws/bucket-policy-public')).toMatchObject({
      status: 'fail',
      severity: 'high',
      message: 'by the rules of S3 the bucket policy is public, because of Statement[1]',
    });
    expect(findings.find(({ check: id }) => id === 'aws/restrict-public-buckets')).toMatchObject({
      status: 'manual',
      key: 'outside-the-document',
      message: expect.stringMatching(
        /it depends on the public access block of the bucket and .*, which is not in the document$/,
      ) as string,
    });
  });

  it.each<readonly [Kind, string, string, string]>([
    ['s3-bucket-policy', documents.bucketPolicyPublic, 'aws/bucket-policy-public', '"Sid": "Everybody"'],
    ['s3-bucket-policy', documents.bucketPolicyBehindVpc, 'aws/network-carve-out', '"Sid": "DenyOutsideVpc"'],
    [
      's3-bucket-policy',
      documents.wrapped(documents.bucketPolicyBehindVpc),
      'aws/network-carve-out',
      '\\"Sid\\": \\"DenyOutsideVpc\\"',
    ],
    ['s3-bucket-policy', documents.bucketPolicyTwice, 'aws/policy-accepted', '"Effect": "Allow"'],
    ['kms-key-policy', documents.keyPolicyThroughS3, 'aws/kms-key-policy-wandb', '"Sid": "External"'],
    ['s3-cors', documents.s3CorsShadowed, 'aws/cors-works', '"AllowedHeaders": ['],
    ['s3-cors', documents.s3CorsWithOptions, 'aws/cors-accepted', '"OPTIONS"'],
    ['gcs-iam', documents.gcsIamPublic, 'gcs/iam-public', '"role": "roles/storage.objectViewer"'],
    ['coreweave-bucket-policy', documents.coreweaveWithoutOrg, 'coreweave/bucket-policy-org-id', '"Sid": "WAndBAccountAccess"'],
  ])('points to the place: %s %#', async (kind, text, id, part) => {
    const flags = kind === 'kms-key-policy' ? key : dc;
    const found = (await answerTo(kind, text, flags)).findings.find((finding) => finding.check === id);
    const { line, column } = found?.location ?? { line: 0, column: 0 };
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length +
      (line > 1 ? 1 : 0) +
      column -
      1;
    // A statement or rule begins with a brace, and its first member follows.
    expect(
      text
        .slice(start)
        .replace(/^\{(?:\s|\\n)*/, '')
        .slice(0, part.length),
    ).toBe(part);
    const place = `document.json:${line}:${column}`;
    expect((await check(kind, text, flags)).stdout).toContain(place);
    expect((await check(kind, text, `${flags} --format junit`)).stdout).toContain(place);
  });

  it('judges several documents, and standard input among them', async () => {
    const argv = ['policy', 'check', 's3-cors', 'good.json', '-', '--format', 'json'];
    const files = { 'good.json': documents.s3Cors };
    const ran = await runCli(argv, { files, stdin: documents.s3CorsWithoutPut, now });
    const { targets, exit, findings } = JSON.parse(ran.stdout) as Report;
    expect(targets.map(({ document, verdict }) => [document.file, verdict])).toEqual([
      ['good.json', 'pass'],
      ['-', 'fail'],
    ]);
    expect([ran.code, exit]).toEqual([1, { code: 1, reason: expect.stringContaining('in 1 of 2 documents') as string }]);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length);
    const same = await runCli(['policy', 'check', 's3-cors', 'a.json', 'b.json', '--bucket', 'acme', '--format', 'json'], {
      files: { 'a.json': documents.s3Cors, 'b.json': documents.s3Cors },
      now,
    });
    const ids = (JSON.parse(same.stdout) as Report).findings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('writes every format to files, says so, and obeys --quiet', async () => {
    const formats = ['json', 'ndjson', 'junit', 'table'].flatMap((name) => ['--format', `${name}=out.${name}`]);
    const { stdout, stderr, code } = await check('s3-cors', documents.s3Cors, formats.join(' '));
    expect([stdout, code]).toEqual(['', 0]);
    expect(stderr).toContain('exit 0: nothing at or above medium failed; written: out.json');
    const quiet = await check('s3-cors', documents.s3CorsWithoutPut, '--quiet');
    expect(quiet.stdout).toMatch(/^1 document: 2 failed|^1 document: 1 failed/);
  });

  it('selects as check does, and names what did not run', async () => {
    const ids = async (flags: string) => {
      const { findings, targets, code } = await answerTo(
        's3-bucket-policy',
        documents.bucketPolicy(documents.dedicated),
        `${dc} ${flags}`,
      );
      return { code, ran: findings.map(({ check: id }) => id), notRun: (targets[0]?.notRun ?? []).map(({ check: id }) => id) };
    };
    expect(await ids('--select aws/tls-only')).toEqual({ code: 0, ran: ['aws/tls-only'], notRun: [] });
    expect(await ids('--select aws/versioning')).toEqual({ code: 3, ran: [], notRun: ['aws/versioning'] });
    expect((await ids('--ignore aws/policy-advice')).ran).not.toContain('aws/policy-advice');
    expect((await ids('--severity high')).ran).not.toContain('aws/tls-only');
    expect((await ids('')).notRun).toContain('aws/versioning');
    expect((await ids('')).notRun).not.toContain('aws/prefix');
    expect((await check('s3-bucket-policy', documents.bucketPolicy(documents.dedicated), `${dc} --verbose`)).stdout).toContain(
      'aws/versioning',
    );
  });

  it('switches debatable rules', async () => {
    const kms = async (rule: string) =>
      (await check('kms-key-policy', documents.keyPolicyThroughS3, `${key} --rule ${rule}`)).code;
    expect(await kms('kms-via-service=lenient')).toBe(0);
    expect(await kms('kms-via-service=strict')).toBe(1);
    expect(await kms('kms-via-service=default')).toBe(0);
    expect(await kms('kms-via=strict')).toBe(2);
  });

  const subPath = JSON.stringify({
    version: 3,
    etag: 'CAE=',
    bindings: [
      {
        role: 'roles/storage.admin',
        members: ['serviceAccount:deploy@wandb-production.iam.gserviceaccount.com'],
        condition: {
          title: 'team',
          expression:
            'resource.type == "storage.googleapis.com/Bucket" || resource.name.startsWith("projects/_/buckets/acme/objects/team/")',
        },
      },
    ],
  });
  const aged = JSON.stringify([{ origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'], maxAgeSeconds: 600 }]);
  it.each<readonly [Kind, string, string, string, number, string]>([
    ['gcs-iam', subPath, `${dc} --bucket acme --prefix team`, 'sub-path-grant', 0, 'gcs/iam-wandb'],
    ['gcs-cors', aged, '', 'cors-max-age', 0, 'gcs/cors-exact'],
    ['gcs-cors', documents.gcsCorsNarrow, '', 'cors-origin-star', 3, 'gcs/cors-works'],
    ['azure-cors', documents.azureCorsNarrow, '', 'cors-origin-star', 3, 'azure/cors-works'],
    ['s3-cors', documents.s3CorsNarrow, '', 'cors-origin-star', 3, 'aws/cors-works'],
  ])('a strict rule fails %s that the default does not: %#', async (kind, text, flags, rule, code, id) => {
    expect((await check(kind, text, flags)).code).toBe(code);
    const strict = await answerTo(kind, text, `${flags} --rule ${rule}=strict`);
    expect(strict.code).toBe(1);
    expect(strict.findings.find((finding) => finding.check === id)).toMatchObject({ status: 'fail', severity: 'medium' });
  });

  it.each([
    ['DELETE added', ['GET', 'HEAD', 'PUT', 'DELETE']],
    ['every method', ['*']],
  ])('holds the entry of Cloud Storage to the documented one: %s', async (_, method) => {
    const text = JSON.stringify([{ origin: ['*'], method, responseHeader: ['*'], maxAgeSeconds: 3000 }]);
    const { code, findings } = await answerTo('gcs-cors', text);
    expect(code).toBe(1);
    expect(findings.filter(({ status }) => status === 'fail').map(({ check: id }) => id)).toEqual(['gcs/cors-exact']);
  });

  it('prints the fix of the check, with the account where that is told', async () => {
    const wrong = ['azure-cors', documents.azureCorsWithoutPut] as const;
    expect((await check(...wrong)).stdout).toContain('cors-rule add --account-name ACCOUNT --allowed-origins');
    expect((await check(...wrong, '--bucket acmewandb')).stdout).toContain(
      'cors-rule add --account-name acmewandb --allowed-origins',
    );
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

  it('tells verdict, exit code and what to do next', async () => {
    const end = async (...args: Parameters<typeof check>) =>
      (await check(...args)).stdout.trimEnd().split('\n').slice(-6).join('\n');
    expect(await end('s3-cors', documents.s3CorsOfApi)).toMatch(
      /verdict: pass, .*exit 0 \(good\): .*next: byob-audit check TARGET/s,
    );
    expect(await end('s3-cors', documents.s3CorsWithoutPut)).toMatch(
      /verdict: fail, .*exit 1 \(failed\): 1 failure at or above medium\nnext: byob-audit explain aws\/cors-works$/s,
    );
    expect(await end('s3-cors', documents.s3CorsNarrow)).toMatch(
      /verdict: depends, .*exit 3 \(depends\): nothing is wrong for certain, and 1 question is open\nnext: answer with `--origin URL`/s,
    );
  });

  it('shows no target where none is known', async () => {
    for (const [kind, text] of [
      ['s3-cors', documents.s3Cors],
      ['gcs-cors', documents.gcsCors],
      ['gcs-iam', documents.gcsIam],
      ['azure-cors', documents.azureCors],
    ] as const) {
      const [head] = (await check(kind, text, dc)).stdout.split('\n');
      expect(head).toBe(`document.json  ${kind} · dedicated · edition 2026-02`);
    }
    expect((await check('azure-cors', documents.azureCors, '--bucket acmewandb')).stdout).toContain(
      'azure-cors · az://acmewandb ·',
    );
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
    ['a file twice', ['check', 's3-cors', 'd.json', 'd.json'], withFile(documents.s3Cors), 'file "d.json" is given twice'],
    ['one bad file among good ones', ['check', 's3-cors', 'd.json', 'none.json'], withFile(documents.s3Cors), 'none.json'],
    [
      'XML',
      ['check', 's3-cors', 'd.json'],
      withFile('<CORSConfiguration/>'),
      'it is XML, not JSON; expected the JSON form, as aws s3api get-bucket-cors',
    ],
    [
      'YAML',
      ['check', 'gcs-iam', 'd.json'],
      withFile('bindings:\n- members: []\n'),
      'it is YAML, not JSON; expected the JSON form, as gcloud storage buckets get-iam-policy --format json',
    ],
    ['another text', ['check', 's3-bucket-policy', 'd.json'], withFile('not json'), 'it is not JSON (line 1, column 1)'],
    [
      'a comma too many',
      ['check', 's3-bucket-policy', 'd.json'],
      withFile('{\n  "Statement": [],\n}'),
      'it is not JSON: a member name was expected (line 3, column 1)',
    ],
    [
      'a wrapping without a policy',
      ['check', 's3-bucket-policy', 'd.json'],
      withFile('{"Policy": "None"}'),
      'the policy that is wrapped in it cannot be read: it is not JSON',
    ],
    ['nothing', ['check', 'azure-cors', 'd.json'], withFile('null\n'), 'it holds nothing but null'],
    [
      'two formats on stdout',
      ['check', 's3-cors', 'd.json', '--format', 'json', '--format', 'table'],
      withFile(documents.s3Cors),
      'stdout takes one format',
    ],
    [
      '--quiet and --verbose',
      ['check', 's3-cors', 'd.json', '--quiet', '--verbose'],
      withFile(documents.s3Cors),
      'contradict each other',
    ],
    [
      'a check that nobody knows',
      ['check', 's3-cors', 'd.json', '--ignore', 'aws/nothing'],
      withFile(documents.s3Cors),
      'no check matches',
    ],
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
    [
      'a bucket with the credentials of a URI',
      ['check', 's3-cors', 'd.json', '--bucket', 'AKIDEXAMPLE:s3cret@minio/wandb'],
      {},
      'the name of a bucket alone, found a value with @',
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
    for (const part of ['coreweave-bucket-policy', '--org-id', '--select', '--output', '  0    pass', '  3    depends'])
      expect(stdout).toContain(part);
  });
});
