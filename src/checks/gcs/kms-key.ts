import { defineGcsCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { remedy } from '../../fixes/step.ts';
import type { Step } from '../../evidence/step.ts';

/** States that pass by themselves within minutes. */
const passing: readonly string[] = ['PENDING_GENERATION', 'PENDING_IMPORT'];

export const gcsKmsKey = defineGcsCheck({
  id: 'gcs/kms-key',
  title: 'The customer-managed key of the bucket, if there is one, is enabled and made for encryption',
  severity: 'high',
  rationale:
    'Nothing can be written to the bucket while the primary version of its key is disabled, and objects under a destroyed version are lost.',
  remediation: 'Enable the primary version of the key; restore it first where its destruction is scheduled.',
  source: [{ document: 'GCP', inferred: true }],
  rows: ['GCS-BKT-04'],
  tags: ['encryption', 'keys'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: ['kmsKey'],
  evaluate: ({ kmsKey }) => {
    if (kmsKey === null) return notApplicable('the bucket has no customer-managed key');
    const { name, purpose, primary } = kmsKey;
    if (purpose !== undefined && purpose !== 'ENCRYPT_DECRYPT')
      return fail(`the key is made for ${printable(purpose, 40)}, and Cloud Storage can encrypt with ENCRYPT_DECRYPT only`, {
        key: 'purpose',
        evidence: [{ facet: 'kmsKey', path: 'purpose', value: printable(purpose, 40) }],
        fix: { summary: 'Give the bucket another key; the purpose of a key cannot be changed' },
      });
    const state = primary?.state;
    const evidence = [{ facet: 'kmsKey', path: 'primary.state', value: state === undefined ? null : printable(state, 40) }];
    if (primary === undefined)
      return fail('the key has no primary version, so nothing can be encrypted with it', {
        key: 'no-primary',
        evidence,
        fix: { summary: 'Make an enabled version of the key its primary version' },
      });
    if (state === 'ENABLED') return pass('the primary version of the key is ENABLED', { evidence });
    if (state === undefined)
      return manual('the answer does not tell the state of the primary version of the key', { severity: 'medium', evidence });
    if (passing.includes(state))
      return manual(`the primary version of the key is ${printable(state, 40)}, a state that ends within minutes`, {
        severity: 'medium',
        evidence,
      });
    const version = primary.name ?? '';
    const [, project, location, ring, key, number] =
      /^projects\/([^/]+)\/locations\/([^/]+)\/keyRings\/([^/]+)\/cryptoKeys\/([^/]+)\/cryptoKeyVersions\/([^/]+)$/.exec(
        version,
      ) ?? [];
    const command = (verb: string): Step => ({
      run: [
        'gcloud',
        'kms',
        'keys',
        'versions',
        verb,
        number,
        `--key=${key}`,
        `--keyring=${ring}`,
        `--location=${location}`,
        `--project=${project}`,
      ].map((word) => printable(word ?? '')),
    });
    const verbs = state === 'DISABLED' ? ['enable'] : state === 'DESTROY_SCHEDULED' ? ['restore', 'enable'] : [];
    return fail(`the primary version of the key ${printable(name, 300)} is ${printable(state, 40)}`, {
      key: state === 'DESTROY_SCHEDULED' ? 'destroy-scheduled' : 'not-enabled',
      evidence,
      fix:
        number === undefined || verbs.length === 0
          ? { summary: 'Make an enabled version of the key its primary version' }
          : remedy(
              state === 'DISABLED' ? 'Enable the version' : 'Restore the version before it is destroyed, and enable it',
              ...verbs.map(command),
            ),
    });
  },
});
