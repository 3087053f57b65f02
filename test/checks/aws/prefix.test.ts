import { prefix } from '../../../src/checks/aws/prefix.ts';
import { describeCheck } from '../../support/describe-check.ts';

const below = (path: string) => ({ target: { uri: `s3://acme-wandb/${path}`, bucket: 'acme-wandb', prefix: path } });

describeCheck(prefix, {
  'passes when': {
    'it is one segment': { with: below('team-a'), says: 'the path "team-a" is well formed' },
    'it is several segments': { with: below('wandb/team-a'), says: 'the path "wandb/team-a" is well formed' },
  },
  'fails when': {
    'it ends with a slash': { with: below('team-a/'), says: 'the path "team-a/" ends with a slash', severity: 'low' },
    'it starts with a slash': { with: below('/team-a'), says: 'the path "/team-a" starts with a slash' },
    'a segment is empty': { with: below('wandb//team-a'), says: 'the path "wandb//team-a" has an empty segment' },
    'it is a URL': { with: below('s3://acme-wandb/team-a'), says: 'the path "s3://acme-wandb/team-a" is a URL' },
    'it is a slash': { with: below('/'), says: 'the path "/" starts with a slash' },
  },
  'does not apply when': {
    'there is none': { says: 'W&B uses the root of the bucket' },
    'it is empty': { with: below(''), says: 'W&B uses the root of the bucket' },
  },
});
