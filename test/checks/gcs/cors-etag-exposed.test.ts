import { expect, it } from 'vitest';
import { gcsCorsEtagExposed } from '../../../src/checks/gcs/cors-etag-exposed.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { bucket, cors, noBucket } from './support.ts';

const entries = (...lists: string[][]) => bucket({ cors: lists.map((responseHeader) => ({ ...cors, responseHeader })) });

describeCheck<'gcs'>(gcsCorsEtagExposed, {
  'passes when': {
    'every header is': { given: entries(['*']), says: 'every CORS entry exposes ETag' },
    'ETag is, in any case': { given: entries(['Content-Type', 'etag']), says: /every CORS entry/ },
  },
  'fails when': {
    'it is the documented entry': {
      given: entries(['Content-Type']),
      says: /^cors\[0\]\.responseHeader has neither ETag nor \*, .* "exposeHeaders" of the documented file does nothing$/,
      severity: 'info',
    },
    'one of two entries lacks it': { given: entries(['*'], ['Content-Type']), says: /^cors\[1\]/ },
    'there are no headers': { given: bucket({ cors: [{ origin: ['*'], method: ['GET'] }] }), says: /^cors\[0\]/ },
  },
  'does not apply when': {
    ...noBucket,
    'there is no entry': { given: bucket(), says: 'there is no CORS entry; see gcs/cors-works' },
  },
});

it('adds ETag and keeps everything else', () => {
  const { remediation } = judge(gcsCorsEtagExposed, { given: entries(['*'], ['Content-Type']) });
  expect(remediation?.commands?.[0]).toBe(
    `printf '%s' '[${JSON.stringify(cors)},{"origin":["*"],"method":["GET","HEAD","PUT"],"responseHeader":["Content-Type","ETag"],"maxAgeSeconds":3000}]' > cors-policy.json`,
  );
});
