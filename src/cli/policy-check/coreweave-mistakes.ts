import type { Finding } from '../../core/finding.ts';
import { grantSentence } from '../../checks/support/policy.ts';
import type { Answer } from '../../policy/aws/grants.ts';
import { statementLabel } from '../../policy/aws/statement.ts';
import type { Applied } from '../../policy/coreweave/apply.ts';
import { printable } from '../../policy/printable.ts';
import { coreweaveOrgKey, coreweavePrincipals } from '../../requirements/coreweave.ts';
import { grantsAll, type Asked } from './coreweave-asked.ts';
import { findingOf, type About } from './question.ts';

const prefix = 'arn:aws:iam::wandb:static/';

/** The likeliest mistakes, named as such. */
export function explainMissing(
  asked: Asked,
  principal: string,
  answers: readonly Answer[],
  first: Answer,
  applied: Applied,
): { readonly key: string; readonly message: string } {
  if (answers.some(({ answer }) => answer !== 'false')) return { key: 'missing-actions', message: grantSentence(first) };
  const allows = asked.statements.filter(({ statement }) => statement.effect === 'Allow');
  const naming = (test: (name: string) => boolean) => allows.find(({ principal: { names } }) => names.some(test));
  const doubled = naming((name) => name.startsWith(`${prefix}arn:`));
  if (doubled !== undefined) {
    const message = `${statementLabel(doubled.statement)} names a doubled ARN, ${prefix}${prefix}…: the placeholder of W&B's template stands for the whole ARN`;
    return { key: 'doubled-arn', message };
  }
  const [other] = applied.otherOrganization;
  if (other !== undefined) {
    const message = `${statementLabel(other.statement)} is for ${coreweaveOrgKey} ${other.values.map((value) => printable(value, 60)).join(', ')}, and not for ${printable(asked.question.orgId ?? '', 60)}`;
    return { key: 'other-organization', message };
  }
  const swapped = Object.values(coreweavePrincipals).find((candidate) => candidate !== principal && grantsAll(asked, candidate));
  if (swapped !== undefined)
    return { key: 'swapped-principal', message: `the bucket policy grants the actions to ${swapped}, and not to ${principal}` };
  const onAws = naming((name) => /^(?:\d{12}|arn:aws:iam::\d{12}:.*)$/.test(name));
  if (onAws !== undefined) {
    const message = `${statementLabel(onAws.statement)} names a principal of AWS, which is nobody at CoreWeave; nothing is granted to ${principal}`;
    return { key: 'aws-principal', message };
  }
  return { key: 'nothing-granted', message: grantSentence(first) };
}

/** Every customer's requests come from the same principal of W&B; only the condition tells them apart. */
export function organization({ about, question }: Asked, applied: Applied, principal: string): Finding {
  const mine: About = {
    ...about,
    check: 'coreweave/bucket-policy-org-id',
    title: `The bucket policy lets W&B act for one organization only, by ${coreweaveOrgKey}`,
  };
  const [loose] = applied.anyOrganization;
  if (loose !== undefined) {
    const message = `${statementLabel(loose)} grants to ${principal} without a condition on ${coreweaveOrgKey}, so W&B may reach the bucket for every other customer as well`;
    const remediation = {
      summary: `Add the condition {"StringLike": {"${coreweaveOrgKey}": ["ID"]}} with your organization or customer namespace`,
    };
    return findingOf(mine, 'fail', 'any-organization', message, { remediation });
  }
  const [guess] = applied.assumed;
  if (guess !== undefined) {
    const values = guess.values.map((value) => printable(value, 60)).join(', ');
    const placeholder = guess.values.find((value) => /^<.*>$/.test(value));
    if (placeholder !== undefined) {
      const message = `${statementLabel(guess.statement)} still has the placeholder ${printable(placeholder, 60)} for ${coreweaveOrgKey}`;
      return findingOf(mine, 'fail', 'placeholder', message);
    }
    const message = `${statementLabel(guess.statement)} grants to ${coreweaveOrgKey} ${values}; whether that is your organization or customer namespace in W&B is not in the document`;
    return findingOf(mine, 'manual', 'undeclared-organization', message, { severity: 'low', answer: 'orgId' });
  }
  if (applied.statements.length === 0)
    return findingOf(mine, 'not-applicable', 'not-applicable', `no statement names ${principal}`);
  return findingOf(
    mine,
    'pass',
    'pass',
    `every grant to ${principal} is for ${coreweaveOrgKey} ${printable(question.orgId ?? '', 60)}`,
  );
}

/** Whether anybody at all gets in. */
export function publicFinding({ about, statements }: Asked): Finding {
  const mine: About = {
    ...about,
    check: 'coreweave/bucket-policy-public',
    title: 'The bucket policy opens the bucket to nobody in general',
  };
  const open = statements.find(
    ({ statement, principal: { names, negated } }) =>
      statement.effect === 'Allow' && statement.conditions.length === 0 && (negated || names.includes('*')),
  );
  return open === undefined
    ? findingOf(mine, 'pass', 'pass', 'no Allow statement without a condition takes in everybody')
    : findingOf(mine, 'fail', 'public', `${statementLabel(open.statement)} allows its actions to everybody`);
}
