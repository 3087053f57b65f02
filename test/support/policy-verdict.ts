import type { Check, Severity } from '../../src/core/check.ts';
import type { Finding, Status } from '../../src/core/finding.ts';
import type { Deployment } from '../../src/evidence/declared.ts';
import { checks } from '../../src/checks/all.ts';
import { readPolicy } from '../../src/policy/aws/document/document.ts';
import { parseIdentity } from '../../src/policy/aws/document/identity.ts';
import { allowAnswers, denyAnswers, type NeedAnswer } from '../../src/policy/aws/verdict/grants.ts';
import type { Asking } from '../../src/policy/aws/verdict/evaluate.ts';
import { bucketNeeds, keyNeeds, type Need } from '../../src/policy/aws/request/needs.ts';
import { bucketScopes, type Scope } from '../../src/policy/aws/request/scope.ts';
import { and, not, type Ternary } from '../../src/policy/ternary.ts';
import { contextOf, judge } from './describe-check.ts';
import { bucketName, keyArn, ownAccount, wandb, type Kind, type Situation } from './policies.ts';

/** What a policy text means, by the public functions and by every check that reads such a text. */
export interface PolicyVerdict {
  /** Why the document is refused; undefined for one that AWS would take. */
  readonly problem: string | undefined;
  /** By documented action and channel: `true` is granted, `false` is not, `unknown` depends on something else. */
  readonly answers: Readonly<Record<string, Ternary>>;
  /** By check. */
  readonly statuses: Readonly<Record<string, Status>>;
  readonly severities: Readonly<Record<string, Severity>>;
}

const reads = { bucket: 'policy', key: 'kmsKeyPolicy' } as const;
const policyChecks = (kind: Kind): readonly Check[] =>
  checks.filter(({ provider, requires }) => provider === 'aws' && requires.includes(reads[kind]));

const contextFor = ({ deployment, prefix }: { deployment: Deployment; prefix?: string | undefined }) =>
  contextOf({
    deployment,
    account: ownAccount,
    region: 'eu-central-1',
    target:
      prefix === undefined
        ? { uri: `s3://${bucketName}`, bucket: bucketName }
        : { uri: `s3://${bucketName}/${prefix}`, bucket: bucketName, prefix },
  });

const open = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: false,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  },
} as const;

/** Every finding about one policy text; Block Public Access is off, so that it does not answer instead of the policy. */
export function findingsOf(text: string, { kind, deployment = 'dedicated', prefix }: Situation): readonly Finding[] {
  const given =
    kind === 'bucket'
      ? { policy: { Policy: text, document: null }, publicAccessBlock: open, accountPublicAccessBlock: open }
      : {
          kmsKey: { KeyMetadata: { Arn: keyArn, KeyId: keyArn.slice(-36), KeyManager: 'CUSTOMER' } },
          kmsKeyPolicy: { Policy: text, document: null },
          kmsGrants: { Grants: [] },
        };
  const context = contextFor({ deployment, prefix });
  return policyChecks(kind).map((check) => judge(check, { given, with: context }));
}

/** One of the findings. */
export function findingOf(id: string, text: string, situation: Situation): Finding {
  const found = findingsOf(text, situation).find(({ check }) => check === id);
  if (found === undefined) throw new Error(`no check ${id} reads this policy`);
  return found;
}

/** Every answer of the Allow and of the Deny statements, one per need and channel or more. */
export function answersOf(
  text: string,
  { kind, deployment = 'dedicated', prefix }: Situation,
): { readonly allow: readonly NeedAnswer[]; readonly deny: readonly NeedAnswer[] } {
  const read = readPolicy(text, kind);
  const identity = parseIdentity(wandb[deployment]);
  if (!read.ok || identity === undefined) return { allow: [], deny: [] };
  const asking: Asking = {
    identity,
    operator: 'wandb',
    owner: ownAccount,
    region: 'eu-central-1',
    now: contextFor({ deployment }).collectedAt,
  };
  const scopes = bucketScopes('aws', bucketName, prefix, read.statements);
  const scopeOf = ({ on }: Need): Scope =>
    on === 'key' ? { kind: 'one', arn: keyArn } : on === 'bucket' ? scopes.bucket : scopes.object;
  const needs = kind === 'bucket' ? bucketNeeds : keyNeeds;
  return {
    allow: allowAnswers(read.statements, needs, asking, scopeOf),
    deny: denyAnswers(read.statements, needs, asking, scopeOf),
  };
}

export const answerName = ({ need, request }: NeedAnswer): string =>
  `${need.role === 'tomorrow' ? 'tomorrow: ' : ''}${need.name} (${request.channel})`;

/** The meaning of a policy text: granted is what some Allow gives on every ARN and no Deny takes on any. */
export function verdictOf(text: string, situation: Situation): PolicyVerdict {
  const read = readPolicy(text, situation.kind);
  const { allow, deny } = answersOf(text, situation);
  const answers: Record<string, Ternary> = {};
  for (const answer of allow) answers[answerName(answer)] = and(answers[answerName(answer)] ?? 'true', answer.answer);
  for (const answer of deny) answers[answerName(answer)] = and(answers[answerName(answer)] ?? 'true', not(answer.answer));
  const findings = findingsOf(text, situation);
  return {
    problem: read.ok ? undefined : read.problem,
    answers,
    statuses: Object.fromEntries(findings.map(({ check, status }) => [check, status])),
    severities: Object.fromEntries(findings.map(({ check, severity }) => [check, severity])),
  };
}

/** The answers without which W&B does not work. */
export const coreOf = ({ answers }: PolicyVerdict): Readonly<Record<string, Ternary>> =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => coreNames.has(name.replace(/ \(.*/, ''))));
const coreNames = new Set([...bucketNeeds, ...keyNeeds].filter(({ role }) => role === 'core').map(({ name }) => name));

/** The same without the names that do not exist yet: what an enumerated list cannot grant. */
export const today = ({ answers }: PolicyVerdict): Readonly<Record<string, Ternary>> =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => !name.startsWith('tomorrow')));
