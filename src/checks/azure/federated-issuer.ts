import { defineAzureCheck, fail, manual, pass, type CheckContext, type Verdict } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import {
  admissionLines,
  admittedWords,
  credentialLine,
  credentialsOfWandb,
  federatedUpdates,
  federationFacets,
  isKnownSubject,
  isNarrow,
  isNearMiss,
  isTrusted,
  knownCredentials,
  nameOf,
  noCredential,
  type Credential,
} from '../support/azure/federation.ts';
import { remedy } from '../../fixes/step.ts';

const tellsIssuer = ({ properties }: Credential): boolean => (properties.issuer ?? '') !== '';

const slashless = (text: string): string => text.replace(/\/+$/, '');

export const azureFederatedIssuer = defineAzureCheck({
  id: 'azure/federated-issuer',
  title: 'The federated credentials name the OIDC issuer of the W&B instance, byte for byte',
  severity: 'high',
  rationale:
    "W&B's pods take on the managed identity with tokens of their cluster. Microsoft Entra compares the issuer of the token with that of the credential byte for byte, the slash at its end included; with another issuer every sign-in fails with AADSTS70021. A credential of another issuer lets in everybody whom that issuer vouches for in its subject, so each one is asked about.",
  remediation:
    'Copy the OIDC issuer URL of the instance from W&B into every federated credential, with the slash at its end, and remove credentials of issuers that you do not know.',
  source: [
    { document: 'TFZ', quote: "Make sure to include the trailing '/'" },
    { document: 'D-2026S', edition: '2026-02', quote: 'Provide the OIDC issuer URL for your instance.' },
    { document: 'S004', edition: '2025-03' },
  ],
  rows: ['AZ-ID-05', 'AZ-ID-06', 'AZ-04'],
  tags: ['access'],
  controls: { 'nist-800-53-r5': ['IA-2'] },
  requires: [],
  consults: federationFacets,
  evaluate: (facts, context) => {
    const asked = knownCredentials(facts, context);
    if ('verdict' in asked) return asked.verdict;
    const { credentials } = asked;
    const judged = credentialsOfWandb(credentials);
    const [first] = judged;
    if (first === undefined) return noCredential();
    const { issuer } = context;
    if (issuer === undefined) return undeclared(credentials, context);
    const isRight = ({ properties }: Credential): boolean => properties.issuer === issuer;
    // A second credential may serve another instance, as long as each service account has one that fits.
    // So may one whose service account is not known to be one of W&B.
    const isListed = judged.some(({ properties }) => isKnownSubject(properties.subject ?? ''));
    const serves = !isListed && judged.some(isRight);
    const wrong = judged.filter(
      (one) =>
        !serves &&
        !isRight(one) &&
        !isTrusted(one, context) &&
        tellsIssuer(one) &&
        !judged.some((other) => isRight(other) && other.properties.subject === one.properties.subject),
    );
    // What fits says nothing of what lies beside it: whoever runs another issuer gets the blobs as well.
    const strangers = credentials
      .filter((one) => !isRight(one) && !isTrusted(one, context) && !wrong.includes(one))
      .toSorted((a, b) => Number(isNarrow(a)) - Number(isNarrow(b)));
    const [worst] = wrong;
    const [stranger] = strangers;
    if (worst === undefined && stranger !== undefined) return question(credentials, stranger, strangers);
    const evidence = [credentialLine(credentials, worst ?? first, 'issuer')];
    if (worst === undefined) return pass(`the federated credentials name the issuer ${printable(issuer, 200)}`, { evidence });
    const named = worst.properties.issuer ?? '';
    const isSlash = slashless(named) === slashless(issuer);
    const isCase = isNearMiss(named, issuer);
    const id = facts.identity.state === 'present' ? facts.identity.value.id : undefined;
    const more = wrong.length === 1 ? '' : ` and ${wrong.length - 1} more`;
    return fail(
      isSlash
        ? `the issuer of the federated credential ${nameOf(worst)}${more} differs from the declared one by the slash at its end: ${printable(named, 200)}`
        : isCase
          ? `the issuer of the federated credential ${nameOf(worst)}${more} differs from the declared one by letter case only, which Microsoft Entra compares: ${printable(named, 200)}`
          : `the federated credential ${nameOf(worst)}${more} names the issuer ${printable(named, 200)}, and ${printable(issuer, 200)} is declared`,
      {
        key: isSlash ? 'trailing-slash' : isCase ? 'letter-case' : 'issuer',
        ...(strangers.length === 0 ? {} : { details: strangers.slice(0, 20).map(asking) }),
        evidence,
        fix: remedy('Put the declared issuer into the credentials', ...federatedUpdates(id, wrong, { issuer })),
      },
    );
  },
});

/** One open question for each credential of somebody else's issuer. */
const asking = (credential: Credential): string =>
  `${tellsIssuer(credential) ? `is ${printable(credential.properties.issuer ?? '', 200)} an issuer of yours?` : 'of which issuer is a federated credential that tells none?'} The federated credential ${nameOf(credential)} lets ${admittedWords(credential)} of it act as W&B`;

function question(credentials: readonly Credential[], first: Credential, strangers: readonly Credential[]): Verdict {
  const [, ...others] = strangers;
  return manual(`${asking(first)}${others.length === 0 ? '' : ` (and ${others.length} more)`}`, {
    answer: 'trustedIssuers',
    key: 'undeclared-issuer',
    severity: strangers.every(isNarrow) ? 'medium' : 'high',
    ...(others.length === 0 ? {} : { details: others.slice(0, 20).map(asking) }),
    evidence: strangers.slice(0, 10).flatMap((one) => admissionLines(credentials, one)),
  });
}

function undeclared(credentials: readonly Credential[], context: CheckContext): Verdict {
  const asked = credentials.filter((one) => !isTrusted(one, context));
  const byIssuer = new Map(asked.map((one) => [one.properties.issuer ?? '', one]));
  const shown = [...byIssuer.keys()].slice(0, 3).map((text) => (text === '' ? 'that is not told' : printable(text, 200)));
  const more = byIssuer.size > 3 ? ` and ${byIssuer.size - 3} more` : '';
  return manual(
    `the federated credentials name the issuer ${shown.join(' and ')}${more}, and the OIDC issuer of the W&B instance is not declared`,
    {
      answer: 'issuer',
      severity: asked.every(isNarrow) ? 'medium' : 'high',
      evidence: [...byIssuer.values()].slice(0, 3).map((one) => credentialLine(credentials, one, 'issuer')),
    },
  );
}
