import type { Finding } from '../../core/finding.ts';
import { denySentence, grantSentence, sentences } from '../../checks/support/policy.ts';
import { summarizeGrants } from '../../policy/aws/grants.ts';
import { adviceText } from '../../policy/aws/policy-problem.ts';
import { applyTo } from '../../policy/coreweave/apply.ts';
import { readCoreweavePolicy, type CoreweaveStatement } from '../../policy/coreweave/document.ts';
import { coreweaveOrgKey, coreweavePrincipals } from '../../requirements/coreweave.ts';
import { UsageError } from '../usage-error.ts';
import { answersFor, grantsAll, type Asked } from './coreweave-asked.ts';
import { explainMissing, organization, publicFinding } from './coreweave-mistakes.ts';
import { findingOf, type About, type Judged, type Question } from './question.ts';

/** Judges a bucket policy of CoreWeave AI Object Storage. */
export function judgeCoreweavePolicy(question: Question): Judged {
  const { text, prefix } = question;
  const read = readCoreweavePolicy(text);
  const bucket = question.bucket ?? (read.ok ? namedBucket(read.statements) : undefined);
  const target = `cw://${bucket ?? ''}${prefix === undefined ? '' : `/${prefix}`}`;
  const about: About = {
    check: 'coreweave/bucket-policy-grants',
    title: "The bucket policy allows W&B's service principal the eleven documented actions",
    target,
    severity: 'high',
  };
  if (!read.ok) {
    const message = `the bucket policy is not valid and grants nothing: ${read.problem}`;
    return { target, findings: [findingOf(about, 'fail', 'invalid-policy', message)] };
  }
  const asked: Asked = { question, bucket: bucket ?? '', statements: read.statements, about };
  const { declared } = question;
  const principal =
    declared.principal ?? (declared.deployment === undefined ? undefined : coreweavePrincipals[declared.deployment]);
  const advice = read.advice.map((one, index) => {
    const mine = { check: 'coreweave/bucket-policy-advice', title: 'The bucket policy holds nothing doubtful', target } as const;
    return one.doubt
      ? findingOf({ ...mine, severity: 'low' }, 'manual', `doubt-${index}`, `CoreWeave may refuse the policy: ${adviceText(one)}`)
      : findingOf({ ...mine, severity: 'info' }, 'fail', `advice-${index}`, adviceText(one));
  });
  const findings =
    principal === undefined
      ? [askDeployment(asked)]
      : [judge(asked, principal), organization(asked, applyTo(read.statements, principal, question.orgId), principal)];
  return { target, findings: [...findings, publicFinding(asked), ...advice] };
}

function askDeployment(asked: Asked): Finding {
  const granted = [...new Set(Object.values(coreweavePrincipals))].filter((principal) => grantsAll(asked, principal));
  const what = granted.length === 0 ? "none of W&B's published principals" : granted.join(' and to ');
  const message = `the deployment of W&B is not declared, so its principal is not known; the policy grants what W&B needs to ${what}`;
  return findingOf(asked.about, 'manual', 'undeclared-deployment', message, { answer: 'deployment' });
}

function judge(asked: Asked, principal: string): Finding {
  const { about, statements, question } = asked;
  const applied = applyTo(statements, principal, question.orgId);
  const { allows, denies } = answersFor(asked, applied, principal);
  const { missing, missingMembers, open, enumerated } = summarizeGrants(allows);
  const remediation = {
    summary: `Allow the eleven documented actions to {"CW": "${principal}"} on the bucket and on /*, with the condition StringLike ${coreweaveOrgKey}`,
  };
  const [first] = missing;
  if (first !== undefined) {
    const { key, message } = explainMissing(asked, principal, allows, first, applied);
    return findingOf(about, 'fail', key, message, { details: sentences(missing, grantSentence), remediation });
  }
  const denied = denies.find(({ need, answer }) => need.role === 'core' && answer === 'true') ?? denies[0];
  if (denied !== undefined) {
    const severity = denied.answer === 'true' && denied.need.role === 'core' ? 'high' : 'medium';
    const status = denied.answer === 'true' ? 'fail' : 'manual';
    return findingOf(about, status, 'denied', denySentence(denied), { severity, details: sentences(denies, denySentence) });
  }
  const [member] = missingMembers;
  if (member !== undefined) {
    const message = `the bucket policy allows only some of ${member.need.documented} to ${principal}`;
    return findingOf(about, 'fail', 'missing-members', message, {
      severity: 'medium',
      details: sentences(missingMembers, grantSentence),
      remediation,
    });
  }
  const [doubt] = open;
  if (doubt !== undefined)
    return findingOf(about, 'manual', 'depends', grantSentence(doubt), {
      severity: 'medium',
      details: sentences(open, grantSentence),
    });
  const details = enumerated.map((pattern) => `${pattern} is enumerated: an action that is added later would not be granted`);
  return findingOf(
    about,
    'pass',
    'pass',
    `the bucket policy grants the eleven actions to ${principal}`,
    details.length === 0 ? {} : { details },
  );
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
