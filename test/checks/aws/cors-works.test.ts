import { expect, it } from 'vitest';
import { corsWorks } from '../../../src/checks/aws/cors-works.ts';
import { corsRule } from '../../../src/requirements/aws.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { absent, present } from '../../../src/evidence/observation.ts';
import { describeRows, run } from '../../policy/support.ts';

type Rule = {
  AllowedMethods: string[];
  AllowedOrigins: string[];
  AllowedHeaders?: string[];
  ExposeHeaders?: string[];
  MaxAgeSeconds?: number;
};
const documented: Rule = {
  AllowedHeaders: [...corsRule.AllowedHeaders],
  AllowedMethods: [...corsRule.AllowedMethods],
  AllowedOrigins: [...corsRule.AllowedOrigins],
  ExposeHeaders: [...corsRule.ExposeHeaders],
};
const rules = (...list: Partial<Rule>[]): Evidence<'aws'>['facets'] => ({
  cors: present({ CORSRules: list.map((rule) => ({ ...documented, ...rule })) }),
});

describeRows(corsWorks, [
  { name: 'the documented rule', facets: rules({}), status: 'pass' },
  {
    name: 'ETag in lower case and more methods',
    facets: rules({ ExposeHeaders: ['etag'], AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'] }),
    status: 'pass',
  },
  {
    name: 'every origin with TLS: a server that the customer runs may have none',
    facets: rules({ AllowedOrigins: ['https://*'] }),
    status: 'manual',
    message: /^CORS works only from https:\/\/\*, narrower than the documented \*; declare the origins/,
  },
  {
    name: 'https://* although an origin without TLS is declared',
    facets: rules({ AllowedOrigins: ['https://*'] }),
    declared: { origins: ['http://wandb.acme.com'] },
    status: 'fail',
  },
  {
    name: 'several rules that do it together',
    facets: rules({ AllowedMethods: ['GET'] }, { AllowedMethods: ['HEAD', 'PUT'] }),
    status: 'pass',
  },
  {
    name: 'declared origins that are admitted',
    facets: rules({ AllowedOrigins: ['https://wandb.acme.com'] }),
    declared: { origins: ['https://wandb.acme.com'] },
    status: 'pass',
  },
  {
    name: 'a declared origin with capital letters, which browsers send in lower case',
    facets: rules({ AllowedOrigins: ['https://wandb.acme.com'] }),
    declared: { origins: ['https://WandB.acme.com'] },
    status: 'pass',
  },
  {
    name: 'a declared origin with the usual port, which browsers leave out',
    facets: rules({ AllowedOrigins: ['https://wandb.acme.com'] }),
    declared: { origins: ['https://wandb.acme.com:443'] },
    status: 'pass',
  },
  {
    name: 'every response header, on a server that takes it',
    facets: rules({ ExposeHeaders: ['*'] }),
    status: 'pass',
  },
  ...['https://wandb.ai/', 'https://wandb.ai/app', 'https://WandB.ai', 'https://wandb.ai:443', 'https://wandb.ai/*'].flatMap(
    (origin) => [
      {
        name: `an origin that no browser sends: ${origin}`,
        facets: rules({ AllowedOrigins: [origin] }),
        status: 'fail' as const,
        severity: 'high' as const,
        key: 'origin',
      },
      {
        name: `the same when it is declared: ${origin}`,
        facets: rules({ AllowedOrigins: [origin] }),
        declared: { origins: [origin] },
        status: 'fail' as const,
      },
    ],
  ),
  { name: 'no CORS', facets: { cors: absent('NoSuchCORSConfiguration') }, status: 'fail', severity: 'high', key: 'no-cors' },
  { name: 'an empty list', facets: rules(), status: 'fail', key: 'no-cors' },
  {
    name: 'PUT missing',
    facets: rules({ AllowedMethods: ['GET', 'HEAD'] }),
    status: 'fail',
    key: 'method',
    message: /no CORS rule for this origin allows PUT/,
  },
  { name: 'ETag hidden', facets: rules({ ExposeHeaders: [] }), status: 'fail', key: 'etag' },
  {
    name: 'only some headers',
    facets: rules({ AllowedHeaders: ['content-type', 'Content-MD5'] }),
    status: 'fail',
    key: 'headers',
    message: /AllowedHeaders is not \*/,
  },
  {
    name: 'no headers',
    facets: {
      cors: present({ CORSRules: [{ AllowedMethods: ['GET', 'HEAD', 'PUT'], AllowedOrigins: ['*'], ExposeHeaders: ['ETag'] }] }),
    },
    status: 'fail',
    key: 'headers',
  },
  {
    name: 'a declared origin is not admitted',
    facets: rules({ AllowedOrigins: ['https://wandb.ai'] }),
    declared: { origins: ['https://wandb.acme.com'] },
    status: 'fail',
    key: 'origin',
  },
  {
    name: 'an origin differs by port',
    facets: rules({ AllowedOrigins: ['https://wandb.acme.com:8443'] }),
    declared: { origins: ['https://wandb.acme.com'] },
    status: 'fail',
    key: 'origin',
  },
  {
    name: 'an earlier rule for W&B hides ETag from PUT',
    facets: rules({ AllowedOrigins: ['https://wandb.ai'], ExposeHeaders: [] }, {}),
    status: 'fail',
    key: 'etag',
    message: /CORSRules\[0\] answers first/,
  },
  {
    name: 'narrow origins that nobody declared',
    facets: rules({ AllowedOrigins: ['https://wandb.ai'] }),
    status: 'manual',
    answer: 'origins',
    severity: 'medium',
  },
  {
    name: 'another origin is shadowed',
    facets: rules({ AllowedOrigins: ['https://acme.com'], ExposeHeaders: [] }, {}),
    status: 'manual',
    answer: 'origins',
  },
  {
    name: 'an origin that is not the one of Multi-tenant W&B',
    facets: rules({ AllowedOrigins: ['https://intranet.acme.example'] }),
    declared: { deployment: 'multi-tenant' },
    status: 'fail',
    severity: 'high',
    message: /^GET from https:\/\/wandb\.ai is refused: no CORS rule admits this origin/,
  },
  {
    name: 'a declared origin without the one of Multi-tenant W&B',
    facets: rules({ AllowedOrigins: ['https://intranet.acme.example'] }),
    declared: { deployment: 'multi-tenant', origins: ['https://intranet.acme.example'] },
    status: 'fail',
    severity: 'high',
  },
  {
    name: 'the origin of Multi-tenant W&B alone',
    facets: rules({ AllowedOrigins: ['https://wandb.ai'] }),
    declared: { deployment: 'multi-tenant' },
    status: 'pass',
    message: /^GET, HEAD and PUT work from https:\/\/wandb\.ai and expose ETag$/,
  },
  {
    name: 'another origin on Dedicated Cloud',
    facets: rules({ AllowedOrigins: ['https://intranet.acme.example'] }),
    declared: { deployment: 'dedicated' },
    status: 'manual',
    answer: 'origins',
  },
  { name: 'control characters in an origin', facets: rules({ AllowedOrigins: ['https://a\u001b[31m.com'] }), status: 'manual' },
]);

it('adds a declared origin to those that are there', () => {
  const two = rules({ AllowedOrigins: ['https://acme-staging.wandb.io'] });
  const { remediation } = run(corsWorks, two, { origins: ['https://acme.wandb.io'] });
  expect(remediation?.commands?.join('')).toContain('["https://acme.wandb.io","https://acme-staging.wandb.io"]');
});

it('names an origin that no browser sends', () => {
  expect(run(corsWorks, rules({ AllowedOrigins: ['https://wandb.ai/'] })).details).toEqual([
    'CORSRules[0] lists https://wandb.ai/, which no browser sends: it sends scheme and host in lower case, a port other than the usual one, and no slash after it',
  ]);
});

it.each([
  [rules({ AllowedMethods: ['GET'] }), /it replaces the rule that is there$/],
  [rules({ AllowedMethods: ['GET'] }, { AllowedMethods: ['HEAD'] }), /it replaces the 2 rules that are there$/],
  [{ cors: absent('NoSuchCORSConfiguration') }, /on the bucket$/],
])('says which rules its command replaces', (facets, summary) => {
  expect(run(corsWorks, facets).remediation?.summary).toMatch(summary);
});

it('holds https://* narrower than the documented * where a run chose to', () => {
  const strict = { rules: { 'cors-origin-star': 'strict' } } as const;
  const finding = run(corsWorks, rules({ AllowedOrigins: ['https://*'] }), strict);
  expect(finding).toMatchObject({ status: 'fail', severity: 'medium' });
  expect(finding.message).toMatch(
    /^CORS works only from https:\/\/\*, narrower than the documented \*; declare the origins from which W&B is used \(the rule/,
  );
});
