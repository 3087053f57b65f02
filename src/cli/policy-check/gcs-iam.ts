import { shellQuote } from '../../fixes/shell.ts';
import type { Finding } from '../../core/finding.ts';
import { bindingLabel, iamAnswers, type IamAnswer } from '../../policy/gcp/grants.ts';
import { readIamPolicy, type IamBinding, type IamPolicy } from '../../policy/gcp/iam-policy.ts';
import { leavesOf } from '../../policy/gcp/condition.ts';
import { printable } from '../../policy/printable.ts';
import { documentedGcsRole, gcsNeeds, wandbServiceAccounts } from '../../requirements/gcp.ts';
import { findingOf, type About, type Judged, type Question } from './question.ts';

const grants = { check: 'gcs/iam-wandb', title: "The bucket's IAM policy gives W&B's service account what W&B needs" } as const;
const open = { check: 'gcs/iam-public', title: 'The IAM policy opens the bucket to nobody in general' } as const;
const tidy = { check: 'gcs/iam-advice', title: 'The IAM policy holds nothing that is left over or easily lost' } as const;

/** Judges the IAM policy of a Cloud Storage bucket. */
export function judgeGcsIam(question: Question): Judged {
  const policy = readIamPolicy(question.text);
  const bucket = question.bucket ?? (policy.ok ? policy.bucket : undefined);
  const { prefix } = question;
  const target = `gs://${bucket ?? ''}${prefix === undefined ? '' : `/${prefix}`}`;
  const about: About = { ...grants, target, severity: 'high' };
  if (!policy.ok) {
    const message = `the IAM policy is not valid and grants nothing: ${policy.problem}`;
    return { target, findings: [findingOf(about, 'fail', 'invalid-policy', message)] };
  }
  const asked: Asked = { question, policy, bucket, about };
  return { target, findings: [grantsFinding(asked), publicFinding(asked), ...adviceOn(asked)] };
}

interface Asked {
  readonly question: Question;
  readonly policy: IamPolicy;
  readonly bucket: string | undefined;
  readonly about: About;
}

const answersFor = ({ question, policy, bucket }: Asked, account: string): readonly IamAnswer[] =>
  iamAnswers(policy.bindings, gcsNeeds, account, { bucket, prefix: question.prefix }, question.now);

const coreOf = (answers: readonly IamAnswer[]): readonly IamAnswer[] => answers.filter(({ need }) => need.weight === 'core');

/** W&B's published accounts that get everything, other than the one that was asked about. */
const others = (asked: Asked, account: string | undefined) =>
  (['multi-tenant', 'dedicated'] as const).filter(
    (deployment) =>
      wandbServiceAccounts[deployment] !== account &&
      coreOf(answersFor(asked, wandbServiceAccounts[deployment])).every(({ answer }) => answer === 'true'),
  );

function grantsFinding(asked: Asked): Finding {
  const { question, bucket, about } = asked;
  const { deployment, principal } = question.declared;
  const account =
    principal ?? (deployment === undefined || deployment === 'self-managed' ? undefined : wandbServiceAccounts[deployment]);
  if (account === undefined) {
    const why =
      deployment === undefined
        ? 'the deployment of W&B is not declared, so its service account is not known'
        : 'the service account of the self-managed W&B server is not declared';
    const granted = others(asked, undefined).map((name) => `${wandbServiceAccounts[name]}, the account of ${name} deployments`);
    const what = granted.length === 0 ? "none of W&B's published service accounts" : granted.join(', and to ');
    const answer = deployment === undefined ? 'deployment' : 'principal';
    const message = `${why}; the policy grants what W&B needs to ${what}`;
    return findingOf(about, 'manual', `undeclared-${answer}`, message, { answer });
  }
  const answers = answersFor(asked, account);
  const missing = coreOf(answers).filter(({ answer }) => answer === 'false');
  const unsure = coreOf(answers).filter(({ answer }) => answer === 'unknown');
  const extra = answers.filter(({ answer, need }) => answer !== 'true' && need.weight === 'extra');
  const sentence = ({ need, answer, resource, why }: IamAnswer): string => {
    const verb = answer === 'unknown' ? 'is not certainly granted' : 'is not granted';
    return `${need.permission} on ${printable(resource.name ?? `every ${resource.type}`)} ${verb} to ${account}: ${why}`;
  };
  const remediation = {
    summary: `Give ${account} the role ${documentedGcsRole} on the bucket`,
    ...(bucket === undefined
      ? {}
      : {
          commands: [
            `gcloud storage buckets add-iam-policy-binding ${shellQuote(`gs://${bucket}`)} --member=${shellQuote(`serviceAccount:${account}`)} --role=${documentedGcsRole}`,
          ],
        }),
  };
  const [first] = missing;
  if (first !== undefined) {
    const { key, message } = explainMissing(asked, account, answers, sentence(first), missing.length - 1);
    const details = [...missing.map(sentence), 'a role on the project or on a folder would not show in this document'];
    return findingOf(about, 'fail', key, message, { details, remediation, ...evidenceOf(first.binding) });
  }
  const [doubt] = unsure;
  if (doubt !== undefined) {
    const ask =
      bucket === undefined && unsure.some(({ why }) => why.includes('the bucket, which is not known'))
        ? { answer: 'bucket' }
        : {};
    const more = { severity: 'medium', details: unsure.map(sentence), ...evidenceOf(doubt.binding), ...ask } as const;
    return findingOf(about, 'manual', 'depends', sentence(doubt), more);
  }
  const [lesser] = extra;
  if (lesser !== undefined) {
    const more = { severity: 'low', details: extra.map(sentence), remediation, ...evidenceOf(lesser.binding) } as const;
    return findingOf(about, 'fail', 'missing-extra', `some uses of W&B fail: ${sentence(lesser)}`, more);
  }
  const ends = endsOf(answers);
  return findingOf(about, 'pass', 'pass', `the policy grants what W&B needs to ${account}`, {
    ...(ends.length === 0 ? {} : { details: ends }),
    ...evidenceOf(answers[0]?.binding),
  });
}

/** The likeliest mistakes, named as such. */
function explainMissing(
  asked: Asked,
  account: string,
  answers: readonly IamAnswer[],
  sentence: string,
  more: number,
): { readonly key: string; readonly message: string } {
  if (answers.some(({ answer }) => answer !== 'false'))
    return { key: 'missing-permissions', message: more === 0 ? sentence : `${sentence} (and ${more} more)` };
  const [swapped] = others(asked, account);
  if (swapped !== undefined) {
    const found = `${wandbServiceAccounts[swapped]}, the account of ${swapped} deployments`;
    return { key: 'swapped-account', message: `the policy grants the permissions to ${found}, and not to ${account}` };
  }
  const gone = asked.policy.bindings.find(({ members }) =>
    members.some((member) => member.kind === 'deleted' && member.email === account.toLowerCase()),
  );
  if (gone !== undefined)
    return {
      key: 'deleted-account',
      message: `${bindingLabel(gone)} names ${account} as deleted, and a deleted account has no access`,
    };
  return { key: 'nothing-granted', message: more === 0 ? sentence : `${sentence} (and ${more} more)` };
}

/** When grants with an end are over. */
function endsOf(answers: readonly IamAnswer[]): readonly string[] {
  const bindings = new Set(answers.flatMap(({ binding }) => binding ?? []));
  return [...bindings].flatMap((binding) =>
    (binding.condition === undefined ? [] : leavesOf(binding.condition.expression)).flatMap(({ test, text }) =>
      test?.on === 'time' && (test.operator === '<' || test.operator === '<=')
        ? [`${bindingLabel(binding)} holds for a limited time: ${printable(text)}`]
        : [],
    ),
  );
}

function publicFinding({ policy, about }: Asked): Finding {
  const mine: About = { ...about, ...open, severity: 'medium' };
  for (const binding of policy.bindings) {
    const member = binding.members.find(({ kind }) => kind === 'everybody');
    if (member === undefined) continue;
    const who = member.text === 'allUsers' ? 'everybody on the internet' : 'everybody with a Google account';
    const message = `${bindingLabel(binding)} gives the role to ${member.text}, which is ${who}`;
    return findingOf(mine, 'fail', 'public', message, {
      ...evidenceOf(binding),
      remediation: { summary: `Take ${member.text} out of bindings[${binding.index}]` },
    });
  }
  return findingOf(mine, 'pass', 'pass', 'no binding names allUsers or allAuthenticatedUsers');
}

function adviceOn({ policy, about }: Asked): readonly Finding[] {
  const mine: About = { ...about, ...tidy, severity: 'info' };
  const left = policy.bindings.flatMap((binding) =>
    binding.members.flatMap((member) =>
      member.kind === 'deleted' ? [`${bindingLabel(binding)}: ${printable(member.text)}`] : [],
    ),
  );
  return [
    ...policy.advice.map((message) => findingOf(mine, 'fail', 'no-etag', message)),
    ...(left.length === 0
      ? []
      : [
          findingOf(
            mine,
            'fail',
            'deleted-members',
            `the policy names deleted principals, which have no access: ${left.slice(0, 5).join(', ')}`,
          ),
        ]),
  ];
}

const evidenceOf = (binding: IamBinding | undefined): Pick<Finding, 'evidence'> =>
  binding === undefined
    ? {}
    : {
        evidence: [
          {
            facet: 'iamPolicy',
            path: `bindings[${binding.index}]`,
            value: {
              role: printable(binding.role),
              members: binding.members.slice(0, 20).map(({ text }) => printable(text)),
              ...(binding.condition === undefined ? {} : { condition: printable(binding.condition.text, 400) }),
            },
          },
        ],
      };
