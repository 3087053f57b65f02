import type { JudgedDocument } from '../../../evidence/document.ts';
import { bindingLabel } from '../../../policy/gcp/grants.ts';
import { readIamPolicy } from '../../../policy/gcp/iam-policy.ts';
import { printable } from '../../../policy/printable.ts';
import type { Reception } from '../any/document.ts';

/** What IAM makes of the policy of a bucket. */
export function iamReception({ text }: JudgedDocument): Reception {
  const read = readIamPolicy(text);
  if (!read.ok) return { ok: false, refusal: { text: read.problem, at: { line: read.line, column: read.column } } };
  const left = read.bindings.flatMap((binding) =>
    binding.members.flatMap((member) =>
      member.kind === 'deleted'
        ? [
            {
              text: `${bindingLabel(binding)} names a deleted principal, which has no access: ${printable(member.text, 120)}`,
              at: `bindings[${binding.index}]`,
            },
          ]
        : [],
    ),
  );
  return { ok: true, doubts: [], advice: [...read.advice.map((advice) => ({ text: advice })), ...left] };
}
