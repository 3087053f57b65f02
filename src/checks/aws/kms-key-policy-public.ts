import { defineAwsCheck, fail, manual, pass } from '../../core/check.ts';
import { opensToEverybody } from '../../policy/aws/verdict/key-policy.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import { keyToJudge } from '../support/aws/key.ts';
import { conditionsText, statementEvidence } from '../support/aws/policy-words.ts';
import { readKeyPolicy } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

export const kmsKeyPolicyPublic = defineAwsCheck({
  id: 'aws/kms-key-policy-public',
  title: 'The key policy does not open the key to everybody',
  severity: 'medium',
  rationale:
    'A statement for everybody without a condition on who comes lets any AWS account use the key, so encryption with it no longer protects the objects from anyone who gets hold of them.',
  remediation: "Replace the principal * by W&B's principal, or add a condition on kms:CallerAccount.",
  source: [{ document: 'S004', edition: '2025-03', inferred: true }],
  rows: ['AWS-KMS-10'],
  tags: ['encryption', 'public-access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3', 'SC-12'] },
  requires: ['kmsKey', 'kmsKeyPolicy'],
  evaluate: ({ kmsKey, kmsKeyPolicy }, { collectedAt }) => {
    const found = keyToJudge(kmsKey, kmsKeyPolicy);
    if ('verdict' in found) return found.verdict;
    const { key } = found;
    if (!key.policy.ok)
      return manual(
        `the key policy is not valid, so whom it names cannot be judged (see aws/kms-key-policy-wandb): ${key.policy.problem}`,
        { key: 'invalid-policy' },
      );
    const { statements } = key.policy;
    const open = statements.find((statement) => opensToEverybody(statement, key.arn, collectedAt) === 'true');
    if (open !== undefined) {
      const how = open.conditions.length === 0 ? 'without a condition' : `under ${conditionsText(open)}, which anybody meets`;
      return fail(`${statementLabel(open)} of the key policy allows its actions to everybody ${how}`, {
        evidence: statementEvidence('kmsKeyPolicy', key.text, open),
        fix: remedy(
          `Name the principals in ${statementLabel(open)}; read the policy, edit it and put it back`,
          readKeyPolicy(key.arn),
        ),
      });
    }
    const unsure = statements.find((statement) => opensToEverybody(statement, key.arn, collectedAt) === 'unknown');
    if (unsure !== undefined) {
      return manual(
        `${statementLabel(unsure)} of the key policy allows its actions to everybody under ${conditionsText(unsure)}, and whether that says who may come is not known`,
        {
          key: 'depends',
          severity: 'medium',
          evidence: statementEvidence('kmsKeyPolicy', key.text, unsure),
        },
      );
    }
    return pass('the key policy allows nothing to everybody');
  },
});
