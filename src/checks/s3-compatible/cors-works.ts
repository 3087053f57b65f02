import { defineS3CompatibleCheck, fail, manual, pass, type CheckContext, type Remediation } from '../../core/check.ts';
import { judgePreflight } from '../../policy/cors/preflight.ts';
import { arbitraryOrigin } from '../../policy/cors/origins.ts';
import { printable } from '../../policy/printable.ts';
import type { ServerCapabilities } from '../../requirements/s3-compatible.ts';
import { corsFix } from '../support/aws/cors.ts';
import { corsWorksVerdict } from '../support/s3/cors-works.ts';
import { answerOf, atEndpoint, capabilitiesOf } from '../support/s3/server.ts';
import { remedy } from '../../fixes/step.ts';

export const corsWorks = defineS3CompatibleCheck({
  id: 's3-compatible/cors-works',
  title: 'Browsers can read and write objects from the origins of W&B',
  severity: 'high',
  rationale:
    "W&B's web application reaches the store with pre-signed URLs, and a browser asks the store for leave first. " +
    'Some servers keep CORS for each bucket, some for the whole server, and some answer the call and mean nothing by it, so real preflights are sent: they need no credentials and change nothing.',
  remediation:
    'Put the documented CORS rule on the bucket, or allow the origin of W&B in the configuration of the server (MinIO: api cors_allow_origin).',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: "W&B front-end domains must be included in the CORS policy's `AllowedOrigins`.",
    },
    { document: 'SDK', quote: 'you must allow GET and PUT to Origin' },
    { document: 'SRV' },
  ],
  rows: ['S3C-05', 'GEN-02'],
  tags: ['cors', 'access'],
  controls: { 'nist-800-53-r5': ['AC-4'] },
  requires: ['preflight'],
  consults: ['cors', 'server'],
  evaluate: ({ preflight, cors, server }, context) => {
    if (preflight === null) return manual('no preflight was sent', { key: 'not-played' });
    const capabilities = capabilitiesOf(server);
    const answer = answerOf('cors', cors, capabilities);
    const rules = 'value' in answer && answer.value !== null && answer.value.CORSRules.length > 0 ? answer.value : undefined;
    const stated = rules === undefined ? undefined : atEndpoint(corsWorksVerdict(rules, context), context.target);
    const played = judgePreflight(preflight, context.origins);
    switch (played.kind) {
      case 'not-played':
        return (
          stated ??
          manual(`the evidence holds no preflight from ${printable(played.origin, 100)}, and no CORS rule of the bucket tells`, {
            key: 'not-played',
            severity: 'medium',
          })
        );
      case 'refused': {
        const evidence = [
          { facet: 'preflight', path: `preflights.${played.index}`, value: preflight.preflights[played.index] ?? null },
        ];
        const fix = fixFor(capabilities, context, rules?.CORSRules ?? []);
        if (stated !== undefined && stated.kind !== 'pass') return stated;
        if (stated !== undefined && rules !== undefined) {
          // Rules for W&B's own origin alone may pass by choice; then an arbitrary origin is refused as they say.
          if (corsWorksVerdict(rules, { ...context, rules: undefined }).kind !== 'pass') return stated;
          return fail(`${played.message}, although the CORS rules of the bucket admit it`, { key: 'refused', evidence, fix });
        }
        const none = 'value' in answer && capabilities.name !== 'the server';
        if (none) return fail(`the bucket has no CORS rule, and ${played.message}`, { key: 'no-cors', evidence, fix });
        if (played.origin !== arbitraryOrigin) return fail(played.message, { key: 'refused', evidence, fix });
        const message = `${played.message}, and from which origins W&B is used is not declared`;
        return manual(message, { key: 'undeclared-origins', answer: 'origins', severity: 'medium', evidence });
      }
      case 'works': {
        const from = played.origins.map((origin) => (origin === arbitraryOrigin ? 'any origin' : printable(origin))).join(', ');
        const evidence = [{ facet: 'preflight', path: 'preflights.0', value: preflight.preflights[0] ?? null }];
        if (stated?.kind === 'pass') return { ...stated, details: [`real preflights from ${from} are answered as well`] };
        if (stated !== undefined)
          return manual(`real preflights from ${from} are answered, and the CORS rules of the bucket say otherwise`, {
            key: 'contradiction',
            severity: 'medium',
            details: [stated.message],
            evidence,
          });
        if (played.exposesEtag)
          return pass(`real preflights of PUT and GET from ${from} are answered, and ETag is exposed`, { evidence });
        return manual(
          `real preflights of PUT and GET from ${from} are answered; the answer to a GET without credentials does not expose ETag, which uploads in parts need`,
          { key: 'etag', severity: 'medium', evidence: [{ facet: 'preflight', path: 'requests', value: preflight.requests }] },
        );
      }
    }
  },
});

function fixFor({ cors, name }: ServerCapabilities, context: CheckContext, present: readonly object[]): Remediation {
  if (cors === 'bucket') {
    const fix = corsFix(context, present);
    const mended = atEndpoint(fail('', { fix }), context.target);
    return mended.kind === 'fail' && mended.fix !== undefined ? mended.fix : fix;
  }
  const origins = (context.origins ?? []).join(',');
  return remedy(`Allow the origins of W&B in the configuration of ${name}; ALIAS is the name of the server in mc`, {
    run: ['mc', 'admin', 'config', 'set', 'ALIAS', 'api', `cors_allow_origin=${origins === '' ? '*' : origins}`],
  });
}
