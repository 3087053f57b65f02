import { defineAzureAiCheck } from '../../core/check.ts';
import { onUsedKey } from '../support/azure-ai/key.ts';
import { judgeKeyEnabled } from '../support/azure-ai/key-rules.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';

export const keyEnabled = defineAzureAiCheck({
  id: 'azure-ai/key-enabled',
  title: 'The key is enabled',
  severity: 'high',
  rationale: 'While its key is disabled the resource cannot read its data, and nothing can be written.',
  remediation: 'Enable the key.',
  source: [{ document: 'AI-2608' }, { document: 'AML' }],
  rows: ['AZ-KEY-01'],
  tags: ['keys'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [...subjectFacets, 'keys', 'keyVersions'],
  evaluate: ({ keys, keyVersions, ...facts }) =>
    ofOwnKey(facts, (use) => onUsedKey(use, { keys, keyVersions }, judgeKeyEnabled, true)),
});
