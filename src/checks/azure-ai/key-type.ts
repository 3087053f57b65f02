import { defineAzureAiCheck } from '../../core/check.ts';
import { onUsedKey } from '../support/azure-ai/key.ts';
import { judgeKeyType } from '../support/azure-ai/key-rules.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';

export const keyType = defineAzureAiCheck({
  id: 'azure-ai/key-type',
  title: 'The key is an RSA key',
  severity: 'high',
  rationale: 'The services wrap their keys with RSA; no other type is supported.',
  remediation: 'Use a key of type RSA or RSA-HSM.',
  source: [{ document: 'AI-2505' }, { document: 'HUB-2509' }, { document: 'AZP' }],
  rows: ['AZ-KEY-02'],
  tags: ['keys'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [...subjectFacets, 'keys', 'keyVersions'],
  evaluate: ({ keys, keyVersions, ...facts }) => ofOwnKey(facts, (use) => onUsedKey(use, { keys, keyVersions }, judgeKeyType)),
});
