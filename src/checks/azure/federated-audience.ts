import { defineAzureCheck, fail, pass } from '../../core/check.ts';
import { remedy } from '../../fixes/step.ts';
import { printable } from '../../policy/printable.ts';
import { federatedAudience } from '../../requirements/azure.ts';
import {
  credentialLine,
  credentialsOfWandb,
  federatedUpdates,
  federationFacets,
  knownCredentials,
  nameOf,
  noCredential,
} from '../support/azure/federation.ts';

export const azureFederatedAudience = defineAzureCheck({
  id: 'azure/federated-audience',
  title: `The federated credentials have the audience ${federatedAudience}`,
  severity: 'high',
  rationale: "The tokens that W&B's pods show are made for one audience. A credential with another one accepts none of them.",
  remediation: `Set the audiences of every credential to ${federatedAudience} alone.`,
  source: [{ document: 'TFZ', quote: 'audience            = ["api://AzureADTokenExchange"]' }, { document: 'AZ' }],
  rows: ['AZ-ID-07', 'AZ-04'],
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
    const wrong = judged.filter(({ properties }) => {
      const audiences = properties.audiences ?? [];
      return audiences.length !== 1 || audiences[0] !== federatedAudience;
    });
    // A credential without the right audience lets nobody in, and is told before one with another beside it.
    const worst = wrong.find(({ properties }) => !(properties.audiences ?? []).includes(federatedAudience)) ?? wrong[0];
    const evidence = [credentialLine(credentials, worst ?? first, 'audiences')];
    if (worst === undefined) return pass(`the federated credentials have the audience ${federatedAudience}`, { evidence });
    const audiences = worst.properties.audiences ?? [];
    const id = facts.identity.state === 'present' ? facts.identity.value.id : undefined;
    const shown =
      audiences.length === 0
        ? 'no audience'
        : `the audience ${audiences
            .slice(0, 3)
            .map((text) => printable(text, 120))
            .join(', ')}`;
    return fail(
      `the federated credential ${nameOf(worst)}${wrong.length === 1 ? '' : ` and ${wrong.length - 1} more`} has ${shown}, and tokens of W&B are for ${federatedAudience}`,
      {
        ...(audiences.includes(federatedAudience) ? { severity: 'low' as const } : {}),
        evidence,
        fix: remedy(
          `Set the audience to ${federatedAudience}`,
          ...federatedUpdates(id, wrong, { audiences: [federatedAudience] }),
        ),
      },
    );
  },
});
