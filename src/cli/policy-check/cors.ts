import { corsServices } from '../../policy/cors/services.ts';
import { corsVerdict } from '../../policy/cors/verdict.ts';
import { readAzureCors } from '../../policy/cors/azure.ts';
import { readGcsCors } from '../../policy/cors/gcs.ts';
import { findingOf, type About, type Judged, type Question } from './question.ts';

const services = {
  gcs: { name: 'Cloud Storage', scheme: 'gs://', read: readGcsCors },
  azure: { name: 'Azure Storage', scheme: 'az://', read: readAzureCors },
} as const;

/** Judges a CORS document for Cloud Storage or for the blob service of Azure. */
export function judgeCors(dialect: keyof typeof services, question: Question): Judged {
  const { name, scheme, read } = services[dialect];
  const target = `${scheme}${question.bucket ?? ''}`;
  const about: About = {
    check: `${dialect}/cors-works`,
    title: 'Browsers can read and write objects from the origins of W&B',
    target,
    severity: 'high',
  };
  const found = read(question.text);
  if (!found.ok) {
    const where = found.path === '' ? '' : `${found.path}, `;
    const message = `${name} refuses the document: ${found.problem} (${where}line ${found.line}, column ${found.column})`;
    return { target, findings: [findingOf(about, 'fail', 'invalid-document', message)] };
  }
  const { origins } = question.declared;
  const { failures, open, advice } = corsVerdict(dialect, found.rules, origins);
  const evidenceOf = (rule: number | undefined) =>
    rule === undefined
      ? {}
      : { evidence: [{ facet: 'cors', path: `${corsServices[dialect].list}[${rule}]`, value: found.rules[rule] }] };
  const from = origins === undefined || origins.length === 0 ? 'any origin' : origins.join(', ');
  const hints = [...found.advice, ...advice].map((message, index) =>
    findingOf(
      { ...about, check: `${dialect}/cors-advice`, title: 'The CORS document is as W&B documents it', severity: 'info' },
      'fail',
      `advice-${index}`,
      message,
    ),
  );
  return {
    target,
    findings: [
      ...failures.map(({ message, witness }) =>
        findingOf(about, 'fail', witness?.kind ?? 'no-cors', message, evidenceOf(witness?.rule)),
      ),
      ...open.map(({ message, witness }) =>
        findingOf(about, 'manual', 'narrow-origins', message, {
          severity: 'medium',
          answer: 'origins',
          ...evidenceOf(witness?.rule),
        }),
      ),
      ...(failures.length + open.length === 0 ? [findingOf(about, 'pass', 'pass', `GET, HEAD and PUT work from ${from}`)] : []),
      ...hints,
    ],
  };
}
