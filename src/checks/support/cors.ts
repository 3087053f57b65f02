import { shellQuote } from '../../core/shell.ts';
import type { Edition } from '../../evidence/context.ts';
import type { DocumentedRule } from '../../policy/cors/exact.ts';
import { asciiJson } from '../../policy/printable.ts';
import { corsMaxAge, corsRule } from '../../requirements/aws.ts';

/** The documented rule of an edition, with the declared origins in place of `*`. */
export const expectedCorsRule = (origins: readonly string[] | undefined): DocumentedRule =>
  origins === undefined || origins.length === 0 ? corsRule : { ...corsRule, AllowedOrigins: origins };

export function putBucketCors(bucket: string, origins: readonly string[] | undefined, edition: Edition): string {
  const configuration = { CORSRules: [{ ...expectedCorsRule(origins), MaxAgeSeconds: corsMaxAge[edition] }] };
  return `aws s3api put-bucket-cors --bucket ${shellQuote(bucket)} --cors-configuration ${shellQuote(asciiJson(configuration))}`;
}
