import { defineAwsCheck } from '../../core/check.ts';
import { readS3Cors } from '../../policy/cors/s3.ts';
import { corsReception } from '../support/any/cors-document.ts';
import { adviceVerdict } from '../support/any/document.ts';

export const corsAdvice = defineAwsCheck({
  id: 'aws/cors-advice',
  title: 'The CORS document is written as S3 takes it, with nothing that is dropped',
  severity: 'info',
  rationale:
    'The console takes a bare list of rules and the API an object with CORSRules; a byte order mark before them is a mistake of the editor.',
  remediation: 'Write what the finding names as the service has it.',
  source: [{ document: 'AWS' }],
  rows: ['AWS-S3-04'],
  tags: ['cors', 'document'],
  documents: ['s3-cors'],
  requires: [],
  evaluate: (_, context) => adviceVerdict(context, (document) => corsReception(document, readS3Cors)),
});
