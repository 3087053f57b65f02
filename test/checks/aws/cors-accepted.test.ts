import { corsAccepted } from '../../../src/checks/aws/cors-accepted.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const rule = { AllowedHeaders: ['*'], AllowedMethods: ['GET', 'HEAD', 'PUT'], AllowedOrigins: ['*'], ExposeHeaders: ['ETag'] };
const rules = (more: object = {}): string => JSON.stringify({ CORSRules: [{ ...rule, ...more }] });

describeCheck(corsAccepted, {
  'passes when': {
    'S3 takes every rule': {
      with: documentOf('s3-cors', rules()),
      says: 'nothing in the document is refused by the rules of S3',
    },
  },
  'fails when': {
    'a method is no method of S3': {
      with: documentOf('s3-cors', rules({ AllowedMethods: ['OPTIONS'] })),
      says: /^S3 refuses the document: OPTIONS is not a method .* \(CORSRules\[0\]\.AllowedMethods\[0\], line 1, column \d+\)$/,
      key: 'refused',
    },
    'there is no rule': { with: documentOf('s3-cors', '[]'), says: /^S3 refuses the document: the list of CORS rules is empty/ },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
  },
});
