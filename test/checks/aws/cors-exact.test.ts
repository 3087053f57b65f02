import { expect, it } from 'vitest';
import { corsExact } from '../../../src/checks/aws/cors-exact.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { absent, present } from '../../../src/evidence/observation.ts';
import { describeRows, run } from '../../policy/support.ts';

const documented = {
  AllowedHeaders: ['*'],
  AllowedMethods: ['GET', 'HEAD', 'PUT'],
  AllowedOrigins: ['*'],
  ExposeHeaders: ['ETag'],
  MaxAgeSeconds: 3000,
};
const rules = (...list: Partial<typeof documented>[]): Evidence<'aws'>['facets'] => ({
  cors: present({ CORSRules: list.map((rule) => ({ ...documented, ...rule })) }),
});

describeRows(corsExact, [
  { name: 'max age 3000', facets: rules({}), status: 'pass', message: /3000 is the value of edition 2026-02/ },
  {
    name: 'max age 3600',
    facets: rules({ MaxAgeSeconds: 3600 }),
    status: 'pass',
    message: /3600 is the value of editions 2023-11, 2024-02, 2025-03/,
  },
  { name: 'another order', facets: rules({ AllowedMethods: ['PUT', 'GET', 'HEAD'] }), status: 'pass' },
  {
    name: 'the declared origins',
    facets: rules({ AllowedOrigins: ['https://b', 'https://a'] }),
    declared: { origins: ['https://a', 'https://b'] },
    status: 'pass',
  },
  { name: 'another max age alone', facets: rules({ MaxAgeSeconds: 60 }), status: 'fail', severity: 'low', key: 'max-age' },
  {
    name: 'a further method',
    facets: rules({ AllowedMethods: ['GET', 'HEAD', 'PUT', 'DELETE'] }),
    status: 'fail',
    severity: 'medium',
    message: /^the CORS rules go beyond the documented one: CORSRules\[0\] allows DELETE$/,
  },
  {
    name: 'a further exposed header',
    facets: rules({ ExposeHeaders: ['ETag', 'x-amz-request-id'] }),
    status: 'fail',
    severity: 'medium',
  },
  {
    name: 'the same rule twice',
    facets: rules({}, {}),
    status: 'pass',
    message: /^the CORS rules together are the documented one;/,
  },
  {
    name: 'two rules that are the documented one together',
    facets: rules({ AllowedMethods: ['GET', 'HEAD'], MaxAgeSeconds: 3600 }, { AllowedMethods: ['PUT'] }),
    status: 'pass',
    message: /MaxAgeSeconds 3600 is the value of editions .* and 3000 is the value of edition 2026-02$/,
  },
  {
    name: '* beside an origin of a developer',
    facets: rules({ AllowedOrigins: ['*', 'http://localhost:8000'] }),
    status: 'pass',
  },
  {
    name: 'a second instance beside the declared origin',
    facets: rules({ AllowedOrigins: ['https://acme.wandb.io', 'https://acme-staging.wandb.io'] }),
    declared: { origins: ['https://acme.wandb.io'] },
    status: 'pass',
  },
  {
    name: 'a pattern that takes in the declared origin',
    facets: rules({ AllowedOrigins: ['https://*.wandb.io'] }),
    declared: { origins: ['https://acme.wandb.io'] },
    status: 'pass',
  },
  {
    name: 'a further method in a second rule',
    facets: rules({}, { AllowedOrigins: ['https://x'], AllowedMethods: ['DELETE'] }),
    status: 'fail',
    severity: 'medium',
    message: /: CORSRules\[1\] allows DELETE$/,
  },
  {
    name: 'a further method for origins of which only some are declared',
    facets: rules({ AllowedOrigins: ['https://x'], AllowedMethods: ['GET', 'HEAD', 'PUT', 'DELETE'] }),
    status: 'fail',
    severity: 'medium',
  },
  {
    name: 'a further exposed header and another max age in a rule that never answers',
    facets: rules({}, { ExposeHeaders: ['ETag', 'x-a'], MaxAgeSeconds: 60 }),
    status: 'pass',
  },
  {
    name: 'a further exposed header in a rule that answers some',
    facets: rules({ AllowedMethods: ['GET', 'HEAD'] }, { ExposeHeaders: ['etag', 'x-a'] }),
    status: 'fail',
    severity: 'medium',
    message: /: CORSRules\[1\] exposes x-a$/,
  },
  {
    name: 'a further method for an origin that no browser sends',
    facets: rules({}, { AllowedOrigins: ['https://a/'], AllowedMethods: ['DELETE'] }),
    status: 'pass',
  },
  { name: '* although origins are declared', facets: rules({}), declared: { origins: ['https://a'] }, status: 'pass' },
  {
    name: 'https://*, which is asked about elsewhere',
    facets: rules({ AllowedOrigins: ['https://*'] }),
    status: 'pass',
  },
  {
    name: 'https://* although origins are declared',
    facets: rules({ AllowedOrigins: ['https://*'] }),
    declared: { origins: ['https://a'] },
    status: 'pass',
  },
  {
    name: 'https://* beside further methods',
    facets: rules({ AllowedOrigins: ['https://*'], AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'] }),
    status: 'fail',
    severity: 'medium',
    key: 'differs',
  },
  {
    name: '* beside further methods although origins are declared',
    facets: rules({ AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'] }),
    declared: { origins: ['https://a'] },
    status: 'fail',
    severity: 'medium',
  },
  {
    name: 'the declared origins in another case',
    facets: rules({ AllowedOrigins: ['https://acme'] }),
    declared: { origins: ['https://Acme'] },
    status: 'pass',
  },
  { name: 'no CORS', facets: { cors: absent('NoSuchCORSConfiguration') }, status: 'not-applicable', message: /aws\/cors-works/ },
  {
    name: 'a rule that does not work',
    facets: rules({ AllowedMethods: ['GET'] }),
    status: 'not-applicable',
    message: /aws\/cors-works/,
  },
]);

it('takes no origin away with its fix, and keeps *', () => {
  const fixOf = (facets: Evidence<'aws'>['facets'], declared = {}): string =>
    run(corsExact, facets, declared).remediation?.commands?.join('\n') ?? '';
  const more = { AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'] };
  const two = rules({ ...more, AllowedOrigins: ['https://b.example', 'https://a.example', 'https://c.example/'] });
  expect(fixOf(two, { origins: ['https://A.example'] })).toContain('["https://a.example","https://b.example"]');
  expect(fixOf(rules({ ...more, AllowedOrigins: ['https://b.example'] }))).toContain('"AllowedOrigins":["https://b.example"]');
  expect(fixOf(rules(more), { origins: ['https://a.example'] })).toContain('"AllowedOrigins":["*"]');
});
