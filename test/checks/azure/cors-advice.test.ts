import { azureCorsAdvice } from '../../../src/checks/azure/cors-advice.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const rule = {
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'HEAD', 'PUT'],
  allowedHeaders: ['*'],
  exposedHeaders: ['*'],
  maxAgeInSeconds: 3000,
};
const listed = { AllowedOrigins: '*', AllowedMethods: 'GET', AllowedHeaders: '*', ExposedHeaders: '*', MaxAgeInSeconds: 1 };

describeCheck(azureCorsAdvice, {
  'passes when': {
    'it is about the blob service alone': {
      with: documentOf('azure-cors', JSON.stringify([rule])),
      says: 'there is nothing to say of how the document is written',
    },
  },
  'fails when': {
    'rules of other services are in the list': {
      with: documentOf(
        'azure-cors',
        JSON.stringify([
          { ...listed, Service: 'blob' },
          { ...listed, Service: 'table' },
        ]),
      ),
      says: 'rules of other services than the blob service are not judged',
      severity: 'info',
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
    'it is refused': { with: documentOf('azure-cors', '{}'), says: 'the document is refused' },
  },
});
