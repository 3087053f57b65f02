import { gcsPublicAccessPrevention } from '../../../src/checks/gcs/public-access-prevention.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

const prevention = (publicAccessPrevention: string) => bucket({ iamConfiguration: { publicAccessPrevention } });

describeCheck<'gcs'>(gcsPublicAccessPrevention, {
  'passes when': { 'it is enforced': { given: prevention('enforced'), says: 'public access prevention is enforced' } },
  'fails when': {
    'it is inherited': {
      given: prevention('inherited'),
      says: /^public access prevention is inherited: unless/,
      severity: 'low',
    },
    'it is unspecified': { given: prevention('unspecified'), says: /is unspecified: unless/ },
    'it is not mentioned': { given: bucket(), says: /is not set: unless/ },
  },
  'does not apply when': noBucket,
});
