import { defineGcsCheck, fail, manual, pass, type CheckContext, type Remediation } from '../../core/check.ts';
import { bindingLabel } from '../../policy/gcp/grants.ts';
import type { IamBinding } from '../../policy/gcp/iam-policy.ts';
import { printable } from '../../policy/printable.ts';
import { bindingEvidence, readBindings } from '../support/gcs/iam.ts';
import { removeBinding } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

export const gcsIamPublic = defineGcsCheck({
  id: 'gcs/iam-public',
  title: 'The IAM policy opens the bucket to nobody in general',
  severity: 'medium',
  rationale:
    'allUsers is everybody on the Internet and allAuthenticatedUsers everybody with a Google account. W&B never needs either: pre-signed URLs act as a service account. Where public access prevention is enforced such a binding has no effect, until somebody takes the prevention off.',
  remediation: 'Take allUsers and allAuthenticatedUsers out of the IAM policy of the bucket.',
  source: [{ document: 'GCP', inferred: true }],
  rows: ['GCS-IAM-05'],
  tags: ['access', 'public-access', 'policy'],
  controls: { 'nist-800-53-r5': ['AC-3', 'AC-6'] },
  requires: ['iamPolicy'],
  consults: ['bucket'],
  evaluate: ({ iamPolicy, bucket }, context) => {
    const read = readBindings(iamPolicy ?? {});
    if (!read.ok)
      return manual(`byob-audit does not understand the IAM policy of the bucket: ${read.problem}`, { severity: 'medium' });
    const open = read.bindings.flatMap((binding) =>
      binding.members.flatMap((member) => (member.kind === 'everybody' ? [{ binding, member: member.text }] : [])),
    );
    const [first] = open;
    if (first === undefined) {
      const strange = read.strange.find(({ text }) => !knownType.test(text));
      if (strange !== undefined)
        return manual(
          `no binding names allUsers or allAuthenticatedUsers; bindings[${strange.index}] (${printable(strange.role, 100)}) has the member ${printable(strange.text, 120)}, of a kind that byob-audit does not know`,
          { key: 'unknown-member', severity: 'medium' },
        );
      return pass('no binding names allUsers or allAuthenticatedUsers');
    }
    const details = open.map(({ binding, member }) => {
      const who = member === 'allUsers' ? 'everybody on the Internet' : 'everybody with a Google account';
      const under = binding.condition === undefined ? '' : `, under the condition ${JSON.stringify(binding.condition.title)}`;
      return `${bindingLabel(binding)} gives the role to ${member}, which is ${who}${under}`;
    });
    const extra = {
      details,
      evidence: open.flatMap(({ binding }) => bindingEvidence('iamPolicy', binding)),
      fix: fixFor(open, read.bindings, context),
    };
    const prevention = bucket.state === 'present' ? bucket.value.iamConfiguration?.publicAccessPrevention : undefined;
    if (prevention === 'enforced')
      return fail(`${details[0]}; it has no effect while public access prevention is enforced`, {
        ...extra,
        key: 'prevented',
        severity: 'low',
      });
    return fail(details[0] ?? '', { ...extra, key: 'public' });
  },
});

/** A member of one of these is one principal or one domain, however it is misspelled. */
const knownType = /^(?:user|group|serviceAccount|domain|project(?:Owner|Editor|Viewer)|deleted):/;

function fixFor(
  open: readonly { readonly binding: IamBinding; readonly member: string }[],
  bindings: readonly IamBinding[],
  { target }: CheckContext,
): Remediation {
  // As soon as any binding has a condition, gcloud wants to know which one is meant.
  const conditional = bindings.some(({ condition }) => condition !== undefined);
  const commands = open.map(({ binding, member }) => removeBinding(target.bucket, member, printable(binding.role), conditional));
  return remedy('Take the public members out of the policy; other members stay as they are', ...new Set(commands));
}
