import { defineS3CompatibleCheck, fail, manual, notApplicable, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { regionOf } from '../../policy/aws/region.ts';
import { answerOf, capabilitiesOf } from '../support/s3/server.ts';

export const region = defineS3CompatibleCheck({
  id: 's3-compatible/region',
  title: 'The region that W&B is told is one that the server accepts',
  severity: 'medium',
  rationale:
    'The region is a mandatory part of the URI of an S3-compatible store, and pre-signed URLs are signed for it. Servers that check it refuse every URL of another region. ' +
    'Left out, one part of W&B takes us-east-1 and another us-west-1.',
  remediation: 'Set the region parameter of the URI to the region of the server: us-east-1 for MinIO unless it was configured.',
  source: [{ document: 'D-2026S', edition: '2026-02' }, { document: 'OP' }],
  rows: ['S3C-12'],
  tags: ['existence'],
  requires: [],
  consults: ['location', 'server'],
  evaluate: ({ location, server }, { region: declared }) => {
    if (declared === undefined) return notApplicable('no region is declared; the URI of the store needs one');
    const capabilities = capabilitiesOf(server);
    const shown = printable(declared);
    const answer = answerOf('location', location, capabilities);
    if ('verdict' in answer) {
      if (answer.verdict.kind === 'not-applicable' && /^[a-z]{2,}-[a-z]+\d+$/.test(declared))
        return manual(`the region ${shown} is spelled like none of S3, such as us-east-1; ${answer.verdict.message}`, {
          key: 'spelling',
          severity: 'low',
        });
      return answer.verdict;
    }
    if (answer.value === null) return manual('the server does not tell its region', { severity: 'low' });
    const actual = regionOf(answer.value.LocationConstraint);
    const evidence = [{ facet: 'location', path: 'LocationConstraint', value: answer.value.LocationConstraint }];
    if (declared === actual) return pass(`the server says ${actual}, as declared`, { evidence });
    const message = `the server says that the bucket is in ${actual}, and W&B is told ${shown}`;
    if (capabilities.checksRegion)
      return fail(`${message}; ${capabilities.name} refuses signatures for another region`, {
        evidence,
        fix: { summary: `Set region=${actual} in the URI of the store` },
      });
    return manual(`${message}; whether the server refuses signatures for another region is not known`, {
      key: 'differs',
      severity: 'low',
      evidence,
    });
  },
});
