import { defineAzureAiCheck, fail, pass } from '../../core/check.ts';
import { parseResourceId } from '../../policy/azure/resource-id.ts';
import { vaultHost } from '../../policy/azure/vault-uri.ts';
import { ofDependents, ownOf, verdictsOn, projectFacets } from '../support/azure-ai/dependents.ts';
import { servicesKeyFix } from '../support/azure-ai/key-fix.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';
import { given, strangeSource, usesVault } from '../support/azure-ai/uses.ts';

export const aiServicesEncryption = defineAzureAiCheck({
  id: 'azure-ai/ai-services-encryption',
  title: 'Every connected Azure AI services account is encrypted with a customer-managed key',
  severity: 'high',
  rationale: 'Keys do not pass down: an account that a hub is connected to has a key of its own, or one of Microsoft.',
  remediation: 'Set a customer-managed key on each connected account.',
  source: [{ document: 'S003' }, { document: 'AI-2608' }, { document: 'AZP' }],
  rows: ['AZ-DEP-05'],
  tags: ['encryption', 'dependents'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets, 'accounts'],
  consults: [...projectFacets],
  evaluate: ({ accounts, ...facts }) =>
    ofDependents(facts, 'is connected to no Azure AI services account', (subject) =>
      verdictsOn('accounts', 'the Azure AI services account', ownOf(subject, accounts), ({ value, noun, at }) => {
        const { encryption } = value.properties;
        const key = encryption?.keyVaultProperties;
        const evidence = [
          { facet: 'accounts', path: `${at}properties.encryption.keySource`, value: encryption?.keySource ?? null },
          {
            facet: 'accounts',
            path: `${at}properties.encryption.keyVaultProperties.keyVaultUri`,
            value: key?.keyVaultUri ?? null,
          },
        ];
        const strange = strangeSource(noun, encryption?.keySource);
        if (strange !== undefined) return { ...strange, evidence };
        if (!usesVault(encryption?.keySource)) {
          return fail(`${noun} is encrypted with a key of Microsoft`, {
            evidence,
            fix: servicesKeyFix(value.id, subject),
          });
        }
        if (given(key?.keyName) === undefined)
          return fail(`${noun} names no key`, { key: 'no-key-name', evidence, fix: servicesKeyFix(value.id, subject) });
        if (vaultHost(key?.keyVaultUri ?? '') === undefined) {
          const how = parseResourceId(key?.keyVaultUri ?? '') === undefined ? 'no address' : 'the resource id';
          return fail(`${noun} gives ${how} of a vault as keyVaultUri, which takes an https address`, {
            key: 'no-address',
            evidence,
            fix: servicesKeyFix(value.id, subject),
          });
        }
        return pass(`${noun} is encrypted with a customer-managed key`, { evidence });
      }),
    ),
});
