import { gcsAbortMultipart } from '../../../src/checks/gcs/abort-multipart.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket, noBucket } from './support.ts';

const aborts = (age?: number, matchesPrefix?: string[]) =>
  bucket({
    lifecycle: {
      rule: [
        {
          action: { type: 'AbortIncompleteMultipartUpload' },
          condition: { ...(age === undefined ? {} : { age }), ...(matchesPrefix === undefined ? {} : { matchesPrefix }) },
        },
      ],
    },
  });

describeCheck<'gcs'>(gcsAbortMultipart, {
  'passes when': {
    'no rule does': { given: bucket(), says: 'no rule aborts unfinished uploads' },
    'a rule does after a week': { given: aborts(7), says: 'unfinished uploads are aborted after 7 days' },
    'a rule does for uploads of long ago': {
      given: bucket({
        lifecycle: {
          rule: [{ action: { type: 'AbortIncompleteMultipartUpload' }, condition: { createdBefore: '2020-01-01' } }],
        },
      }),
      says: /^no rule/,
    },
    'a hasty rule is about another path': {
      given: aborts(1, ['tmp/']),
      with: { target: { uri: 'gs://acme-wandb/team', bucket: 'acme-wandb', prefix: 'team' } },
      says: /^no rule/,
    },
  },
  'fails when': {
    'a rule does after a day': {
      given: aborts(1),
      says: 'lifecycle.rule[0] aborts unfinished uploads after 1 day, while upload URLs live for 24 hours',
      severity: 'medium',
    },
    'a rule names no age': { given: aborts(), says: /at once, while/ },
  },
  'does not apply when': noBucket,
});
