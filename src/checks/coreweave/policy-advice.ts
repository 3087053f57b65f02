import { defineCoreweaveCheck } from '../../core/check.ts';
import { adviceVerdict } from '../support/any/document.ts';
import { coreweaveReception } from '../support/coreweave/document.ts';

export const policyAdvice = defineCoreweaveCheck({
  id: 'coreweave/policy-advice',
  title: 'The policy is written so that it means what it seems to mean',
  severity: 'info',
  rationale:
    'Some policies do less than they seem to do: an action that nobody knows, a policy variable that version 2008-10-17 takes for plain text.',
  remediation: 'Write what the finding names as the policy language has it.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['CW-04'],
  tags: ['policy', 'document'],
  documents: ['coreweave-bucket-policy'],
  requires: [],
  evaluate: (_, context) => adviceVerdict(context, coreweaveReception),
});
