import { corsExact } from '../../../src/checks/aws/cors-exact.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { absent, present } from '../../../src/evidence/observation.ts';
import { describeRows } from '../../policy/support.ts';

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
    message: /AllowedMethods/,
  },
  {
    name: 'a further exposed header',
    facets: rules({ ExposeHeaders: ['ETag', 'x-amz-request-id'] }),
    status: 'fail',
    severity: 'medium',
  },
  { name: 'a second rule', facets: rules({}, {}), status: 'fail', message: /2 CORS rules/ },
  {
    name: '* although origins are declared',
    facets: rules({}),
    declared: { origins: ['https://a'] },
    status: 'fail',
    severity: 'low',
    key: 'wider-origins',
    message: /documented one with \* as AllowedOrigins, which is wider than the declared origins$/,
  },
  {
    name: 'https://*, which is not the documented *',
    facets: rules({ AllowedOrigins: ['https://*'] }),
    status: 'fail',
    severity: 'low',
    key: 'https-origins',
    message: /documented one with https:\/\/\* as AllowedOrigins, which is narrower than the documented \*$/,
  },
  {
    name: 'https://* although origins are declared',
    facets: rules({ AllowedOrigins: ['https://*'] }),
    declared: { origins: ['https://a'] },
    status: 'fail',
    severity: 'low',
    key: 'wider-origins',
    message: /documented one with https:\/\/\* as AllowedOrigins, which is wider than the declared origins$/,
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
