import { defineAzureAiCheck } from '../../core/check.ts';
import { onUsedKey } from '../support/azure-ai/key.ts';
import { judgeValidity } from '../support/azure-ai/key-rules.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';

export const keyValidity = defineAzureAiCheck({
  id: 'azure-ai/key-validity',
  title: 'The key is valid now and for thirty days',
  severity: 'high',
  rationale: 'An expired key, or one that is not yet valid, does not unwrap anything: the resource stops.',
  remediation: 'Rotate the key before it expires.',
  source: [{ document: 'AZP' }, { document: 'AZ', inferred: true }],
  rows: ['AZ-KEY-05'],
  tags: ['keys'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [...subjectFacets, 'keys', 'keyVersions'],
  evaluate: ({ keys, keyVersions, ...facts }, { collectedAt }) =>
    ofOwnKey(facts, (use) => onUsedKey(use, { keys, keyVersions }, (found) => judgeValidity(found, collectedAt))),
});
