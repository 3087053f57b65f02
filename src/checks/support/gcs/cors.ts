import type { CheckContext, Remediation } from '../../../core/check.ts';
import { gcsCorsEntry, gcsCorsMaxAge } from '../../../requirements/gcs.ts';
import { putGcsCors } from '../../../fixes/gcs.ts';
import { remedy } from '../../../fixes/step.ts';

/** The one entry that W&B documents, with the declared origins in place of `*`, in lower case as browsers send them. */
const expectedGcsCors = (origins: readonly string[] | undefined) => ({
  ...gcsCorsEntry,
  origin: origins === undefined || origins.length === 0 ? gcsCorsEntry.origin : origins.map((origin) => origin.toLowerCase()),
});

/** Replaces the CORS entries; Cloud Storage keeps one list and no entry of it can be changed alone. */
export const gcsCorsFix = ({ target, origins, edition }: CheckContext, present: Parameters<typeof putGcsCors>[1]): Remediation =>
  remedy(
    'Put the documented CORS entry on the bucket; it replaces the entries that are there, and the console cannot set it',
    putGcsCors(target.bucket, present, [
      { set: [], value: [{ ...expectedGcsCors(origins), maxAgeSeconds: gcsCorsMaxAge[edition] }] },
    ]),
  );
