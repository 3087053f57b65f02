import { corsWorks } from '../../../src/checks/aws/cors-works.ts';
import { corsRule } from '../../../src/requirements/aws.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { absent, present } from '../../../src/evidence/observation.ts';
import { describeRows } from '../../policy/support.ts';

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
  { name: 'control characters in an origin', facets: rules({ AllowedOrigins: ['https://a\u001b[31m.com'] }), status: 'manual' },
]);
