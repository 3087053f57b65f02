import { coreweaveChecks } from '../../checks/coreweave-list.ts';
import type { CheckContext } from '../../core/check.ts';
import { evaluate } from '../../core/evaluate.ts';
import { tool } from '../../core/tool.ts';
import type { Evidence } from '../../evidence/index.ts';
import { present } from '../../evidence/observation.ts';
import { adviceText } from '../../policy/aws/document/problem.ts';
import { readCoreweavePolicy, type CoreweaveStatement } from '../../policy/coreweave/document.ts';
import { UsageError } from '../usage-error.ts';
import { findingOf, type Judged, type Question } from './question.ts';

/** Judges a bucket policy of CoreWeave AI Object Storage with the checks that a live bucket gets. */
export function judgeCoreweavePolicy(question: Question): Judged {
  const { text, prefix, declared, edition, rules, now } = question;
  const read = readCoreweavePolicy(text);
  const bucket = question.bucket ?? (read.ok ? namedBucket(read.statements) : '');
  const uri = `cw://${bucket}${prefix === undefined ? '' : `/${prefix}`}`;
  const target = { uri, bucket, prefix };
  const selected = coreweaveChecks.filter(({ requires }) => requires.join() === 'policy');
  const evidence: Evidence<'coreweave'> = {
    kind: 'byob-audit/evidence',
    schemaVersion: 1,
    provider: 'coreweave',
    target,
    collectedAt: new Date(now).toISOString(),
    tool,
    facets: { policy: present({ Policy: text, document: null }) },
  };
  const context: CheckContext = { ...declared, edition, rules, target, collectedAt: now };
  const findings = evaluate(evidence, selected, context);
  // Of a policy that is not valid there is one thing to say.
  if (!read.ok) return { target: uri, findings: findings.filter(({ status }) => status === 'fail') };
  const about = { check: 'coreweave/policy-advice', title: 'The policy holds nothing doubtful', target: uri } as const;
  const advice = read.advice.map((one, index) =>
    one.doubt
      ? findingOf(
          { ...about, severity: 'low' },
          'manual',
          `doubt-${index}`,
          `CoreWeave may refuse the policy: ${adviceText(one)}`,
        )
      : findingOf({ ...about, severity: 'info' }, 'fail', `advice-${index}`, adviceText(one)),
  );
  return { target: uri, findings: [...findings, ...advice] };
}

function namedBucket(statements: readonly CoreweaveStatement[]): string {
  const names = new Set(
    statements.flatMap(({ statement }) =>
      (statement.resource?.patterns ?? []).flatMap(({ source }) => /^arn:[\w-]+:s3:::([^/*?$]+)(?:\/|$)/.exec(source)?.[1] ?? []),
    ),
  );
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) return only;
  const found = only === undefined ? 'names no bucket' : `names ${names.size} buckets`;
  throw new UsageError(`the policy ${found}, and which one it belongs to decides the verdict; pass --bucket NAME`);
}
