import { azureCorsExact } from '../../../src/checks/azure/cors-exact.ts';
import { service } from '../../support/azure-facets.ts';
import { corsRule } from '../../support/cases/azure/base.ts';
import { describeCheck } from '../../support/describe-check.ts';

const rules = (...corsRules: readonly (typeof corsRule)[]) => service({ cors: { corsRules: [...corsRules] } });
const rest = (maxAgeInSeconds: number) => ({
  blobProperties: {
    cors: [{ allowedOrigins: '*', allowedMethods: 'GET, HEAD,PUT', allowedHeaders: '*', exposedHeaders: '*', maxAgeInSeconds }],
  },
});

describeCheck<'azure'>(azureCorsExact, {
  'passes when': {
    'it is the rule of the newest page': {
      given: rules(corsRule),
      says: 'the CORS rule is the documented one; maxAgeInSeconds 3000 is the value of edition 2026-02',
    },
    "it is the rule of W&B's module": {
      given: rest(3600),
      unreadable: { blobService: 'access-denied' },
      says: /3600 is the value of editions 2023-11/,
    },
    'the origins are declared': {
      given: rules({ ...corsRule, allowedOrigins: ['https://acme.wandb.io'] }),
      with: { origins: ['https://acme.wandb.io'] },
      says: /^the CORS rule is the documented one/,
    },
    'there are two rules that say the same': {
      given: rules(corsRule, corsRule),
      says: /^the CORS rules together are the documented one;/,
    },
    'it is the documented one although origins are declared': {
      given: rules(corsRule),
      with: { origins: ['https://acme.wandb.io'] },
      says: /^the CORS rule is the documented one/,
    },
    'its origin is https://*, which is asked about elsewhere': {
      given: rules({ ...corsRule, allowedOrigins: ['https://*'] }),
      says: /^the CORS rule is the documented one/,
    },
    'it exposes ETag alone': {
      given: rules({ ...corsRule, exposedHeaders: ['ETag'] }),
      says: /^the CORS rule is the documented one/,
    },
  },
  'fails when': {
    'it has more methods': {
      given: rules({ ...corsRule, allowedMethods: ['GET', 'HEAD', 'PUT', 'POST'] }),
      says: 'the CORS rules go beyond the documented one: corsRules[0] allows POST',
      severity: 'medium',
      key: 'differs',
    },
    'it has more methods, and that is chosen to weigh little': {
      given: rules({ ...corsRule, allowedMethods: ['GET', 'HEAD', 'PUT', 'POST'] }),
      with: { rules: { 'cors-exact': 'lenient' } },
      says: /allows POST \(the rule cors-exact is lenient\)$/,
      severity: 'low',
    },
    'its max age is another': {
      given: rules({ ...corsRule, maxAgeInSeconds: 60 }),
      says: /in maxAgeInSeconds alone: 60, and documented is/,
      severity: 'low',
    },
    'the max age of another edition is refused by choice': {
      given: rules({ ...corsRule, maxAgeInSeconds: 3600 }),
      with: { rules: { 'cors-max-age': 'strict' } },
      says: /3600/,
      severity: 'medium',
    },
  },
  'cannot tell when': {
    'neither answer may be read': {
      unreadable: { blobService: 'access-denied', blobProperties: 'access-denied' },
      says: /^the CORS rules of the blob service could not be read/,
    },
  },
  'does not apply when': {
    'there is no rule': { given: service(), says: /see azure\/cors-works$/ },
    'the rules do not work': { given: rules({ ...corsRule, allowedMethods: ['GET'] }), says: /see azure\/cors-works$/ },
  },
});
