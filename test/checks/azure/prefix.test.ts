import { azurePrefix } from '../../../src/checks/azure/prefix.ts';
import { describeCheck } from '../../support/describe-check.ts';

const at = (prefix: string) => ({
  target: { uri: `az://acmestorage/wandb/${prefix}`, bucket: 'wandb', account: 'acmestorage', prefix },
});

describeCheck<'azure'>(azurePrefix, {
  'does not apply when': { 'there is no path': { says: 'W&B uses the root of the bucket' } },
  'passes when': { 'it is plain': { with: at('teams/vision'), says: 'the path "teams/vision" is well formed' } },
  'fails when': {
    'it starts with a slash': { with: at('/teams'), says: 'the path "/teams" starts with a slash', severity: 'low' },
    'it ends with a slash': { with: at('teams/'), says: 'the path "teams/" ends with a slash' },
  },
});
