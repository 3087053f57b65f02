import { defineAzureCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import {
  credentialLine,
  credentialsOfWandb,
  federatedUpdates,
  federationFacets,
  isKnownSubject,
  knownCredentials,
  nameOf,
  noCredential,
  type Credential,
} from '../support/azure/federation.ts';
import { remedy } from '../../fixes/step.ts';

const slashless = (text: string): string => text.replace(/\/+$/, '');

export const azureFederatedIssuer = defineAzureCheck({
  id: 'azure/federated-issuer',
  title: 'The federated credentials name the OIDC issuer of the W&B instance, byte for byte',
  severity: 'high',
  rationale:
    "W&B's pods take on the managed identity with tokens of their cluster. Microsoft Entra compares the issuer of the token with that of the credential byte for byte, the slash at its end included; with another issuer every sign-in fails with AADSTS70021.",
  remediation: 'Copy the OIDC issuer URL of the instance from W&B into every federated credential, with the slash at its end.',
  source: [
    { document: 'TFZ', quote: "Make sure to include the trailing '/'" },
    { document: 'D-2026S', edition: '2026-02', quote: 'Provide the OIDC issuer URL for your instance.' },
    { document: 'S004', edition: '2025-03' },
  ],
  rows: ['AZ-ID-05', 'AZ-04'],
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
    const found = [...new Set(judged.map(({ properties }) => properties.issuer ?? ''))];
    const shown = found.slice(0, 3).map((text) => printable(text, 200));
    const { issuer } = context;
    if (issuer === undefined)
      return manual(
        `the federated credentials name the issuer ${shown.join(' and ')}, and the OIDC issuer of the W&B instance is not declared`,
        {
          answer: 'issuer',
          severity: 'medium',
          evidence: [credentialLine(credentials, first, 'issuer')],
        },
      );
    const isRight = ({ properties }: Credential): boolean => properties.issuer === issuer;
    // A second credential may serve another instance, as long as each service account has one that fits.
    // So may one whose service account is not known to be one of W&B.
    const isListed = judged.some(({ properties }) => isKnownSubject(properties.subject ?? ''));
    const serves = !isListed && judged.some(isRight);
    const wrong = judged.filter(
      (one) =>
        !serves &&
        !isRight(one) &&
        !judged.some((other) => isRight(other) && other.properties.subject === one.properties.subject),
    );
    const [worst] = wrong;
    const evidence = [credentialLine(credentials, worst ?? first, 'issuer')];
    if (worst === undefined) return pass(`the federated credentials name the issuer ${printable(issuer, 200)}`, { evidence });
    const named = worst.properties.issuer ?? '';
    const isSlash = slashless(named) === slashless(issuer);
    const id = facts.identity.state === 'present' ? facts.identity.value.id : undefined;
    const more = wrong.length === 1 ? '' : ` and ${wrong.length - 1} more`;
    return fail(
      isSlash
        ? `the issuer of the federated credential ${nameOf(worst)}${more} differs from the declared one by the slash at its end: ${printable(named, 200)}`
        : `the federated credential ${nameOf(worst)}${more} names the issuer ${printable(named, 200)}, and ${printable(issuer, 200)} is declared`,
      {
        key: isSlash ? 'trailing-slash' : 'issuer',
        evidence,
        fix: remedy('Put the declared issuer into the credentials', ...federatedUpdates(id, wrong, { issuer })),
      },
    );
  },
});
