import { defineAzureAiCheck } from '../../core/check.ts';
import { onUsedKey } from '../support/azure-ai/key.ts';
import { judgeKeyOperations } from '../support/azure-ai/key-rules.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';

export const keyOperations = defineAzureAiCheck({
  id: 'azure-ai/key-operations',
  title: 'The key may wrap and unwrap keys',
  severity: 'high',
  rationale: 'The services encrypt with a key of their own that they wrap with yours; without the operations they cannot.',
  remediation: 'Allow the operations wrapKey and unwrapKey.',
  source: [{ document: 'S003' }, { document: 'AZ' }],
  rows: ['AZ-KEY-04'],
  tags: ['keys'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [...subjectFacets, 'keys', 'keyVersions'],
  evaluate: ({ keys, keyVersions, ...facts }) =>
    ofOwnKey(facts, (use) => onUsedKey(use, { keys, keyVersions }, judgeKeyOperations)),
});
