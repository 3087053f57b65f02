import { defineAwsCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { kms } from '../../fixes/aws.ts';
import { remedy } from '../../fixes/step.ts';

/** States that pass by themselves within minutes. */
const passing: readonly string[] = ['Creating', 'Updating'];

export const kmsKeyEnabled = defineAwsCheck({
  id: 'aws/kms-key-enabled',
  title: 'The KMS key is enabled',
  severity: 'high',
  rationale:
    'Nothing can be written to or read from the bucket while its key is disabled, and nothing ever again once it is deleted.',
  remediation: 'Enable the key; cancel its deletion first where that is scheduled.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['AWS-KMS-02'],
  tags: ['keys'],
  controls: { 'nist-800-53-r5': ['SC-12'], 'aws-fsbp': ['KMS.3'] },
  requires: ['kmsKey'],
  evaluate: ({ kmsKey }) => {
    if (kmsKey === null) return notApplicable('the bucket does not use a KMS key');
    const { Arn, KeyState, Enabled, DeletionDate } = kmsKey.KeyMetadata;
    const state =
      (KeyState === undefined ? undefined : printable(KeyState)) ??
      (Enabled === undefined ? undefined : Enabled ? 'Enabled' : 'Disabled');
    const evidence = [{ facet: 'kmsKey', path: 'KeyMetadata.KeyState', value: KeyState ?? null }];
    if (state === undefined) return manual('the server does not tell the state of the key', { evidence });
    if (state === 'Enabled') return pass('the key is Enabled', { evidence });
    if (passing.includes(state)) return manual(`the key is ${state}, a state that ends within minutes`, { evidence });
    const enable = kms('enable-key', Arn);
    if (state === 'PendingDeletion' || state === 'PendingReplicaDeletion') {
      return fail(`the key is ${state}${DeletionDate === undefined ? '' : `: KMS deletes it on ${printable(DeletionDate)}`}`, {
        key: 'pending-deletion',
        evidence,
        fix: remedy('Cancel the deletion and enable the key', kms('cancel-key-deletion', Arn), enable),
      });
    }
    return fail(`the key is ${state}`, {
      evidence,
      fix: state === 'Disabled' ? remedy('Enable the key', enable) : { summary: 'Bring the key back to the state Enabled' },
    });
  },
});
