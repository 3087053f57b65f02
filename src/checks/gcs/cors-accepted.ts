import { defineGcsCheck } from '../../core/check.ts';
import { readGcsCors } from '../../policy/cors/gcs.ts';
import { corsReception } from '../support/any/cors-document.ts';
import { acceptedVerdict } from '../support/any/document.ts';

export const gcsCorsAccepted = defineGcsCheck({
  id: 'gcs/cors-accepted',
  title: 'Cloud Storage stores the CORS document as it is written',
  severity: 'high',
  rationale:
    'Cloud Storage refuses a CORS document with a member that it does not know, and keeps the entries that are there. The members of other services are near at hand: maxAgeSeconds is spelled otherwise everywhere. Of what Cloud Storage has stored nothing is asked.',
  remediation: 'Write the rule as the service has it; the finding names its place.',
  source: [{ document: 'GCP' }],
  rows: ['GCS-BKT-01'],
  tags: ['cors', 'document'],
  documents: ['gcs-cors'],
  requires: [],
  evaluate: (_, context) =>
    acceptedVerdict(context, ['Cloud Storage', 'the document'], (document) => corsReception(document, readGcsCors)),
});
