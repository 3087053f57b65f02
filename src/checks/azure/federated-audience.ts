import { defineAzureCheck, fail, manual, pass, type CheckContext } from '../../core/check.ts';
import type { AzureCloud } from '../../evidence/declared.ts';
import { remedy } from '../../fixes/step.ts';
import { printable } from '../../policy/printable.ts';
import { federatedAudiences } from '../../requirements/azure.ts';
import {
  credentialLine,
  credentialsOfWandb,
  federatedUpdates,
  federationFacets,
  isNearMiss,
  knownCredentials,
  nameOf,
  noCredential,
  type Credential,
} from '../support/azure/federation.ts';

export const azureFederatedAudience = defineAzureCheck({
  id: 'azure/federated-audience',
  title: 'The federated credentials have the audience that tokens of W&B are made for',
  severity: 'high',
  rationale: `The tokens that W&B's pods show are made for one audience: ${federatedAudiences.public}, in Azure Government ${federatedAudiences.usgov}, in China ${federatedAudiences.china}. A credential with another one accepts none of them.`,
  remediation: 'Set the audiences of every credential to that of your cloud alone.',
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
    const cloud = cloudOf(judged, context);
    if (cloud === undefined)
      return manual(
        `in which cloud of Azure is the identity? The federated credential ${nameOf(first)} has ${audienceWords(first)} and the issuer ${printable(first.properties.issuer ?? '', 200)}, and each cloud has an audience of its own`,
        {
          answer: 'azureCloud',
          key: 'cloud',
          severity: 'medium',
          evidence: [credentialLine(credentials, first, 'audiences'), credentialLine(credentials, first, 'issuer')],
        },
      );
    const audience = federatedAudiences[cloud];
    const wrong = judged.filter(({ properties }) => {
      const audiences = properties.audiences ?? [];
      return audiences.length !== 1 || audiences[0] !== audience;
    });
    // A credential without the right audience lets nobody in, and is told before one with another beside it.
    const worst = wrong.find(({ properties }) => !(properties.audiences ?? []).includes(audience)) ?? wrong[0];
    const evidence = [credentialLine(credentials, worst ?? first, 'audiences')];
    if (worst === undefined) return pass(`the federated credentials have the audience ${audience}`, { evidence });
    const audiences = worst.properties.audiences ?? [];
    const id = facts.identity.state === 'present' ? facts.identity.value.id : undefined;
    const isCase = audiences.some((text) => isNearMiss(text, audience));
    return fail(
      `the federated credential ${nameOf(worst)}${wrong.length === 1 ? '' : ` and ${wrong.length - 1} more`} has ${audienceWords(worst)}, and tokens of W&B are for ${audience}${isCase ? ': they differ by letter case, which Microsoft Entra compares' : ''}`,
      {
        ...(audiences.includes(audience) ? { severity: 'low' as const } : {}),
        evidence,
        fix: remedy(`Set the audience to ${audience}`, ...federatedUpdates(id, wrong, { audiences: [audience] })),
      },
    );
  },
});

function audienceWords({ properties }: Credential): string {
  const audiences = (properties.audiences ?? []).slice(0, 3).map((text) => printable(text, 120));
  return audiences.length === 0 ? 'no audience' : `the audience ${audiences.join(', ')}`;
}

const sovereign: readonly string[] = [federatedAudiences.usgov, federatedAudiences.china];

/** The declared cloud, else the public one, unless the credentials look like those of another. */
function cloudOf(judged: readonly Credential[], { azureCloud, issuer }: CheckContext): AzureCloud | undefined {
  if (azureCloud !== undefined) return azureCloud;
  const issuers = [issuer ?? '', ...judged.map(({ properties }) => properties.issuer ?? '')];
  const isElsewhere =
    issuers.some(isSovereignIssuer) ||
    judged.some(({ properties }) => (properties.audiences ?? []).some((audience) => sovereign.includes(audience)));
  return isElsewhere ? undefined : 'public';
}

/** Issuers of clusters are below the domains of their cloud. Source: "Compare Azure Government and global Azure", "Azure China developer guide". */
const isSovereignIssuer = (issuer: string): boolean =>
  URL.canParse(issuer) &&
  /(?:^|\.)(?:azure\.us|azure\.cn|usgovcloudapi\.net|chinacloudapi\.cn|microsoftonline\.us)$/.test(new URL(issuer).hostname);
