import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { ofWorkspace, subjectFacets } from '../support/azure-ai/subject.ts';

export const hbiWorkspace = defineAzureAiCheck({
  id: 'azure-ai/hbi-workspace',
  title: 'A workspace of sensitive data is of high business impact',
  severity: 'medium',
  rationale:
    'With hbiWorkspace Microsoft collects less diagnostic data and encrypts the local disks of compute; it is set when the workspace is made and never after.',
  remediation: 'Make the workspace anew with hbiWorkspace, and declare whether its data is sensitive.',
  source: [{ document: 'S003' }, { document: 'AML' }],
  rows: ['AZ-HUB-13'],
  tags: ['encryption'],
  requires: [...subjectFacets],
  evaluate: (facts, { sensitiveData }) =>
    ofWorkspace(facts, ({ noun, facet, value }) => {
      const { hbiWorkspace } = value.properties;
      const evidence = [{ facet, path: 'properties.hbiWorkspace', value: hbiWorkspace ?? null }];
      if (hbiWorkspace === true) return pass(`hbiWorkspace of ${noun} is true`, { evidence });
      const state = hbiWorkspace === false ? 'is false' : 'is not told';
      if (sensitiveData === false) return pass(`hbiWorkspace of ${noun} ${state}, and its data is not sensitive`, { evidence });
      if (sensitiveData === undefined || hbiWorkspace !== false) {
        const why = sensitiveData === undefined ? 'whether its data is sensitive was not declared' : 'its data is sensitive';
        return manual(`hbiWorkspace of ${noun} ${state}, and ${why}`, {
          severity: sensitiveData === undefined ? 'low' : 'medium',
          evidence,
          ...(sensitiveData === undefined ? { answer: 'sensitiveData' } : {}),
        });
      }
      return fail(`hbiWorkspace of ${noun} is false, and its data is sensitive`, {
        evidence,
        fix: { summary: 'Make the workspace anew with hbiWorkspace; it cannot be set later' },
      });
    }),
});
