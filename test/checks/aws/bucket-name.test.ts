import { bucketName } from '../../../src/checks/aws/bucket-name.ts';
import { describeCheck } from '../../support/describe-check.ts';

describeCheck(bucketName, {
  'passes when': { 'the name has hyphens only': { says: 'the name contains no dots' } },
  'fails when': {
    'the name looks like a domain': {
      with: { target: { uri: 's3://acme.wandb.files', bucket: 'acme.wandb.files' } },
      says: /^the name acme\.wandb\.files contains a dot/,
      severity: 'medium',
    },
  },
});
