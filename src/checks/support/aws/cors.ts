import type { CheckContext, Remediation } from '../../../core/check.ts';
import type { DocumentedRule } from '../../../policy/cors/exact.ts';
import { asciiJson } from '../../../policy/printable.ts';
import { corsMaxAge, corsRule } from '../../../requirements/aws.ts';
import { s3api } from '../../../fixes/aws.ts';

/** The documented rule, with the declared origins in place of `*`, in lower case as browsers send them. */
export const expectedCorsRule = (origins: readonly string[] | undefined): DocumentedRule =>
  origins === undefined || origins.length === 0
    ? corsRule
    : { ...corsRule, AllowedOrigins: origins.map((origin) => origin.toLowerCase()) };

/** Puts the documented rule on the bucket. S3 keeps one configuration, so whatever rules are there go. */
export function corsFix({ target, origins, edition }: CheckContext, present: number): Remediation {
  const configuration = { CORSRules: [{ ...expectedCorsRule(origins), MaxAgeSeconds: corsMaxAge[edition] }] };
  const those = present === 1 ? 'the rule that is' : `the ${present} rules that are`;
  return {
    summary:
      present === 0
        ? 'Put the documented CORS rule on the bucket'
        : `Put the documented CORS rule on the bucket; it replaces ${those} there`,
    commands: [s3api('put-bucket-cors', target.bucket, '--cors-configuration', asciiJson(configuration))],
  };
}
