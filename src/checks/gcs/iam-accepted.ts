import { defineGcsCheck } from '../../core/check.ts';
import { acceptedVerdict } from '../support/any/document.ts';
import { iamReception } from '../support/gcs/iam-document.ts';

export const gcsIamAccepted = defineGcsCheck({
  id: 'gcs/iam-accepted',
  title: 'IAM stores the policy as it is written',
  severity: 'high',
  rationale:
    'IAM refuses a policy with an unknown field, a role or a member that it cannot place, or a condition in a policy of version 1, and keeps the policy that is there. Of what IAM has stored nothing is asked.',
  remediation: 'Write the binding as IAM has it; the finding names its place.',
  source: [{ document: 'GCP' }],
  rows: ['GCS-IAM-01'],
  tags: ['policy', 'document'],
  documents: ['gcs-iam'],
  requires: [],
  evaluate: (_, context) => acceptedVerdict(context, ['IAM', 'the policy'], iamReception),
});
