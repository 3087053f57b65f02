import type { NeedAnswer } from '../../../policy/aws/verdict/grants.ts';
import { statementLabel } from '../../../policy/aws/document/model.ts';
import type { Applied } from '../../../policy/coreweave/apply.ts';
import { printable } from '../../../policy/printable.ts';
import { coreweaveOrgKey, coreweavePrincipalPrefix } from '../../../requirements/coreweave.ts';
import { grantsAll, publishedPrincipals, type CoreweavePolicy } from './policy.ts';
import { grantSentence } from '../aws/policy-words.ts';

/** Why a principal of W&B gets nothing: the likeliest mistakes, named as such. */
export function explainMissing(
  asked: CoreweavePolicy,
  principal: string,
  answers: readonly NeedAnswer[],
  first: NeedAnswer,
  applied: Applied,
): { readonly key: string; readonly message: string } {
  if (answers.some(({ answer }) => answer !== 'false')) return { key: 'missing-actions', message: grantSentence(first) };
  const allows = asked.statements.filter(({ statement }) => statement.effect === 'Allow');
  const naming = (test: (name: string) => boolean) => allows.find(({ principal: { names } }) => names.some(test));
  const prefix = coreweavePrincipalPrefix;
  const doubled = naming((name) => name.startsWith(`${prefix}arn:`));
  if (doubled !== undefined) {
    const message = `${statementLabel(doubled.statement)} names a doubled ARN, ${prefix}${prefix}…: the placeholder of W&B's template stands for the whole ARN`;
    return { key: 'doubled-arn', message };
  }
  const [other] = applied.otherOrganization;
  if (other !== undefined) {
    const values = other.values.map((value) => printable(value, 60)).join(', ');
    const message = `${statementLabel(other.statement)} is for ${coreweaveOrgKey} ${values}, and not for ${printable(asked.context.orgId ?? '', 60)}`;
    return { key: 'other-organization', message };
  }
  const swapped = publishedPrincipals.find((candidate) => candidate !== principal && grantsAll(asked, candidate));
  if (swapped !== undefined)
    return { key: 'swapped-principal', message: `the bucket policy grants the actions to ${swapped}, and not to ${principal}` };
  const onAws = naming((name) => /^(?:\d{12}|arn:aws:iam::\d{12}:.*)$/.test(name));
  if (onAws !== undefined) {
    const message = `${statementLabel(onAws.statement)} names a principal of AWS, which is nobody at CoreWeave; nothing is granted to ${principal}`;
    return { key: 'aws-principal', message };
  }
  return { key: 'nothing-granted', message: grantSentence(first) };
}
