import { azureCorsAccepted } from '../../../src/checks/azure/cors-accepted.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const rule = {
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'HEAD', 'PUT'],
  allowedHeaders: ['*'],
  exposedHeaders: ['*'],
  maxAgeInSeconds: 3000,
};

describeCheck(azureCorsAccepted, {
  'passes when': {
    'Azure Storage takes every rule': {
      with: documentOf('azure-cors', JSON.stringify([rule])),
      says: 'nothing in the document is refused by the rules of Azure Storage',
    },
  },
  'fails when': {
    'there are six rules': {
      with: documentOf('azure-cors', JSON.stringify(Array.from({ length: 6 }, () => rule))),
      says: /^Azure Storage refuses the document: there are 6 CORS rules, and Azure Storage accepts 5/,
      key: 'refused',
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
  },
});
