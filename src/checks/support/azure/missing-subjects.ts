import {
  fail,
  type CheckContext,
  type EvidenceLine,
  type Remediation,
  type Severity,
  type Verdict,
} from '../../../core/check.ts';
import { remedy } from '../../../fixes/step.ts';
import { printable } from '../../../policy/printable.ts';
import { federatedAudiences } from '../../../requirements/azure.ts';
import { admittedWords, credentialLine, federatedCommand, federatedUpdates, nameOf, type Credential } from './federation.ts';

/** The name of the service account of a subject. */
export const accountOf = (subject: string): string => printable(subject.split(':').at(-1) ?? subject, 80);

export const subjectLines = (credentials: readonly Credential[]): readonly EvidenceLine[] =>
  credentials.slice(0, 20).map((one) => credentialLine(credentials, one, 'subject'));

export interface Lacks {
  readonly credentials: readonly Credential[];
  readonly missing: readonly string[];
  /** The credentials that are for a service account but for letter case. */
  readonly misspelled: ReadonlyMap<string, Credential>;
  readonly fix: Remediation;
}

/** The failure for service accounts without a credential. @param shown those that it is about, of all that are missing */
export function absent(
  { credentials, missing, misspelled, fix }: Lacks,
  shown: readonly string[],
  effect: string,
  extra: { readonly key: string; readonly severity?: Severity },
): Verdict {
  const near = shown.flatMap((subject) => misspelled.get(subject) ?? []);
  const [first] = near;
  const others = missing.filter((subject) => !shown.includes(subject));
  const none = shown.filter((subject) => !misspelled.has(subject));
  const nobody = `no federated credential is for ${(none.length > 0 ? none : shown).map(accountOf).join(', ')}`;
  const details = [
    ...near.slice(first === undefined || none.length > 0 ? 0 : 1).map(caseWords),
    ...(others.length === 0 ? [] : [`none is for ${missing.map(accountOf).join(', ')}`]),
  ];
  return fail(first !== undefined && none.length === 0 ? `${caseWords(first)}, ${effect}` : `${nobody}, ${effect}`, {
    ...extra,
    ...(details.length === 0 ? {} : { details }),
    evidence: first === undefined ? subjectLines(credentials) : near.map((one) => credentialLine(credentials, one, 'subject')),
    fix,
  });
}

const caseWords = (credential: Credential): string =>
  `the federated credential ${nameOf(credential)} is for ${admittedWords(credential)}, which differs from the service account of W&B by letter case, and Microsoft Entra compares it`;

/** Adds the credentials that are missing, and corrects those that differ by letter case only. */
export function fixOf(
  missing: readonly string[],
  misspelled: Lacks['misspelled'],
  id: string | undefined,
  { issuer, azureCloud = 'public' }: CheckContext,
): Remediation {
  const added = missing.filter((subject) => !misspelled.has(subject));
  const right = new Map([...misspelled].map(([subject, credential]) => [credential, subject]));
  const summary =
    added.length === 0
      ? 'Correct the subject of the credential'
      : `Add a credential for ${added.length === 1 ? 'the service account' : 'each of the service accounts'}`;
  if (id === undefined) return remedy(summary);
  const updates = federatedUpdates(id, [...right.keys()], { subjectOf: (one) => right.get(one) ?? '' });
  if (issuer === undefined) return remedy(summary, ...updates);
  const creations = added.map((subject) => {
    const name = `federated-credential-${subject.split(':').at(-1) ?? ''}`;
    const flags = ['--issuer', issuer, '--subject', subject, '--audiences', federatedAudiences[azureCloud]];
    return federatedCommand('create', id, name, ...flags);
  });
  return remedy(summary, ...updates, ...creations);
}
