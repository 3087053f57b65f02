import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { onKey } from '../support/azure-ai/key.ts';
import { tellsAttributes } from '../support/azure-ai/key-rules.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';

export const keyExpiry = defineAzureAiCheck({
  id: 'azure-ai/key-expiry',
  title: 'The key has an expiration date',
  severity: 'low',
  rationale: 'Many organizations want keys to end; without a date nothing reminds anybody to rotate.',
  remediation: 'Give the key a policy of rotation that sets a date.',
  source: [{ document: 'AZP' }, { document: 'AML' }],
  rows: ['AZ-KEY-06'],
  tags: ['keys', 'hygiene'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [...subjectFacets, 'keys'],
  evaluate: ({ keys, ...facts }) =>
    ofOwnKey(facts, (use) =>
      onKey(use, keys, (found) => {
        const exp = found.key.properties.attributes?.exp;
        const evidence = found.evidence('attributes.exp', exp);
        if (!tellsAttributes(found)) {
          return manual(`the vault does not tell when ${found.noun} expires`, { severity: 'low', evidence });
        }
        return typeof exp === 'number'
          ? pass(`${found.noun} has an expiration date`, { evidence })
          : fail(`${found.noun} has no expiration date`, {
              evidence,
              fix: { summary: 'Give the key a date together with automatic rotation, lest it expires unnoticed' },
            });
      }),
    ),
});
