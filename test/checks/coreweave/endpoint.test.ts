import { endpoint } from '../../../src/checks/coreweave/endpoint.ts';
import { describeCheck } from '../../support/describe-check.ts';

const at = (url: string) => ({ with: { target: { uri: 'cw://acme-wandb', bucket: 'acme-wandb', endpoint: url } } });

describeCheck<'coreweave'>(endpoint, {
  'passes when': {
    'nobody named another one': { says: 'the endpoint is cwobject.com over HTTPS' },
    'it is named': { ...at('https://cwobject.com'), says: 'the endpoint is cwobject.com over HTTPS' },
  },
  'fails when': {
    'it is the cache of a cluster': {
      ...at('http://cwlota.com'),
      says: /^cwlota\.com is the cache inside of a cluster/,
      severity: 'high',
    },
    'it is plain HTTP': { ...at('http://cwobject.com'), says: 'the endpoint cwobject.com is reached over plain HTTP' },
  },
  'asks when': {
    'it is another host': {
      ...at('https://cwobject.com.acme.example'),
      says: /is not the documented cwobject\.com$/,
      severity: 'medium',
    },
  },
});
