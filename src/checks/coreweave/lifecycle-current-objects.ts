import { defineCoreweaveCheck } from '../../core/check.ts';
import { currentObjectsVerdict } from '../support/s3/lifecycle.ts';
import { atEndpoint } from '../support/s3/server.ts';
import { cwTarget } from '../support/coreweave/policy.ts';

export const lifecycleCurrentObjects = defineCoreweaveCheck({
  id: 'coreweave/lifecycle-current-objects',
  title: 'No lifecycle rule takes current objects away from W&B',
  severity: 'high',
  rationale:
    'W&B keeps references to every file. A rule that expires current objects destroys the history of runs and artifacts; ' +
    'a rule that moves them to an offline archive makes every read fail.',
  remediation: 'Let lifecycle rules act on noncurrent versions and unfinished uploads only.',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote:
        'If data in your bucket expires due to an object lifecycle management policy, you may lose the ability to read the history of some runs.',
    },
    { document: 'D-2025-05' },
    { document: 'AWS', inferred: true },
  ],
  rows: ['GEN-04'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['SI-12', 'CP-9'] },
  requires: ['lifecycle'],
  evaluate: ({ lifecycle }, { target }) => atEndpoint(currentObjectsVerdict(lifecycle, target, 'other'), cwTarget(target)),
});
