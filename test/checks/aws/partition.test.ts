import { partition } from '../../../src/checks/aws/partition.ts';
import { describeCheck } from '../../support/describe-check.ts';

const at = (LocationConstraint: string | null) => ({ location: { LocationConstraint } });

describeCheck(partition, {
  'passes when': {
    'the region is a commercial one': {
      given: at('eu-central-1'),
      with: { deployment: 'dedicated' },
      says: 'eu-central-1 is in the partition aws',
    },
    'the bucket is from the first days of S3 in Europe': { given: at('EU'), says: 'eu-west-1 is in the partition aws' },
    'nothing is declared and the region is a commercial one': { given: at(null), says: 'us-east-1 is in the partition aws' },
    'Self-Managed runs in GovCloud': {
      given: at('us-gov-west-1'),
      with: { deployment: 'self-managed' },
      says: 'us-gov-west-1 is in the partition aws-us-gov, where Self-Managed can run',
    },
  },
  'fails when': {
    'Dedicated Cloud is to use a bucket in China': {
      given: at('cn-north-1'),
      with: { deployment: 'dedicated' },
      says: "cn-north-1 is in the partition aws-cn, which cannot trust a principal of W&B's dedicated accounts",
      severity: 'high',
    },
    'Multi-tenant Cloud is to use a bucket in GovCloud': {
      given: at('us-gov-east-1'),
      with: { deployment: 'multi-tenant' },
      says: /partition aws-us-gov, which cannot trust/,
    },
    'the bucket is in the European Sovereign Cloud': {
      given: at('eusc-de-east-1'),
      with: { deployment: 'dedicated' },
      says: /partition aws-eusc/,
    },
  },
  'asks when': {
    'the deployment matters and is not declared': { given: at('us-gov-west-1'), says: /the deployment is not declared$/ },
    'the region is like none that is known': {
      given: at('us-isoz-east-1'),
      with: { deployment: 'dedicated' },
      says: 'the region us-isoz-east-1 is written like none that is known, so its partition is not known',
    },
    'the server has no location': { says: 'the server does not tell in which region the bucket is' },
  },
});
