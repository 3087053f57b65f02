import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { ofDependents, verdictsOn } from '../support/azure-ai/dependents.ts';
import { subjectFacets } from '../support/azure-ai/subject.ts';
import { given, sameText } from '../support/azure-ai/uses.ts';

export const registryEncryption = defineAzureAiCheck({
  id: 'azure-ai/registry-encryption',
  title: 'Every container registry is encrypted with a customer-managed key',
  severity: 'medium',
  rationale: 'Keys do not pass down: images of environments are in the registry, and its key is chosen when it is made.',
  remediation: 'Make the registry anew, of SKU Premium, with a customer-managed key.',
  source: [{ document: 'AML' }, { document: 'AZP' }],
  rows: ['AZ-DEP-09'],
  tags: ['encryption', 'dependents'],
  controls: { 'nist-800-53-r5': ['SC-28'] },
  requires: [...subjectFacets, 'registries'],
  evaluate: ({ registries, ...facts }) =>
    ofDependents(facts, 'names no container registry', () =>
      verdictsOn('registries', 'the container registry', registries, ({ value, noun, at }) => {
        const { encryption, adminUserEnabled } = value.properties;
        const evidence = [{ facet: 'registries', path: `${at}properties.encryption.status`, value: encryption?.status ?? null }];
        const details =
          adminUserEnabled === true
            ? [`the admin user of ${noun} is enabled, which Azure Machine Learning requires and policies of Azure flag`]
            : [];
        if (sameText(encryption?.status, 'enabled'))
          return pass(`${noun} is encrypted with a customer-managed key`, { evidence, details });
        const status = given(encryption?.status);
        const namesKey = given(encryption?.keyVaultProperties?.keyIdentifier) !== undefined;
        if (status === undefined ? namesKey : !sameText(status, 'disabled')) {
          const told = status === undefined ? 'is not told, and a key is named' : `is ${printable(status, 40)}`;
          return manual(`encryption.status of ${noun} ${told}, so whose key encrypts it is not known`, {
            key: 'status',
            severity: 'medium',
            evidence,
            details,
          });
        }
        return fail(`${noun} is encrypted with a key of Microsoft`, {
          evidence,
          details,
          fix: { summary: 'Make the registry anew with a customer-managed key; it cannot be set later' },
        });
      }),
    ),
});
