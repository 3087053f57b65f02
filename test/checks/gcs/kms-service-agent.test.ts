import { gcsKmsServiceAgent } from '../../../src/checks/gcs/kms-service-agent.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket } from './support.ts';

const agent = 'service-123@gs-project-accounts.iam.gserviceaccount.com';
const defaultKmsKeyName = 'projects/p/locations/eu/keyRings/r/cryptoKeys/k';
const encrypted = bucket({ projectNumber: '123', encryption: { defaultKmsKeyName } });
const role = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';
const policy = (...bindings: { role: string; members: string[]; condition?: { title: string; expression: string } }[]) => ({
  ...encrypted,
  kmsKeyIamPolicy: { version: 3, bindings },
});

describeCheck<'gcs'>(gcsKmsServiceAgent, {
  'passes when': {
    'it has the role': {
      given: policy({ role, members: [`serviceAccount:${agent}`] }),
      says: `bindings[0] (${role}) lets ${agent} use the key`,
    },
  },
  'asks when': {
    'the policy is empty': {
      given: policy(),
      says: /^no binding of the key lets .* a role on the key ring or on the project/,
      severity: 'medium',
    },
    'the agent of another project has it': {
      given: policy({ role, members: ['serviceAccount:service-124@gs-project-accounts.iam.gserviceaccount.com'] }),
      says: /^no binding of the key lets/,
    },
    'it may only encrypt': {
      given: policy({ role: 'roles/cloudkms.cryptoKeyEncrypter', members: [`serviceAccount:${agent}`] }),
      says: /^no binding of the key lets/,
    },
    'it was deleted': {
      given: policy({ role, members: [`deleted:serviceAccount:${agent}?uid=1`] }),
      says: /of the key names .* as deleted;/,
    },
    'there is a condition': {
      given: policy({ role, members: [`serviceAccount:${agent}`], condition: { title: 'weekdays', expression: 'true' } }),
      says: /only under the condition "weekdays"$/,
    },
    'the project is not known': {
      given: { ...bucket({ encryption: { defaultKmsKeyName } }), kmsKeyIamPolicy: {} },
      says: /^the number of the project is not in the answer/,
    },
    'the policy of the key is not there': { given: encrypted, says: /^the IAM policy of the key .* is not in the evidence$/ },
    'the policy is odd': {
      given: policy({ role: 'nonsense', members: [] }),
      says: /does not understand the IAM policy of the key/,
    },
  },
  'does not apply when': {
    'there is no key': { given: bucket(), says: 'the bucket has no customer-managed key' },
    'there is no bucket': { given: { bucket: null }, says: 'the bucket has no customer-managed key' },
  },
});
