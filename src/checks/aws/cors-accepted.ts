import { defineAwsCheck } from '../../core/check.ts';
import { readS3Cors } from '../../policy/cors/s3.ts';
import { corsReception } from '../support/any/cors-document.ts';
import { acceptedVerdict } from '../support/any/document.ts';

export const corsAccepted = defineAwsCheck({
  id: 'aws/cors-accepted',
  title: 'S3 stores the CORS document as it is written',
  severity: 'high',
  rationale:
    'S3 refuses a CORS document with an unknown member, with the method OPTIONS, with two wildcards in one origin and more, and keeps the rules that are there. Of what S3 has stored nothing is asked.',
  remediation: 'Write the rule as the service has it; the finding names its place.',
  source: [{ document: 'AWS' }],
  rows: ['AWS-S3-04'],
  tags: ['cors', 'document'],
  documents: ['s3-cors'],
  requires: [],
  evaluate: (_, context) => acceptedVerdict(context, ['S3', 'the document'], (document) => corsReception(document, readS3Cors)),
});
