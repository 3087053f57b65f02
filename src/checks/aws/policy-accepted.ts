import { defineAwsCheck } from '../../core/check.ts';
import { acceptedVerdict } from '../support/any/document.ts';
import { policyReception } from '../support/aws/policy-document.ts';

export const policyAccepted = defineAwsCheck({
  id: 'aws/policy-accepted',
  title: 'AWS stores the policy as it is written',
  severity: 'high',
  rationale:
    'S3 and KMS refuse a policy with an unknown element, a resource that is not the bucket, an action without a matching resource and more. A refused policy changes nothing, and whatever reads it before must not take it for one that grants. Of what a service has stored nothing is asked.',
  remediation: 'Write the element as the policy language has it; the finding names its place.',
  source: [{ document: 'AWS' }],
  rows: ['AWS-S3-06', 'AWS-KMS-04'],
  tags: ['policy', 'document'],
  documents: ['s3-bucket-policy', 'kms-key-policy'],
  requires: [],
  evaluate: (_, context) =>
    acceptedVerdict(context, [context.document?.kind === 'kms-key-policy' ? 'KMS' : 'S3', 'the policy'], policyReception),
});
