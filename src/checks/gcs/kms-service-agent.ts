import { defineGcsCheck, manual, notApplicable, pass } from '../../core/check.ts';
import { bindingLabel } from '../../policy/gcp/grants.ts';
import { printable } from '../../policy/printable.ts';
import { kmsAgentRole, storageServiceAgent } from '../../requirements/gcs.ts';
import { bindingEvidence, readBindings } from '../support/gcs/iam.ts';
import { shellWord } from '../../fixes/shell.ts';

/** Roles that hold both permissions of {@link kmsAgentRole}. */
const sufficient: readonly string[] = [kmsAgentRole, 'roles/cloudkms.cryptoOperator'];

export const gcsKmsServiceAgent = defineGcsCheck({
  id: 'gcs/kms-service-agent',
  title: 'The service agent of Cloud Storage may use the customer-managed key of the bucket, if there is one',
  severity: 'high',
  rationale:
    "Cloud Storage encrypts and decrypts as its own service agent, one for each project, and never as W&B: W&B's account needs no right on the key, and without the agent's no object can be read or written.",
  remediation: `Give the service agent of the bucket's project the role ${kmsAgentRole} on the key.`,
  source: [{ document: 'GCP', inferred: true }],
  rows: ['GCS-BKT-04'],
  tags: ['encryption', 'keys', 'access'],
  controls: { 'nist-800-53-r5': ['AC-3', 'SC-12'] },
  requires: ['bucket', 'kmsKeyIamPolicy'],
  evaluate: ({ bucket, kmsKeyIamPolicy }) => {
    const key = bucket?.encryption?.defaultKmsKeyName;
    if (key === undefined || key === '') return notApplicable('the bucket has no customer-managed key');
    if (kmsKeyIamPolicy === null)
      return manual(`the IAM policy of the key ${printable(key, 300)} is not in the evidence`, { severity: 'medium' });
    const project = bucket?.projectNumber;
    if (project === undefined || !/^\d{1,30}$/.test(project))
      return manual('the number of the project is not in the answer, so the service agent of Cloud Storage is not known', {
        severity: 'medium',
      });
    const read = readBindings(kmsKeyIamPolicy);
    if (!read.ok)
      return manual(`byob-audit does not understand the IAM policy of the key: ${read.problem}`, { severity: 'medium' });
    const agent = storageServiceAgent(project);
    const naming = read.bindings.filter(({ members }) =>
      members.some((member) => member.kind === 'serviceAccount' && member.email === agent),
    );
    const giving = naming.filter(({ role }) => sufficient.includes(role));
    const free = giving.find(({ condition }) => condition === undefined);
    if (free !== undefined)
      return pass(`${bindingLabel(free)} lets ${agent} use the key`, { evidence: bindingEvidence('kmsKeyIamPolicy', free) });
    const [conditional] = giving;
    if (conditional !== undefined)
      return manual(
        `${bindingLabel(conditional)} lets ${agent} use the key only under the condition ${JSON.stringify(conditional.condition?.title ?? '')}`,
        {
          key: 'condition',
          severity: 'medium',
          evidence: bindingEvidence('kmsKeyIamPolicy', conditional),
        },
      );
    const gone = read.bindings.find(({ members }) =>
      members.some((member) => member.kind === 'deleted' && member.email === agent),
    );
    const message =
      gone === undefined
        ? `no binding of the key lets ${agent} encrypt and decrypt`
        : `${bindingLabel(gone)} of the key names ${agent} as deleted`;
    // What stands above the key is inherited by it and not in its policy, so this is not certain enough for a failure.
    return manual(`${message}; a role on the key ring or on the project of the key would serve as well, and does not show here`, {
      key: 'not-granted',
      severity: 'medium',
      details: [`to grant it: ${grant(key, agent)}`],
      ...(naming[0] === undefined ? {} : { evidence: bindingEvidence('kmsKeyIamPolicy', naming[0]) }),
    });
  },
});

const grant = (key: string, agent: string): string =>
  [
    'gcloud',
    'kms',
    'keys',
    'add-iam-policy-binding',
    printable(key, 300),
    `--member=serviceAccount:${agent}`,
    `--role=${kmsAgentRole}`,
  ]
    .map(shellWord)
    .join(' ');
