import { bucketName } from '../../../src/checks/coreweave/bucket-name.ts';
import { describeCheck } from '../../support/describe-check.ts';

const named = (bucket: string, says: RegExp) => ({ with: { target: { uri: `cw://${bucket}`, bucket } }, says });

describeCheck<'coreweave'>(bucketName, {
  'passes when': {
    'it is an ordinary one': { says: 'the name has lowercase letters, digits and hyphens only, and is not reserved' },
    'it has a reserved beginning further on': named('acme-cw-wandb', /is not reserved$/),
    'it only begins with the reserved whole name': named('internal-wandb', /is not reserved$/),
    'it has 63 characters': named('a'.repeat(63), /is not reserved$/),
  },
  'fails when': {
    'it begins with cw-': { ...named('cw-acme', /begins with cw-, which CoreWeave keeps for itself$/), severity: 'medium' },
    'it begins with vip-': named('vip-acme', /begins with vip-/),
    'it begins with xn--': named('xn--acme', /begins with xn--/),
    'it begins with log-stitcher-ch-': named('log-stitcher-ch-1', /begins with log-stitcher-ch-/),
    'it is int': named('int', /^the name int is one that CoreWeave keeps for itself$/),
    'it has a dot': named('acme.wandb', /something else than lowercase letters/),
    'it has an underscore': named('acme_wandb', /something else/),
    'it has a capital letter': named('Acme', /something else/),
    'it ends with a hyphen': named('acme-', /begins or ends with a hyphen$/),
    'it is too short': named('ab', /has 2 characters/),
    'it is too long': named('a'.repeat(64), /has 64 characters/),
  },
});
