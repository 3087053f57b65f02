import { defineGcsCheck } from '../../core/check.ts';
import { readGcsCors } from '../../policy/cors/gcs.ts';
import { admitsAnyHeader } from '../../policy/cors/play.ts';
import type { CorsRule } from '../../policy/cors/model.ts';
import { corsServices } from '../../policy/cors/services.ts';
import { corsReception } from '../support/any/cors-document.ts';
import { adviceVerdict } from '../support/any/document.ts';

export const gcsCorsAdvice = defineGcsCheck({
  id: 'gcs/cors-advice',
  title: 'The CORS document is written as Cloud Storage takes it, with nothing that is dropped',
  severity: 'info',
  rationale:
    '"exposeHeaders", which the documentation of W&B prints, is no member of a CORS entry of Cloud Storage and is dropped; a wildcard inside an origin is compared as it is written; headers that responseHeader does not list a browser may not send.',
  remediation: 'Write what the finding names as the service has it.',
  source: [{ document: 'GCP' }],
  rows: ['GCS-BKT-01'],
  tags: ['cors', 'document'],
  documents: ['gcs-cors'],
  requires: [],
  evaluate: (_, context) => adviceVerdict(context, (document) => corsReception(document, readGcsCors, narrow)),
});

const narrow = (rules: readonly CorsRule[]) =>
  rules
    .filter((rule) => !admitsAnyHeader(corsServices.gcs, rule))
    .map(({ index }) => ({
      text: `cors[${index}].responseHeader is not *, so a browser may send no other header than the listed ones`,
      at: `cors[${index}]`,
    }));
