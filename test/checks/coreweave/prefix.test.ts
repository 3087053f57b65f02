import { prefix } from '../../../src/checks/coreweave/prefix.ts';
import { describeCheck } from '../../support/describe-check.ts';

const below = (path: string) => ({ with: { target: { uri: 'cw://acme-wandb', bucket: 'acme-wandb', prefix: path } } });

describeCheck<'coreweave'>(prefix, {
  'passes when': { 'it is a plain path': { ...below('teams/vision'), says: 'the path "teams/vision" is well formed' } },
  'fails when': {
    'it starts with a slash': { ...below('/teams'), says: 'the path "/teams" starts with a slash', severity: 'low' },
    'it has an empty segment': { ...below('a//b'), says: 'the path "a//b" has an empty segment' },
  },
  'does not apply when': { 'there is none': { says: 'W&B uses the root of the bucket' } },
});
