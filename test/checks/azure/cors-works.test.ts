import { azureCorsWorks } from '../../../src/checks/azure/cors-works.ts';
import { service } from '../../support/azure-facets.ts';
import { corsRule } from '../../support/cases/azure/base.ts';
import { describeCheck } from '../../support/describe-check.ts';

const rules = (...corsRules: readonly (typeof corsRule)[]) => service({ cors: { corsRules: [...corsRules] } });
const rest = (maxAgeInSeconds: number) => ({
  blobProperties: {
    cors: [{ allowedOrigins: '*', allowedMethods: 'GET, HEAD,PUT', allowedHeaders: '*', exposedHeaders: '*', maxAgeInSeconds }],
  },
});

describeCheck<'azure'>(azureCorsWorks, {
  'passes when': {
    'the documented rule is there': { given: rules(corsRule), says: 'GET, HEAD and PUT work from any origin and expose ETag' },
    'only the blob service itself may be asked': {
      given: rest(3600),
      unreadable: { blobService: 'access-denied' },
      says: 'GET, HEAD and PUT work from any origin and expose ETag',
    },
    'the declared origin is admitted': {
      given: rules({ ...corsRule, allowedOrigins: ['https://acme.wandb.io'] }),
      with: { origins: ['https://acme.wandb.io'] },
      says: 'GET, HEAD and PUT work from https://acme.wandb.io and expose ETag',
    },
    'ETag alone is exposed': { given: rules({ ...corsRule, exposedHeaders: ['ETag'] }), says: /expose ETag$/ },
  },
  'fails when': {
    'there is no rule': { given: service(), says: /has no CORS rule/, severity: 'high' },
    'PUT is missing': {
      given: rules({ ...corsRule, allowedMethods: ['GET', 'HEAD'] }),
      says: /^PUT from an arbitrary origin is refused/,
    },
    'ETag is hidden': { given: rules({ ...corsRule, exposedHeaders: ['x-ms-*'] }), says: /hides the header ETag/ },
    'headers are listed': { given: rules({ ...corsRule, allowedHeaders: ['content-type'] }), says: /is refused/ },
    'a narrow rule comes first': {
      given: rules({ ...corsRule, allowedOrigins: ['https://*'], allowedHeaders: ['x-ms-*'] }, corsRule),
      says: /corsRules\[0\] answers first/,
    },
    'the declared origin is not admitted': {
      given: rules({ ...corsRule, allowedOrigins: ['https://acme.wandb.io'] }),
      with: { origins: ['https://other.example'] },
      says: /^GET from https:\/\/other\.example is refused/,
    },
  },
  'asks when': {
    'every origin with TLS is admitted, and a server that the customer runs may have none': {
      given: rules({ ...corsRule, allowedOrigins: ['https://*'] }),
      says: /^CORS works only from https:\/\/\*, narrower than the documented \*; declare the origins/,
      severity: 'medium',
    },
    'only the origin of W&B is admitted': {
      given: rules({ ...corsRule, allowedOrigins: ['https://wandb.ai'] }),
      says: /wandb\.ai/,
      severity: 'medium',
    },
  },
  'cannot tell when': {
    'neither answer may be read': {
      unreadable: { blobService: 'access-denied', blobProperties: 'access-denied' },
      says: /^the CORS rules of the blob service could not be read/,
    },
  },
});
