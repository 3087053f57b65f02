import { undecided, type CheckContext, type EvidenceLine, type Remediation, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Observation } from '../../../evidence/observation.ts';
import { azureRestRules, azureRules } from '../../../policy/cors/azure.ts';
import type { CorsRule } from '../../../policy/cors/model.ts';
import { printableDeep } from '../../../policy/printable.ts';
import { azureCorsMaxAge, azureCorsRule } from '../../../requirements/azure.ts';
import { accountFlags, az } from './account.ts';
import { remedy } from '../../../fixes/step.ts';
import type { Step } from '../../../evidence/step.ts';

/** The two planes that tell the CORS rules of an account's blob service. */
export interface CorsAnswers {
  readonly blobService: Observation<FacetValue<'azure', 'blobService'>>;
  readonly blobProperties: Observation<FacetValue<'azure', 'blobProperties'>>;
}

/** The rules and where they were read, or the verdict when nobody could read them. */
export type KnownRules =
  { readonly rules: readonly CorsRule[]; readonly evidence: readonly EvidenceLine[] } | { readonly verdict: Verdict };

/** Resource Manager is asked first; the blob service itself answers the same. */
export function knownRules({ blobService, blobProperties }: CorsAnswers): KnownRules {
  if (blobService.state === 'present') {
    const found = blobService.value.properties.cors?.corsRules ?? [];
    const evidence = { facet: 'blobService', path: 'properties.cors.corsRules', value: printableDeep(found) };
    return { rules: azureRules(found), evidence: [evidence] };
  }
  if (blobProperties.state === 'present') {
    const found = blobProperties.value.cors ?? [];
    return { rules: azureRestRules(found), evidence: [{ facet: 'blobProperties', path: 'cors', value: printableDeep(found) }] };
  }
  return { verdict: undecided('the CORS rules of the blob service could not be read', ['blobService', 'blobProperties']) };
}

/** The one rule that W&B documents, with the declared origins in place of `*`, in lower case as browsers send them. */
const expectedAzureCors = (origins: readonly string[] | undefined) => ({
  ...azureCorsRule,
  allowedOrigins:
    origins === undefined || origins.length === 0 ? azureCorsRule.allowedOrigins : origins.map((origin) => origin.toLowerCase()),
});

/** Replaces the rules. They belong to the account, so every container of it is concerned. */
export function azureCorsFix({ target, origins, edition }: CheckContext, id: string | undefined): Remediation {
  const { allowedOrigins, allowedMethods, allowedHeaders, exposedHeaders } = expectedAzureCors(origins);
  // A document has no id of an account; the name may be told.
  const account = id === '' ? undefined : (id ?? target.resourceId);
  const named = account === undefined ? ['--account-name', target.account ?? 'ACCOUNT'] : accountFlags(account);
  const command = (verb: string, ...flags: readonly string[]): Step =>
    az('storage', 'account', 'blob-service-properties', 'cors-rule', verb, ...named, ...flags);
  return remedy(
    'Put the documented CORS rule on the blob service of the account; the commands drop the rules that are there, for every container of the account',
    ...(account === undefined && id !== ''
      ? []
      : [
          command('clear'),
          command(
            'add',
            '--allowed-origins',
            ...allowedOrigins,
            '--allowed-methods',
            ...allowedMethods,
            '--allowed-headers',
            ...allowedHeaders,
            '--exposed-headers',
            ...exposedHeaders,
            '--max-age',
            String(azureCorsMaxAge[edition]),
          ),
        ]),
  );
}
