import { defineAwsCheck, fail, manual, pass, type Remediation, type Verdict } from '../../core/check.ts';
import { internalKeyStatement } from '../../policy/aws/document/documented.ts';
import { ownerDenials, ownershipOf } from '../../policy/aws/verdict/key-policy.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import { printable } from '../../policy/printable.ts';
import { debated } from '../support/any/debatable.ts';
import { keyToJudge, type KeyToJudge } from '../support/aws/key.ts';
import { statementEvidence } from '../support/aws/policy-words.ts';
import { addStatement, putKeyPolicy, readKeyPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const kmsKeyPolicyOwner = defineAwsCheck({
  id: 'aws/kms-key-policy-owner',
  title: 'The account that owns the key can manage it',
  severity: 'medium',
  rationale:
    'A key policy gives the owning account nothing by itself. Without a statement for it, or when the one identity that it names is deleted, nobody can change the policy any more and only AWS support can help.',
  remediation: 'Put the documented statement Internal into the key policy: kms:* for the root of the owning account.',
  source: [
    { document: 'S004', edition: '2025-03', quote: '"Sid" : "Internal"' },
    { document: 'D-2026S', edition: '2026-02', quote: '"Sid" : "Internal"' },
    {
      document: 'TFA',
      quote: '"Principal" : { "AWS" : data.aws_caller_identity.current.arn }',
    },
  ],
  rows: ['AWS-KMS-05'],
  tags: ['encryption', 'policy', 'availability'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: ['kmsKey', 'kmsKeyPolicy'],
  evaluate: ({ kmsKey, kmsKeyPolicy }, context) => {
    const { collectedAt } = context;
    const found = keyToJudge(kmsKey, kmsKeyPolicy);
    if ('verdict' in found) return found.verdict;
    const { key } = found;
    if (!key.policy.ok)
      return manual(
        `the key policy is not valid, so its owner cannot be judged (see aws/kms-key-policy-wandb): ${key.policy.problem}`,
        { key: 'invalid-policy' },
      );
    const ownership = ownershipOf(key.policy.statements, key.arn, key.account, collectedAt);
    const evidence = ownership.kind === 'nobody' ? [] : statementEvidence('kmsKeyPolicy', key.text, ownership.statement);
    const denied = ownership.kind === 'nobody' ? undefined : judgeDenials(key, collectedAt);
    if (denied !== undefined) return denied;
    switch (ownership.kind) {
      case 'account':
        return pass(`the key policy allows kms:* to account ${key.account}`, { evidence });
      case 'account-partly':
        return pass(`the key policy lets account ${key.account} change the policy`, {
          evidence,
          details: [`${statementLabel(ownership.statement)} does not allow kms:*, which is documented`],
        });
      case 'identity':
        return debated(
          'key-owner-caller',
          context,
          pass(`the key policy lets ${printable(ownership.arn)} of the owning account manage the key`, {
            evidence,
            details: [
              `if this identity is deleted nobody can manage the key; documented is ${key.root}, and W&B's Terraform writes the identity that applied it`,
            ],
          }),
          { severity: 'medium', fix: fixFor(key) },
        );
      case 'conditional':
        return manual(
          `${statementLabel(ownership.statement)} lets account ${key.account} manage the key under a condition that depends on the request`,
          { key: 'depends', severity: 'low', evidence },
        );
      case 'nobody':
        return fail(`the key policy lets nobody in account ${key.account}, which owns the key, change it`, {
          fix: fixFor(key),
        });
    }
  },
});

/** What a Deny takes from the owning account; undefined when it takes nothing that matters. */
function judgeDenials({ policy, arn, account, text }: KeyToJudge, now: number): Verdict | undefined {
  const denials = policy.ok ? ownerDenials(policy.statements, arn, account, now) : [];
  const locked = denials.find(({ actions }) => actions.includes('kms:PutKeyPolicy'));
  if (locked?.answer === 'true')
    return fail(`${statementLabel(locked.statement)} denies kms:PutKeyPolicy to account ${account}, which owns the key`, {
      key: 'owner-denied',
      evidence: statementEvidence('kmsKeyPolicy', text, locked.statement),
      fix: remedy(
        `Take kms:PutKeyPolicy out of ${statementLabel(locked.statement)}; only AWS support can do so once the policy is in force`,
        readKeyPolicy(arn),
      ),
    });
  const limited = locked ?? denials.find(({ answer }) => answer === 'true');
  if (limited === undefined) return undefined;
  const verb = limited.answer === 'true' ? 'denies' : 'may deny';
  const what = limited === locked ? 'kms:PutKeyPolicy' : firstOf(limited.actions);
  return manual(
    `${statementLabel(limited.statement)} ${verb} ${what} to account ${account}, which owns the key; documented is kms:*, and whether this limit is meant is not in the policy`,
    {
      key: 'owner-limited',
      severity: 'low',
      details: limited.actions,
      evidence: statementEvidence('kmsKeyPolicy', text, limited.statement),
    },
  );
}

const firstOf = ([first = '', ...more]: readonly string[]): string =>
  more.length === 0 ? first : `${first} and ${more.length} more actions`;

const fixFor = (key: KeyToJudge): Remediation =>
  remedy(`Allow kms:* to ${key.root}`, putKeyPolicy(key.arn, key.text, addStatement(internalKeyStatement(key.root))));
