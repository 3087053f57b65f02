import { defineS3CompatibleCheck, fail, manual, pass } from '../../core/check.ts';
import { clockLimit } from '../../requirements/s3-compatible.ts';

const minutes = (milliseconds: number): string => {
  const rounded = Math.round(milliseconds / 60_000);
  return rounded === 1 ? '1 minute' : `${rounded} minutes`;
};

export const clockSkew = defineS3CompatibleCheck({
  id: 's3-compatible/clock-skew',
  title: 'The clock of the server agrees with the clock here to within 15 minutes',
  severity: 'low',
  rationale:
    'A signature carries the time of its making, and a server refuses one that is more than 15 minutes away from its own clock. Then every pre-signed URL fails with RequestTimeTooSkewed.',
  remediation: 'Synchronize the clocks of the store, of the W&B server and of the clients, with NTP for example.',
  source: [{ document: 'AWS', inferred: true }],
  rows: ['S3C-10'],
  tags: ['access'],
  controls: { 'nist-800-53-r5': ['SC-45'] },
  requires: ['server'],
  evaluate: ({ server }) => {
    const told = server?.date === undefined ? Number.NaN : Date.parse(server.date);
    const here = Date.parse(server?.receivedAt ?? '');
    if (Number.isNaN(told) || Number.isNaN(here)) return manual('the server does not tell its time', { key: 'no-date' });
    const evidence = [
      { facet: 'server', path: 'date', value: server?.date },
      { facet: 'server', path: 'receivedAt', value: server?.receivedAt },
    ];
    const skew = Math.abs(told - here);
    if (skew < clockLimit) return pass(`the clocks differ by less than ${minutes(Math.max(60_000, skew))}`, { evidence });
    const side = told > here ? 'ahead of' : 'behind';
    return fail(`the clock of the server is ${minutes(skew)} ${side} the clock here; which of the two is right is not known`, {
      evidence,
      fix: { summary: 'Synchronize both clocks with NTP' },
    });
  },
});
