import { clockSkew } from '../../../src/checks/s3-compatible/clock-skew.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { server } from './support.ts';

const date = (text: string | undefined) => ({ given: { server: server({ date: text }) } });

describeCheck<'s3-compatible'>(clockSkew, {
  'passes when': {
    'both agree': { given: { server: server() }, says: 'the clocks differ by less than 1 minute' },
    'they differ by 14 minutes': { ...date('Sat, 21 Nov 2026 12:14:00 GMT'), says: /14 minutes$/ },
  },
  'fails when': {
    'the server is ahead': {
      ...date('Sat, 21 Nov 2026 12:20:00 GMT'),
      says: 'the clock of the server is 20 minutes ahead of the clock here; which of the two is right is not known',
      severity: 'low',
    },
    'the server is a day behind': { ...date('Fri, 20 Nov 2026 12:00:00 GMT'), says: /1440 minutes behind/ },
  },
  'asks when': {
    'there is no date': { ...date(undefined), says: 'the server does not tell its time' },
    'the date is none': { ...date('soon'), says: 'the server does not tell its time' },
  },
});
