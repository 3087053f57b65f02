import { corsAdvice } from '../../../src/checks/aws/cors-advice.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const rule = { AllowedHeaders: ['*'], AllowedMethods: ['GET', 'HEAD', 'PUT'], AllowedOrigins: ['*'], ExposeHeaders: ['ETag'] };
const rules = (more: object = {}): string => JSON.stringify({ CORSRules: [{ ...rule, ...more }] });

describeCheck(corsAdvice, {
  'passes when': {
    'it is as the API takes it': {
      with: documentOf('s3-cors', rules()),
      says: 'there is nothing to say of how the document is written',
    },
  },
  'fails when': {
    'it is a bare list': {
      with: documentOf('s3-cors', JSON.stringify([rule])),
      says: /bare list of the S3 console/,
      severity: 'info',
    },
    'it begins with a byte order mark': {
      with: documentOf('s3-cors', `\ufeff${rules()}`),
      says: 'the text begins with a byte order mark',
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
    'it is refused': { with: documentOf('s3-cors', '{}'), says: 'the document is refused' },
  },
});
