import { defineGcsCheck, fail, notApplicable, pass } from '../../core/check.ts';
import { gcsRules } from '../../policy/cors/gcs.ts';
import { exposesEtag } from '../../policy/cors/play.ts';
import { corsServices } from '../../policy/cors/services.ts';
import { printableDeep } from '../../policy/printable.ts';
import { noBucket } from '../support/gcs/bucket.ts';
import { putGcsCors } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';
import { editsBetween } from '../../fixes/document.ts';

export const gcsCorsEtagExposed = defineGcsCheck({
  id: 'gcs/cors-etag-exposed',
  title: 'Browsers may read the ETag of what they upload',
  severity: 'info',
  rationale:
    'The documented file asks for it with "exposeHeaders", which is no member of a CORS entry of Cloud Storage: a bucket that was set with that file reads back without it and exposes nothing but Content-Type. responseHeader names the headers of requests and of answers alike. The SDK is not affected, and no failure of W&B is known from this.',
  remediation: "Put ETag, or * as W&B's Terraform module does, into responseHeader.",
  source: [
    { document: 'D-2026S', edition: '2026-02', quote: '"exposeHeaders": ["ETag"]' },
    { document: 'S004', edition: '2025-03', quote: '"exposeHeaders": ["ETag"]' },
    { document: 'TFG', quote: 'response_header = ["*"]' },
    { document: 'GCP', inferred: true },
  ],
  rows: ['GCS-BKT-02'],
  tags: ['cors'],
  requires: ['bucket'],
  reads: ['bucket.cors'],
  evaluate: ({ bucket }, { target }) => {
    if (bucket === null) return noBucket();
    const entries = bucket.cors ?? [];
    if (entries.length === 0) return notApplicable('there is no CORS entry; see gcs/cors-works');
    const silent = gcsRules(entries).filter((rule) => !exposesEtag(corsServices.gcs, rule));
    const [first] = silent;
    if (first === undefined) return pass('every CORS entry exposes ETag');
    const mended = entries.map((entry, index) =>
      silent.some((rule) => rule.index === index)
        ? { ...entry, responseHeader: [...(entry.responseHeader ?? []), 'ETag'] }
        : entry,
    );
    return fail(
      `cors[${first.index}].responseHeader has neither ETag nor *, so a browser cannot read the ETag of an upload; the "exposeHeaders" of the documented file does nothing`,
      {
        evidence: silent.map(({ index }) => ({
          facet: 'bucket',
          path: `cors.${index}.responseHeader`,
          value: printableDeep(entries[index]?.responseHeader ?? null),
        })),
        fix: remedy(
          'Add ETag to responseHeader; the commands keep everything else in the entries',
          putGcsCors(target.bucket, entries, editsBetween(entries, mended)),
        ),
      },
    );
  },
});
