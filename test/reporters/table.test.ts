import { describe, expect, it } from 'vitest';
import { withFlag } from '../../src/audit/answer.ts';
import { defineAwsCheck, fail, manual, pass, type Verdict } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import { tally } from '../../src/core/report.ts';
import { unreadable } from '../../src/evidence/observation.ts';
import { addStatement, putBucketPolicy, readBucketPolicy, s3api } from '../../src/fixes/aws.ts';
import { remedy, type Remedy } from '../../src/fixes/step.ts';
import { table } from '../../src/reporters/table.ts';
import { contextOf } from '../support/describe-check.ts';
import { options, render, sampleChecks, sampleEvidence } from './sample.ts';

describe('the table', () => {
  it('shows failures by severity, then errors, unknowns and questions, and folds the rest', () => {
    const text = render(table(options));
    const order = ['FAIL high', 'FAIL low', 'ERROR', 'UNKNOWN', 'QUESTION', '1 passed, 1 does not apply'].map((part) =>
      text.indexOf(part),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(text).not.toContain('aws/passes');
    expect(text).toContain('1 target: 2 failed (1 high, 1 low), 1 error, 1 unknown, 1 question, 1 passed, 1 does not apply\n');
    expect(text.trimEnd().split('\n').at(-1)).toBe('next: byob-audit explain aws/fails-high');
  });

  it('stays within the width, but for commands, which are never broken', () => {
    const wide = render(table({ ...options, columns: 70 }), ['acme-wandb'])
      .split('\n')
      .filter((line) => line.length > 70 && !line.trimStart().startsWith('aws '));
    expect(wide.filter((line) => !line.startsWith('s3://') && !line.startsWith('1 target'))).toEqual([]);
  });

  it('paints only when asked', () => {
    expect(render(table(options))).not.toContain('\u001b');
    expect(render(table({ ...options, color: true }))).toContain('\u001b[31m');
  });

  it('tells what cannot be read once for all checks that wait for it', () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => ({ ...unknown, id: `aws/${name}` }));
    const text = render(table(options), ['acme'], many);
    expect(text.match(/access was denied/g)).toHaveLength(1);
    expect(text).toMatch(/UNKNOWN +4 checks/);
    expect(text).toContain('aws/a, aws/b, aws/c, aws/d');
    expect(text).toContain('missing permissions: s3:GetBucketVersioning\n');
    expect(text).toContain('next: byob-audit permissions s3://acme ');
  });

  it('tells a denial without a reason together with the others, and does not make one up for it', () => {
    const denied = (detail?: string) => unreadable('access-denied', detail === undefined ? {} : { detail });
    const judged = (policy: string): string => {
      const facets = { headBucket: denied(), versioning: denied('no policy allows it'), policy: denied(policy) };
      const evidence = { ...sampleEvidence('s3://acme', 'acme'), facets };
      const of = (id: string, requires: readonly ('headBucket' | 'versioning' | 'policy')[]) =>
        defineAwsCheck({ ...meta, id, requires, evaluate: () => pass('never said') });
      const checks = [of('aws/a', ['headBucket']), of('aws/b', ['versioning']), of('aws/c', ['policy'])];
      const { target } = evidence;
      const findings = evaluate(evidence, checks, { edition: '2026-02', target, collectedAt: 0 });
      const reporter = table(options);
      return reporter.target({
        target: { uri: target.uri, provider: 'aws', collectedAt: evidence.collectedAt, declared: {} },
        findings,
      });
    };
    expect(judged('no policy allows it')).toMatch(
      /UNKNOWN {2}3 checks\n +access was denied \(where the service says why: no policy allows it\): S3 HeadBucket, /,
    );
    expect(judged('a policy denies it')).not.toContain('checks\n');
  });

  it('puts a message beside the check when it fits, and all else beneath, with what was seen last', () => {
    const long = 'word '.repeat(30).trim();
    const check = (id: string, evaluate: () => Verdict) => defineAwsCheck({ ...meta, id, requires: [], evaluate });
    const details = [long, 'one', 'two', 'three'];
    const seen = [{ facet: 'versioning', path: 'Status', value: null }];
    const text = render(
      table({ ...options, columns: 80 }),
      ['acme'],
      [
        check('aws/short', () => fail('short', { evidence: seen })),
        check('aws/long', () => fail(long, { details, evidence: seen })),
        check('aws/asks', () => manual('who', { answer: 'principal', evidence: seen })),
      ],
    );
    expect(text.slice(text.indexOf('\n\n') + 2, text.lastIndexOf('\n\n  0 passed'))).toBe(
      [
        '  FAIL medium  aws/short  short',
        '               seen: versioning Status = not set',
        '  FAIL medium  aws/long',
        `               ${'word '.repeat(13).trim()}`,
        `               ${'word '.repeat(13).trim()}`,
        '               word word word word',
        '               - one',
        '               - two',
        '               - and 1 more with --verbose',
        '               seen: versioning Status = not set',
        '  QUESTION     aws/asks  who',
        '               answer: `--principal ARN|EMAIL|CLIENT-ID`, or `principal:` in',
        '               byob-audit.yaml',
      ].join('\n'),
    );
  });

  it('tells once which flag answers all checks that wait for it, and which key', () => {
    const asking = (answer: string) =>
      ['a', 'b', 'c'].map((name) =>
        defineAwsCheck({ ...meta, id: `aws/${name}`, requires: [], evaluate: () => manual('who', { answer }) }),
      );
    expect(render(table(options), ['acme'], asking('access'))).toContain(
      [
        '  QUESTION  3 checks wait:',
        '            pass --access managed-identity or account-key, or set `access:` in byob-audit.yaml',
        '            aws/a, aws/b, aws/c',
      ].join('\n'),
    );
    expect(render(table(options), ['acme'], asking('origins'))).toContain(
      '3 checks wait: pass --origin URL, or set `origins:` in byob-audit.yaml\n',
    );
  });

  it('names no key of the configuration where a document is judged', () => {
    const asks = defineAwsCheck({ ...meta, id: 'aws/asks', requires: [], evaluate: () => manual('who', { answer: 'level' }) });
    const evidence = { ...sampleEvidence('s3://acme', 'acme'), facets: {} };
    const target = {
      uri: 's3://acme',
      provider: 'aws',
      collectedAt: evidence.collectedAt,
      declared: {},
      document: { kind: 's3-bucket-policy', file: 'policy.json' },
    } as const;
    for (const n of [1, 3]) {
      const asked = Array.from({ length: n }, () => asks);
      const findings = evaluate(evidence, asked, contextOf()).map(withFlag);
      const text = table(options).target({ target, findings });
      expect(text).toMatch(n === 1 ? /answer: `--level instance\|team`\n/ : /3 checks wait: pass --level instance or team\n/);
      expect(text).not.toContain('byob-audit.yaml');
    }
  });

  it('tells a document that several findings change once, below them, and every other fix beside its finding', () => {
    const fixes: Readonly<Record<string, Remedy>> = {
      grants: remedy('Grant it', putBucketPolicy('acme', undefined, addStatement({ Sid: 'A' }))),
      tls: remedy('Refuse HTTP', putBucketPolicy('acme', undefined, addStatement({ Sid: 'B' }))),
      versioning: remedy('Enable it', s3api('put-bucket-versioning', 'acme')),
      byHand: remedy('Edit the policy', readBucketPolicy('acme')),
    };
    const all = Object.entries(fixes).map(([name, fix]) => ({
      ...unknown,
      id: `aws/${name}`,
      requires: [],
      evaluate: () => fail('x', { fix }),
    }));
    const policy = '{"Version":"2012-10-17","Statement":[{"Sid":"A"},{"Sid":"B"}]}';
    const text = render(table(options), ['acme'], all);
    expect(text).toContain(
      [
        '  FAIL medium  aws/grants  x',
        '               fix: Grant it (bucket policy, step 1 below)',
        '  FAIL medium  aws/tls  x',
        '               fix: Refuse HTTP (bucket policy, step 1 below)',
        '  FAIL medium  aws/versioning  x',
        '               fix: Enable it',
        '                 aws s3api put-bucket-versioning --bucket acme',
        '  FAIL medium  aws/byHand  x',
        '               fix: Edit the policy (after step 1 below)',
        '                 aws s3api get-bucket-policy --bucket acme --query Policy --output text',
        '',
        '  step 1  bucket policy: mends aws/grants, aws/tls; adds 2 statements',
        `    aws s3api put-bucket-policy --bucket acme --policy '${policy}'`,
        '',
      ].join('\n'),
    );
    const pretty = JSON.stringify(JSON.parse(policy), null, 2).replaceAll('\n', '\n      ');
    expect(text).not.toContain(pretty);
    expect(render(table({ ...options, verbose: true }), ['acme'], all)).toContain(`\n      ${pretty}\n`);
  });

  it('ends a clean run with what keeps it clean', () => {
    const [passes] = sampleChecks;
    expect(render(table(options), ['acme'], [passes])).toMatch(
      /exit 0 \(good\): .*\nnext: byob-audit check s3:\/\/acme --format junit=report.xml/,
    );
  });
  it.each([
    ['aws', 'aws sts get-caller-identity'],
    ['gcs', 'gcloud auth application-default login'],
    ['coreweave', 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to an access key of CoreWeave'],
    ['s3-compatible', 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to an access key of the server'],
    ['azure', 'az account show'],
  ] as const)('says how to get credentials for %s', (provider, command) => {
    const evidence = { ...sampleEvidence('x://y', 'y'), facets: { versioning: unreadable('no-credentials') } };
    const report = {
      target: { uri: 'x://y', provider, collectedAt: evidence.collectedAt, declared: {} },
      findings: evaluate(evidence, [unknown], contextOf()),
    };
    const total = tally();
    total.add(report);
    const reporter = table(options);
    reporter.target(report);
    expect(reporter.end({ summary: total.summary(), exit: { code: 3, reason: 'x' } })).toContain(`next: ${command} `);
  });
});

const meta = {
  title: 'T',
  severity: 'medium',
  rationale: 'r',
  remediation: 'm',
  source: [],
  rows: [],
  tags: [],
} as const;

const unknown = defineAwsCheck({ ...meta, id: 'aws/unknown', requires: ['versioning'], evaluate: () => pass('never said') });
