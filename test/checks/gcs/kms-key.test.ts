import { expect, it } from 'vitest';
import { gcsKmsKey } from '../../../src/checks/gcs/kms-key.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';

const name = 'projects/p/locations/eu/keyRings/r/cryptoKeys/k';
const key = (state?: string, purpose = 'ENCRYPT_DECRYPT') => ({
  kmsKey: { name, purpose, primary: { name: `${name}/cryptoKeyVersions/3`, ...(state === undefined ? {} : { state }) } },
});

describeCheck<'gcs'>(gcsKmsKey, {
  'passes when': {
    'its primary version is enabled': { given: key('ENABLED'), says: 'the primary version of the key is ENABLED' },
  },
  'fails when': {
    'it is disabled': { given: key('DISABLED'), says: `the primary version of the key ${name} is DISABLED`, severity: 'high' },
    'its destruction is scheduled': { given: key('DESTROY_SCHEDULED'), says: /is DESTROY_SCHEDULED$/ },
    'it is destroyed': { given: key('DESTROYED'), says: /is DESTROYED$/ },
    'it has no primary version': { given: { kmsKey: { name } }, says: /^the key has no primary version/ },
    'it signs': { given: key('ENABLED', 'ASYMMETRIC_SIGN'), says: /^the key is made for ASYMMETRIC_SIGN/ },
  },
  'asks when': {
    'it is being made': { given: key('PENDING_GENERATION'), says: /ends within minutes$/ },
    'the state is not told': { given: key(), says: /does not tell the state/ },
  },
  'does not apply when': { 'there is none': { says: 'the bucket has no customer-managed key' } },
});

it('restores a version before it enables it', () => {
  const where = '3 --key=k --keyring=r --location=eu --project=p';
  expect(judge(gcsKmsKey, { given: key('DESTROY_SCHEDULED') }).remediation?.commands).toEqual([
    `gcloud kms keys versions restore ${where}`,
    `gcloud kms keys versions enable ${where}`,
  ]);
});
