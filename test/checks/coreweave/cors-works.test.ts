import { corsWorks } from '../../../src/checks/coreweave/cors-works.ts';
import { expect, it } from 'vitest';
import { describeCheck, judge } from '../../support/describe-check.ts';

const rule = { AllowedHeaders: ['*'], AllowedMethods: ['GET', 'HEAD', 'PUT'], AllowedOrigins: ['*'], ExposeHeaders: ['ETag'] };

describeCheck<'coreweave'>(corsWorks, {
  'passes when': {
    'it is the documented rule': { given: { cors: { CORSRules: [rule] } }, says: /^GET, HEAD and PUT work from any origin/ },
  },
  'fails when': {
    'there is no rule': { says: 'the bucket has no CORS rule, so browsers cannot use pre-signed URLs', severity: 'high' },
    'ETag is hidden': { given: { cors: { CORSRules: [{ ...rule, ExposeHeaders: [] }] } }, says: /hides the header ETag/ },
  },
  'asks when': {
    'the origins are narrow': {
      given: { cors: { CORSRules: [{ ...rule, AllowedOrigins: ['https://acme.wandb.io'] }] } },
      says: /declare the origins/,
    },
  },
});

it('puts the rule on CoreWeave', () => {
  expect(judge(corsWorks, {}).remediation?.commands?.[0]).toMatch(
    /^aws --endpoint-url https:\/\/cwobject\.com s3api put-bucket-cors /,
  );
});
