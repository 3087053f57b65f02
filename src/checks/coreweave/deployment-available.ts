import { manual } from '../../core/check.ts';
import { coreweaveAvailability, coreweaveServer } from '../../requirements/coreweave.ts';
import { availabilityCheck, availabilityVerdict } from '../support/any/store-availability.ts';

export const deploymentAvailable = availabilityCheck('coreweave', {
  store: 'a CoreWeave bucket',
  rationale:
    'The documents of W&B know CoreWeave since June 2025, which is after edition 2025-03. Multi-tenant Cloud takes a bucket for a team only. Dedicated Cloud and Self-Managed know CoreWeave since server 0.73.0 (Helm chart 0.33.14), and at instance level W&B has to set it up. After a team is created, its storage cannot be changed.',
  remediation: 'Use the bucket at team level with a server of at least 0.73.0, or ask W&B to set the instance level up.',
  source: [
    { document: 'D-2025-06' },
    { document: 'D-2025-08' },
    { document: 'D-2026S', edition: '2026-02', quote: 'Self-service configuration is not yet supported.' },
    { document: 'REL', quote: '0.73.0' },
  ],
  rows: ['CW-01', 'CW-02'],
  verdict: (context) => {
    const verdict = availabilityVerdict('a CoreWeave bucket', coreweaveAvailability[context.edition], context);
    if (verdict.kind !== 'pass' || context.deployment === 'multi-tenant') return verdict;
    const { server, chart } = coreweaveServer;
    if (context.level === 'instance')
      return manual(`${verdict.message}, and at instance level W&B has to set it up: self-service is not supported`, {
        key: 'instance-level',
        severity: 'low',
      });
    const versions = context.deployment === 'self-managed' ? `server ${server} and Helm chart ${chart}` : `server ${server}`;
    return manual(`${verdict.message} since ${versions}; which version runs is not visible in the bucket`, {
      key: 'version',
      severity: 'low',
    });
  },
});
