import { defineCoreweaveCheck } from '../../core/check.ts';
import { acceptedVerdict } from '../support/any/document.ts';
import { coreweaveReception } from '../support/coreweave/document.ts';

export const policyAccepted = defineCoreweaveCheck({
  id: 'coreweave/policy-accepted',
  title: 'CoreWeave stores the policy as it is written',
  severity: 'high',
  rationale:
    'A policy that is not one changes nothing. Beyond the grammar CoreWeave does not document what it refuses: what S3 would refuse is a doubt here. Of what CoreWeave has stored nothing is asked.',
  remediation: 'Write the element as the policy language has it; the finding names its place.',
  source: [{ document: 'D-2026S', edition: '2026-02', inferred: true }],
  rows: ['CW-04'],
  tags: ['policy', 'document'],
  documents: ['coreweave-bucket-policy'],
  requires: [],
  evaluate: (_, context) => acceptedVerdict(context, ['CoreWeave', 'the policy'], coreweaveReception),
});
