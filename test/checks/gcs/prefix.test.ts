import { gcsPrefix } from '../../../src/checks/gcs/prefix.ts';
import { describeCheck } from '../../support/describe-check.ts';

const at = (prefix: string) => ({ target: { uri: `gs://acme-wandb/${prefix}`, bucket: 'acme-wandb', prefix } });

describeCheck<'gcs'>(gcsPrefix, {
  'passes when': { 'it has two segments': { with: at('teams/vision'), says: 'the path "teams/vision" is well formed' } },
  'fails when': {
    'it begins with a slash': { with: at('/vision'), says: 'the path "/vision" starts with a slash', severity: 'low' },
    'it ends with a slash': { with: at('vision/'), says: 'the path "vision/" ends with a slash' },
    'a segment is empty': { with: at('a//b'), says: 'the path "a//b" has an empty segment' },
    'it is a URL': { with: at('gs://other/a'), says: 'the path "gs://other/a" is a URL' },
  },
  'does not apply when': { 'there is none': { says: 'W&B uses the root of the bucket' } },
});
