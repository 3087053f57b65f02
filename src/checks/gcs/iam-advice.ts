import { defineGcsCheck } from '../../core/check.ts';
import { adviceVerdict } from '../support/any/document.ts';
import { iamReception } from '../support/gcs/iam-document.ts';

export const gcsIamAdvice = defineGcsCheck({
  id: 'gcs/iam-advice',
  title: 'The IAM policy holds nothing that is left over or easily lost',
  severity: 'info',
  rationale:
    'A deleted principal in a policy has no access and hides who has. Without its etag a policy overwrites what somebody else has changed since, and a writer of version 1 drops every condition.',
  remediation: 'Take deleted principals out of the bindings, and write the policy with the etag that it was read with.',
  source: [{ document: 'GCP' }],
  rows: ['GCS-IAM-01'],
  tags: ['policy', 'document'],
  documents: ['gcs-iam'],
  requires: [],
  evaluate: (_, context) => adviceVerdict(context, iamReception),
});
