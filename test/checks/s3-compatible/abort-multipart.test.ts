import { abortMultipart } from '../../../src/checks/s3-compatible/abort-multipart.ts';
import { describeCheck } from '../../support/describe-check.ts';

const aborting = (days: number) => ({
  lifecycle: {
    Rules: [{ ID: 'abort', Status: 'Enabled' as const, AbortIncompleteMultipartUpload: { DaysAfterInitiation: days } }],
  },
});

describeCheck<'s3-compatible'>(abortMultipart, {
  'passes when': {
    'no rule does it': { says: 'no rule aborts unfinished uploads' },
    'it is done after a week': { given: aborting(7), says: 'unfinished uploads are aborted after 7 days' },
  },
  'fails when': { 'it is done after a day': { given: aborting(1), says: /after 1 day/, severity: 'medium' } },
  'does not apply when': {
    'the server has no lifecycle': { unreadable: { lifecycle: 'not-supported' }, says: /^the server does not support/ },
  },
  'cannot tell when': { 'no answer came': { unreadable: { lifecycle: 'timeout' }, says: /no answer came in time/ } },
});
