import { gcsCorsAdvice } from '../../../src/checks/gcs/cors-advice.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { documentOf } from '../../support/documents.ts';

const entry = { origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'], maxAgeSeconds: 3000 };
const entries = (more: object = {}): string => JSON.stringify([{ ...entry, ...more }]);

describeCheck(gcsCorsAdvice, {
  'passes when': {
    'nothing of it is dropped': {
      with: documentOf('gcs-cors', entries()),
      says: 'there is nothing to say of how the document is written',
    },
  },
  'fails when': {
    'it has the member that W&B prints': {
      with: documentOf('gcs-cors', entries({ exposeHeaders: ['ETag'] })),
      says: /^\[0\]\.exposeHeaders is no member/,
      severity: 'info',
    },
    'a wildcard is inside of an origin': {
      with: documentOf('gcs-cors', entries({ origin: ['https://*.wandb.ai'] })),
      says: /no other wildcard/,
    },
    'a browser may send the listed headers only': {
      with: documentOf('gcs-cors', entries({ responseHeader: ['Content-Type'] })),
      says: 'cors[0].responseHeader is not *, so a browser may send no other header than the listed ones',
    },
  },
  'does not apply when': {
    'the service has stored it': { says: 'what the service has stored it has accepted' },
    'it is refused': { with: documentOf('gcs-cors', '{}'), says: 'the document is refused' },
  },
});
