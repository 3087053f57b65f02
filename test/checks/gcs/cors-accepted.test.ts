import { gcsCorsAccepted } from '../../../src/checks/gcs/cors-accepted.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const entry = { origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'], maxAgeSeconds: 3000 };
const entries = (more: object = {}): string => JSON.stringify([{ ...entry, ...more }]);

describeCheck(gcsCorsAccepted, {
  'passes when': {
    'Cloud Storage takes every entry': {
      with: documentOf('gcs-cors', entries()),
      says: 'nothing in the document is refused by the rules of Cloud Storage',
    },
  },
  'fails when': {
    'a member is that of another service': {
      with: documentOf('gcs-cors', entries({ MaxAgeSeconds: 1 })),
      says: /^Cloud Storage refuses the document: MaxAgeSeconds is not a member/,
      key: 'refused',
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
  },
});
