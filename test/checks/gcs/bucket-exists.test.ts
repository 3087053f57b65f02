import { gcsBucketExists } from '../../../src/checks/gcs/bucket-exists.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { bucket } from './support.ts';

describeCheck<'gcs'>(gcsBucketExists, {
  'passes when': {
    'it is there': { given: bucket({ location: 'EU' }), says: 'the bucket exists in EU' },
    'the answer names no location': { given: bucket(), says: 'the bucket exists' },
    'the location tries to paint the terminal': {
      given: bucket({ location: '\u001b[31mEU' }),
      says: 'the bucket exists in [31mEU',
    },
  },
  'fails when': {
    'it is not there': { given: { bucket: null }, says: 'there is no bucket named acme-wandb', severity: 'high' },
  },
});
