import { defineAzureCheck } from '../../core/check.ts';
import { azureCorsMaxAge } from '../../requirements/azure.ts';
import { corsExactVerdict, type DocumentedCors } from '../support/any/cors-exact.ts';
import { azureCorsFix, knownRules } from '../support/azure/cors.ts';

export const azureCorsExact = defineAzureCheck({
  id: 'azure/cors-exact',
  title: 'The CORS rules of the blob service admit nothing beyond the documented one',
  severity: 'medium',
  rationale:
    "W&B documents one rule. Further methods open more than W&B needs, though other containers of the account may need them: the rules belong to the account. How the rules are spelled and how many there are makes no difference: what they admit together, as the service applies them, is compared. Listing other origins, or fewer of them, is no fault here. The documented max age is 3600 seconds up to edition 2025-03 and in W&B's Terraform module, and 3000 since; both are accepted.",
  remediation: 'Replace the CORS rules by the documented one, with the origins that are in use.',
  source: [
    { document: 'S004', edition: '2025-03' },
    { document: 'D-2026S', edition: '2026-02', quote: '| Max Age | `3000` |' },
    { document: 'TFZ', quote: 'max_age_in_seconds = 3600' },
  ],
  rows: ['AZ-BLOB-08', 'AZ-BLOB-09', 'AZ-08'],
  tags: ['cors', 'least-privilege'],
  controls: { 'nist-800-53-r5': ['CM-6'] },
  requires: [],
  consults: ['blobService', 'blobProperties'],
  reads: ['blobService.properties.cors'],
  evaluate: (facts, context) => {
    const known = knownRules(facts);
    if ('verdict' in known) return known.verdict;
    const { rules, evidence } = known;
    const id = facts.blobService.state === 'present' ? facts.blobService.value.id : undefined;
    return corsExactVerdict(documentedAzureCors, rules, context, evidence, (origins) =>
      azureCorsFix({ ...context, origins }, id),
    );
  },
});

const documentedAzureCors: DocumentedCors = {
  dialect: 'azure',
  works: 'azure/cors-works',
  rule: 'rule',
  maxAge: 'maxAgeInSeconds',
  maxAges: azureCorsMaxAge,
  // The documented rule has *.
  exposed: undefined,
};
