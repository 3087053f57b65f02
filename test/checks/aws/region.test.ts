import { region } from '../../../src/checks/aws/region.ts';
import { describeCheck } from '../../support/describe-check.ts';

const at = (LocationConstraint: string | null) => ({ location: { LocationConstraint } });

describeCheck(region, {
  'passes when': {
    'it is the declared one': {
      given: at('eu-central-1'),
      with: { region: 'eu-central-1' },
      says: 'the bucket is in eu-central-1, as declared',
    },
    'S3 says null, which is us-east-1': {
      given: at(null),
      with: { region: 'us-east-1' },
      says: 'the bucket is in us-east-1, as declared',
    },
    'a server says the empty string, which is us-east-1': {
      given: at(''),
      with: { region: 'us-east-1' },
      says: /us-east-1, as declared$/,
    },
    'S3 says EU, which is eu-west-1': {
      given: at('EU'),
      with: { region: 'eu-west-1' },
      says: 'the bucket is in eu-west-1, as declared',
    },
  },
  'fails when': {
    'another one is declared': {
      given: at('eu-central-1'),
      with: { region: 'us-east-1' },
      says: 'the bucket is in eu-central-1, and W&B is told us-east-1',
      severity: 'high',
    },
  },
  'does not apply when': {
    'none is declared': {
      given: at('eu-central-1'),
      says: 'no region is declared; the store URI of this bucket takes region=eu-central-1',
    },
  },
  'asks when': {
    'the server has no location': {
      with: { region: 'us-east-1' },
      says: 'the server does not tell in which region the bucket is',
    },
  },
});
