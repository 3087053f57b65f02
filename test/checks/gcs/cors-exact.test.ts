import { gcsCorsExact } from '../../../src/checks/gcs/cors-exact.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, cors, noBucket } from './support.ts';

const entries = (...list: Partial<typeof cors>[]) => bucket({ cors: list.map((entry) => ({ ...cors, ...entry })) });

describeCheck<'gcs'>(gcsCorsExact, {
  'passes when': {
    "it is the entry of W&B's Terraform module": {
      given: entries({}),
      says: 'the CORS entry is the documented one; maxAgeSeconds 3000 is the value of edition 2026-02',
    },
    'it is the documented entry, as it reads back': {
      given: entries({ responseHeader: ['Content-Type'] }),
      says: /documented one/,
    },
    'it has the max age of older documents': {
      given: entries({ maxAgeSeconds: 3600 }),
      says: /3600 is the value of editions 2023-11/,
    },
    'methods come in another order': { given: entries({ method: ['PUT', 'GET', 'HEAD'] }), says: /documented one/ },
    'the declared origins are its origins': {
      given: entries({ origin: ['https://wandb.acme.example'] }),
      with: { origins: ['https://wandb.acme.example'] },
      says: /documented one/,
    },
    'an origin is declared in another case': {
      given: entries({ origin: ['https://wandb.acme.example'] }),
      with: { origins: ['https://WandB.acme.example'] },
      says: /documented one/,
    },
    'it is the documented one although origins are declared': {
      given: entries({ origin: ['*'] }),
      with: { origins: ['https://wandb.acme.example'] },
      says: /documented one/,
    },
    'it names an origin that is not declared beside the declared one': {
      given: entries({ origin: ['https://wandb.acme.example', 'https://other.example'] }),
      with: { origins: ['https://wandb.acme.example'] },
      says: /documented one/,
    },
    'two entries are the documented one together': {
      given: entries({ method: ['PUT'] }, { method: ['GET', 'HEAD'] }),
      says: /^the CORS entries together are the documented one;/,
    },
    'Multi-tenant W&B is the origin': {
      given: entries({ origin: ['https://wandb.ai'] }),
      with: { deployment: 'multi-tenant' },
      says: /documented one/,
    },
  },
  'fails when': {
    'it allows more methods': {
      given: entries({ method: ['GET', 'HEAD', 'PUT', 'POST'] }),
      says: 'the CORS entries go beyond the documented one: cors[0] allows POST',
      severity: 'medium',
    },
    'a second entry allows more methods': {
      given: entries({}, { method: ['DELETE'] }),
      says: 'the CORS entries go beyond the documented one: cors[1] allows DELETE',
      severity: 'medium',
      key: 'differs',
    },
    'every method is allowed': { given: entries({ method: ['*'] }), says: /: cors\[0\] allows \*$/, severity: 'medium' },
    'the max age is its own': {
      given: entries({ maxAgeSeconds: 60 }),
      says: /in maxAgeSeconds alone: 60, and documented is 3600 in editions .* and 3000 in edition 2026-02$/,
      severity: 'low',
    },
    'there is no max age': {
      given: bucket({ cors: [{ origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'] }] }),
      says: /alone: none/,
      severity: 'low',
    },
  },
  'does not apply when': {
    ...noBucket,
    'there is no entry': { given: bucket(), says: 'there is no CORS entry to compare; see gcs/cors-works' },
    'it does not work': { given: entries({ method: ['GET'] }), says: /see gcs\/cors-works$/ },
  },
});
