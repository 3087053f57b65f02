import { fail, manual, pass } from '../../core/check.ts';
import { azureAvailability } from '../../requirements/azure.ts';
import { availabilityCheck } from '../support/any/store-availability.ts';

export const azureDeploymentAvailable = availabilityCheck('azure', {
  store: 'an Azure container of your own',
  rationale:
    'Multi-tenant Cloud takes no container of Azure, at no level. Dedicated Cloud takes one at both levels since May 2024; before, at instance level only. ' +
    'After a team is created, its storage cannot be changed, so the answer is needed before that.',
  remediation: 'Use a bucket of Amazon S3, Google Cloud Storage or CoreWeave for a team of Multi-tenant Cloud.',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'Azure Blob Storage is not supported for team level BYOB on Multi-tenant Cloud.',
    },
    { document: 'D-2024-05' },
    { document: 'S001', edition: '2024-02', quote: 'Only instance level BYOB is available for Azure cloud.' },
    { document: 'S002', edition: '2023-11', quote: 'Only instance level secure storage connector is available for Azure cloud.' },
  ],
  rows: ['AZ-AVAIL-01'],
  verdict: ({ deployment, level, edition }) => {
    if (deployment === undefined)
      return manual('which W&B deployment will use the container is not declared', { answer: 'deployment' });
    const isNew = edition === '2025-03' || edition === '2026-02';
    const offered = azureAvailability[isNew ? '2025-03' : '2023-11'][deployment];
    if (!offered.instance && !offered.team)
      return fail(`${deployment} W&B takes no container of Azure`, {
        key: 'not-offered',
        fix: { summary: 'Use a bucket of Amazon S3, Google Cloud Storage or CoreWeave at team level' },
      });
    if (level === undefined) {
      if (offered.team) return pass(`${deployment} W&B takes an Azure container at instance and at team level`);
      return manual(`${deployment} W&B takes an Azure container at instance level only, and the level is not declared`, {
        answer: 'level',
      });
    }
    if (offered[level]) return pass(`${deployment} W&B takes an Azure container at ${level} level`);
    return fail(`${deployment} W&B takes no Azure container at ${level} level by the documents of ${edition}`, {
      fix: { summary: 'Use the container at instance level and declare `level: instance`' },
    });
  },
});
