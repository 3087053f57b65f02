import { defineAwsCheck } from '../../core/check.ts';
import { adviceVerdict } from '../support/any/document.ts';
import { policyReception } from '../support/aws/policy-document.ts';

export const policyAdvice = defineAwsCheck({
  id: 'aws/policy-advice',
  title: 'The policy is written so that it means what it seems to mean',
  severity: 'info',
  rationale:
    'AWS stores some policies that do less than they seem to do: an action that it does not know, a statement without effect, a policy variable that version 2008-10-17 takes for plain text. An audit of the bucket tells the same beside the check that reads the policy.',
  remediation: 'Write what the finding names as the policy language has it.',
  source: [{ document: 'AWS' }],
  rows: ['AWS-S3-06', 'AWS-KMS-04'],
  tags: ['policy', 'document'],
  documents: ['s3-bucket-policy', 'kms-key-policy'],
  requires: [],
  evaluate: (_, context) => adviceVerdict(context, policyReception),
});
