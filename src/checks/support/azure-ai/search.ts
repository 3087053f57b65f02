import { fail, manual, pass, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import { printable } from '../../../policy/printable.ts';
import type { Dependent } from './dependents.ts';
import { sameText } from './uses.ts';
import { az } from '../../../fixes/azure.ts';
import { remedy } from '../../../fixes/step.ts';

type Search = Extract<FacetValue<'azure-ai', 'searchServices'>[number]['answer'], { state: 'present' }>['value'];

/** Catalogue rows AZ-DEP-08 and AZ-HUB-12: the service enforces keys, and nothing in it is without one. */
export function judgeSearch({ value, noun, at }: Dependent<Search>): Verdict {
  const { enforcement, encryptionComplianceStatus: compliance } = value.properties.encryptionWithCmk ?? {};
  const evidence = [
    { facet: 'searchServices', path: `${at}properties.encryptionWithCmk.enforcement`, value: enforcement ?? null },
    { facet: 'searchServices', path: `${at}properties.encryptionWithCmk.encryptionComplianceStatus`, value: compliance ?? null },
  ];
  const strange = (member: string, word: string | null | undefined, known: readonly string[]): Verdict | undefined =>
    word === null || word === undefined || known.some((one) => sameText(word, one))
      ? undefined
      : manual(`${member} of ${noun} is ${printable(word, 40)}, a word that no document explains`, {
          key: 'unknown-word',
          severity: 'medium',
          evidence,
        });
  const unknown =
    strange('encryptionWithCmk.enforcement', enforcement, ['Enabled', 'Disabled', 'Unspecified']) ??
    strange('encryptionWithCmk.encryptionComplianceStatus', compliance, ['Compliant', 'NonCompliant']);
  if (unknown !== undefined) return unknown;
  if (!sameText(enforcement, 'Enabled')) {
    const state = enforcement === null || enforcement === undefined ? 'is not set' : `is ${printable(enforcement, 40)}`;
    return fail(`${noun} does not enforce customer-managed keys: enforcement ${state}`, {
      evidence,
      fix: remedy(
        'Enforce customer-managed keys',
        az('resource', 'update', '--ids', value.id, '--set', 'properties.encryptionWithCmk.enforcement=Enabled'),
      ),
    });
  }
  if (compliance === null || compliance === undefined) {
    return manual(`${noun} enforces customer-managed keys, and does not tell whether every object in it has one`, {
      severity: 'low',
      evidence,
    });
  }
  return sameText(compliance, 'Compliant')
    ? pass(`${noun} enforces customer-managed keys and is Compliant`, { evidence })
    : fail(`${noun} enforces customer-managed keys and holds objects without one: it is ${printable(compliance, 40)}`, {
        key: 'not-compliant',
        evidence,
        fix: { summary: 'Make the indexes without a customer-managed key anew' },
      });
}
