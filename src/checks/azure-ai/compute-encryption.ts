import { defineAzureAiCheck, manual } from '../../core/check.ts';
import { contradictions } from '../../requirements/azure-ai.ts';
import { ofWorkspace, subjectFacets } from '../support/azure-ai/subject.ts';

export const computeEncryption = defineAzureAiCheck({
  id: 'azure-ai/compute-encryption',
  title: 'What the key does not cover on compute is known',
  severity: 'info',
  rationale: 'Disks of compute are encrypted with keys of Microsoft whatever the key of the workspace is.',
  remediation: 'Keep nothing on local disks that only your key may protect; set hbiWorkspace when the workspace is made.',
  source: [{ document: 'S003' }, { document: 'AML' }],
  rows: ['AZ-CMP-01', 'AZ-CMP-02', 'AZ-CMP-03'],
  tags: ['encryption'],
  requires: [...subjectFacets],
  evaluate: (facts) =>
    ofWorkspace(facts, ({ noun, facet, value }) => {
      const { hbiWorkspace } = value.properties;
      const temp = hbiWorkspace === true ? 'encrypted' : 'encrypted only with hbiWorkspace';
      return manual(`the disks of compute of ${noun} are not under its key`, {
        severity: 'low',
        evidence: [{ facet, path: 'properties.hbiWorkspace', value: hbiWorkspace ?? null }],
        details: [
          `compute instance: the OS disk has a key of Microsoft, the temporary disk is ${temp}`,
          'compute cluster and serverless: the OS disk has a key of Microsoft, the temporary disk one of the system; Azure Disk Encryption is not supported',
          'hbiWorkspace encrypts the temporary disks of clusters only if the subscription had no cluster before',
          contradictions.localDisk,
        ],
      });
    }),
});
