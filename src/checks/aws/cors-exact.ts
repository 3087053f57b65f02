import { defineAwsCheck } from '../../core/check.ts';
import { s3Rules } from '../../policy/cors/s3.ts';
import { printableDeep } from '../../policy/printable.ts';
import { corsExactVerdict } from '../support/any/cors-exact.ts';
import { corsFix, documentedS3Cors } from '../support/aws/cors.ts';

export const corsExact = defineAwsCheck({
  id: 'aws/cors-exact',
  title: 'The CORS rules admit nothing beyond the documented one',
  severity: 'medium',
  rationale:
    'W&B documents one rule. Further methods or exposed headers open more than W&B needs and make the next change hard to judge. How the rules are spelled and how many there are makes no difference: what they admit together, as the service applies them, is compared. Listing other origins, or fewer of them, is no fault here. The documented max age is 3600 seconds up to edition 2025-03 and 3000 since; both are accepted, and another one alone weighs little.',
  remediation: 'Replace the CORS configuration by the documented rule, with the origins that are in use.',
  source: [
    { document: 'S004', edition: '2025-03', quote: '"MaxAgeSeconds": 3600' },
    { document: 'D-2026S', edition: '2026-02', quote: '"MaxAgeSeconds": 3000' },
    { document: 'TFA', quote: 'max_age_seconds = 3000' },
  ],
  rows: ['AWS-S3-04'],
  tags: ['cors', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['CM-6'] },
  requires: ['cors'],
  evaluate: ({ cors }, context) => {
    const { CORSRules: rules } = cors ?? { CORSRules: [] };
    const evidence = [{ facet: 'cors', path: 'CORSRules', value: printableDeep(rules) }];
    return corsExactVerdict(documentedS3Cors('aws'), s3Rules(rules), context, evidence, (origins) =>
      corsFix({ ...context, origins }, rules),
    );
  },
});
