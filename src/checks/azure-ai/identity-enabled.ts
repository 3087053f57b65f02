import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { ofKeyUse, type EncryptionSubject, subjectFacets } from '../support/azure-ai/subject.ts';
import { sameText } from '../support/azure-ai/uses.ts';
import { az, named } from '../../fixes/azure.ts';
import { remedy } from '../../fixes/step.ts';
import type { Step } from '../../evidence/step.ts';

const assignIdentity = ({ kind, value }: EncryptionSubject): readonly Step[] =>
  kind === 'account'
    ? [az('cognitiveservices', 'account', 'identity', 'assign', ...named(value.id))]
    : [az('ml', 'workspace', 'update', ...named(value.id), '--set', 'identity.type=system_assigned')];

export const identityEnabled = defineAzureAiCheck({
  id: 'azure-ai/identity-enabled',
  title: 'A managed identity uses the key',
  severity: 'high',
  rationale: 'The resource gets at its key as a managed identity; without one it has no way to the vault.',
  remediation: 'Give the resource a managed identity.',
  source: [{ document: 'AI-2505' }, { document: 'AI-2608' }, { document: 'AZP' }],
  rows: ['AZ-PERM-05', 'AZ-PERM-06'],
  tags: ['keys', 'access'],
  requires: [...subjectFacets],
  evaluate: (facts) =>
    ofKeyUse(facts, (use, subject) => {
      const { type } = subject.value.identity ?? {};
      const evidence = [{ facet: subject.facet, path: 'identity.type', value: type ?? null }];
      const none = type === null || type === undefined || type === '' || sameText(type, 'None');
      if (none || use.identity.kind === 'none') {
        return fail(`${use.who} has no managed identity for its key`, {
          evidence,
          fix: remedy('Give the resource a managed identity', ...assignIdentity(subject)),
        });
      }
      const kinds = type.split(',').map((kind) => kind.trim());
      if (!kinds.every((kind) => sameText(kind, 'SystemAssigned') || sameText(kind, 'UserAssigned'))) {
        return manual(`does ${use.who} have a managed identity? Its type is ${printable(type, 60)}, which no document explains`, {
          key: 'unknown-type',
          severity: 'medium',
          evidence,
        });
      }
      return pass(`${use.who} has a managed identity of type ${printable(type, 60)}`, { evidence });
    }),
});
