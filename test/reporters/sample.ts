import { withSteps } from '../../src/audit/steps.ts';
import { pass, fail, manual, notApplicable, defineAwsCheck, type Verdict } from '../../src/core/check.ts';
import { withFlag } from '../../src/audit/answer.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import { exitOf } from '../../src/core/exit-code.ts';
import { defaultGate } from '../../src/core/gate.ts';
import { reportSchemaVersion, tally, type Reporter } from '../../src/core/report.ts';
import type { Evidence } from '../../src/evidence/index.ts';
import { unreadable } from '../../src/evidence/observation.ts';

/** What a hostile bucket may put into every text that it controls. */
export const hostile = '\u001b[31m\u009b2J\u202e]]></failure>&"\'<b>\u0000\uffff\ud800 **bold** |x|\n# title';

const check = (
  name: string,
  severity: 'high' | 'medium' | 'low',
  verdict: () => Verdict,
  requires: readonly ['versioning'] | readonly [] = [],
) =>
  defineAwsCheck({
    id: `aws/${name}`,
    title: `Title of ${name} <&>`,
    severity,
    rationale: 'r',
    remediation: 'm',
    source: [{ document: 'S004' }],
    rows: ['AWS-S3-01'],
    tags: ['t'],
    requires,
    evaluate: verdict,
  });

const extra = { details: [hostile], evidence: [{ facet: 'policy', path: hostile, value: { x: hostile } }] };

/** One check for each status that a report can show. */
export const sampleChecks = [
  check('passes', 'low', () => pass(`fine ${hostile}`)),
  check('fails-low', 'low', () => fail('small', { fix: { summary: 'Mend it' } })),
  check('fails-high', 'high', () =>
    fail(`broken ${hostile}`, { ...extra, fix: { summary: 'Mend', commands: [`aws s3api put-x '${hostile}'`] } }),
  ),
  check('asks', 'medium', () => manual('who', { answer: 'principal' })),
  check('does-not-apply', 'low', () => notApplicable('not here')),
  check('throws', 'low', () => {
    throw new Error(`oops ${hostile}`);
  }),
  check('unknown', 'medium', () => pass('never said'), ['versioning']),
] as const;

export const sampleEvidence = (uri: string, bucket: string): Evidence => ({
  kind: 'byob-audit/evidence',
  schemaVersion: 1,
  provider: 'aws',
  target: { uri, bucket },
  collectedAt: '2026-11-01T10:20:30.456Z',
  tool: { name: 'byob-audit', version: '1' },
  facets: { versioning: unreadable('access-denied', { code: hostile, detail: hostile }) },
});

/** Everything that a reporter writes for one run over these buckets. */
export function render(
  reporter: Reporter,
  buckets: readonly string[] = ['acme.wandb'],
  checks = sampleChecks as readonly (typeof sampleChecks)[number][],
): string {
  const total = tally();
  const header = {
    schemaVersion: reportSchemaVersion,
    tool: { name: 'byob-audit', version: '1' },
    edition: '2026-02',
    startedAt: '2026-11-01T10:20:30.456Z',
    checks,
  } as const;
  let text = reporter.begin(header);
  for (const bucket of buckets) {
    const evidence = sampleEvidence(`s3://${bucket}`, bucket);
    const { provider, collectedAt, target } = evidence;
    const declared = { deployment: 'dedicated', origins: ['https://a.example', hostile] } as const;
    const findings = evaluate(evidence, checks, { ...declared, edition: '2026-02', target, collectedAt: 0 }).map(withFlag);
    const report = withSteps({ target: { uri: target.uri, provider, collectedAt, declared }, findings });
    total.add(report);
    text += reporter.target(report);
  }
  const summary = total.summary();
  return text + reporter.end({ summary, exit: exitOf(summary, defaultGate) });
}

export const options = { color: false, columns: 100, verbose: false, quiet: false, allowUnknown: false } as const;
