import { defineAzureAiCheck } from '../../core/check.ts';
import { onUsedKey } from '../support/azure-ai/key.ts';
import { judgeKeySize } from '../support/azure-ai/key-rules.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText } from '../support/azure-ai/uses.ts';

export const keySize = defineAzureAiCheck({
  id: 'azure-ai/key-size',
  title: 'The key has a size that its consumer takes',
  severity: 'high',
  rationale: 'A key of another size than the documents name is refused, or works without being supported; the documents differ.',
  remediation: 'Use an RSA key of 2048 bits for hubs, and of 2048 bits or more for Foundry resources.',
  source: [
    { document: 'AI-2411' },
    { document: 'AI-2505' },
    { document: 'HUB-2509' },
    { document: 'AI-2608' },
    { document: 'AML' },
  ],
  rows: ['AZ-KEY-03'],
  tags: ['keys'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [...subjectFacets, 'keys', 'keyVersions'],
  evaluate: ({ keys, keyVersions, ...facts }) =>
    ofOwnKey(facts, (use, subject) => {
      const foundry = subject.kind === 'account' && sameText(subject.value.kind, 'AIServices');
      return onUsedKey(use, { keys, keyVersions }, (found) => judgeKeySize(found, foundry));
    }),
});
