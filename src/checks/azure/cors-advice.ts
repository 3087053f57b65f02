import { defineAzureCheck } from '../../core/check.ts';
import { readAzureCors } from '../../policy/cors/azure.ts';
import { corsReception } from '../support/any/cors-document.ts';
import { adviceVerdict } from '../support/any/document.ts';

export const azureCorsAdvice = defineAzureCheck({
  id: 'azure/cors-advice',
  title: 'The CORS document is written as Azure Storage takes it, with nothing that is dropped',
  severity: 'info',
  rationale:
    'The Azure CLI prints the rules of every service of an account, of which those of the blob service count; a byte order mark before the rules is a mistake of the editor.',
  remediation: 'Write what the finding names as the service has it.',
  source: [{ document: 'AZ' }],
  rows: ['AZ-BLOB-08'],
  tags: ['cors', 'document'],
  documents: ['azure-cors'],
  requires: [],
  evaluate: (_, context) => adviceVerdict(context, (document) => corsReception(document, readAzureCors)),
});
