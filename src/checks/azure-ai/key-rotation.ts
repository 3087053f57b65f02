import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { contradictions } from '../../requirements/azure-ai.ts';
import { keyWords, onKey } from '../support/azure-ai/key.ts';
import { ofOwnKey, subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText } from '../support/azure-ai/uses.ts';
import { az } from '../../fixes/azure.ts';
import { remedy } from '../../fixes/step.ts';

export const keyRotation = defineAzureAiCheck({
  id: 'azure-ai/key-rotation',
  title: 'The key is rotated automatically',
  severity: 'medium',
  rationale:
    'A key that is never rotated protects ever more data with one secret, and one that expires without rotation stops the service.',
  remediation: 'Give the key a rotation policy with the action rotate.',
  source: [{ document: 'AI-2608' }, { document: 'AZP' }],
  rows: ['AZ-KEY-07'],
  tags: ['keys', 'hygiene'],
  controls: { 'nist-800-53-r5': ['SC-12'] },
  requires: [...subjectFacets, 'keys'],
  evaluate: ({ keys, ...facts }) =>
    ofOwnKey(facts, (use, subject) =>
      onKey(use, keys, (found) => {
        const { rotationPolicy, rotationPolicyUnread } = found.key.properties;
        const actions = rotationPolicy?.lifetimeActions ?? [];
        const evidence = found.evidence(
          'rotationPolicy.lifetimeActions',
          actions.map(({ action }) => action?.type ?? null),
        );
        if (actions.some(({ action }) => sameText(action?.type, 'rotate')))
          return pass(`${found.noun} is rotated automatically`, { evidence });
        if (rotationPolicyUnread === true)
          return manual(`the rotation policy of ${found.noun} may not be read`, { severity: 'medium', evidence });
        const serviceSide = subject.kind === 'workspace' && subject.value.properties.enableServiceSideCMKEncryption === true;
        return fail(`${found.noun} is not rotated automatically`, {
          evidence,
          ...(serviceSide ? { details: [contradictions.serviceSide] } : {}),
          fix: remedy(
            'Give the key a rotation policy',
            az(
              'keyvault',
              'key',
              'rotation-policy',
              'update',
              ...keyWords(use),
              '--value',
              '{"lifetimeActions":[{"trigger":{"timeAfterCreate":"P1Y"},"action":{"type":"Rotate"}}],"attributes":{"expiryTime":"P2Y"}}',
            ),
          ),
        });
      }),
    ),
});
