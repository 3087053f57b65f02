import { defineAzureCheck } from '../../core/check.ts';
import { readAzureCors } from '../../policy/cors/azure.ts';
import { corsReception } from '../support/any/cors-document.ts';
import { acceptedVerdict } from '../support/any/document.ts';

export const azureCorsAccepted = defineAzureCheck({
  id: 'azure/cors-accepted',
  title: 'Azure Storage stores the CORS document as it is written',
  severity: 'high',
  rationale:
    'Azure Storage refuses more than five CORS rules, an unknown method, a wildcard inside a header and more, and keeps the rules that are there. Of what Azure Storage has stored nothing is asked.',
  remediation: 'Write the rule as the service has it; the finding names its place.',
  source: [{ document: 'AZ' }],
  rows: ['AZ-BLOB-08'],
  tags: ['cors', 'document'],
  documents: ['azure-cors'],
  requires: [],
  evaluate: (_, context) =>
    acceptedVerdict(context, ['Azure Storage', 'the document'], (document) => corsReception(document, readAzureCors)),
});
