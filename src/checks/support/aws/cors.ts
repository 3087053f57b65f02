import type { CheckContext, Remediation } from '../../../core/check.ts';
import { corsMaxAge, corsRule } from '../../../requirements/aws.ts';
import { putCors } from '../../../fixes/aws.ts';
import { remedy } from '../../../fixes/step.ts';
import type { DocumentedCors } from '../any/cors-exact.ts';

/** The documented rule, with the declared origins in place of `*`, in lower case as browsers send them. */
const expectedCorsRule = (origins: readonly string[] | undefined) =>
  origins === undefined || origins.length === 0
    ? corsRule
    : { ...corsRule, AllowedOrigins: origins.map((origin) => origin.toLowerCase()) };

/** The documented rule of S3, for the providers whose rules are those of S3. */
export const documentedS3Cors = (provider: 'aws' | 'coreweave'): DocumentedCors => ({
  dialect: 's3',
  works: `${provider}/cors-works`,
  rule: 'rule',
  maxAge: 'MaxAgeSeconds',
  maxAges: corsMaxAge,
  exposed: corsRule.ExposeHeaders.map((name) => name.toLowerCase()),
});

/** Puts the documented rule on the bucket. S3 keeps one configuration, so whatever rules are there go. */
export function corsFix({ target, origins, edition }: CheckContext, present: readonly object[]): Remediation {
  const those = present.length === 1 ? 'the rule that is' : `the ${present.length} rules that are`;
  return remedy(
    present.length === 0
      ? 'Put the documented CORS rule on the bucket'
      : `Put the documented CORS rule on the bucket; it replaces ${those} there`,
    putCors(target.bucket, present, { ...expectedCorsRule(origins), MaxAgeSeconds: corsMaxAge[edition] }),
  );
}
