import { defineAzureAiCheck, fail, manual, pass } from '../../core/check.ts';
import { printable } from '../../policy/printable.ts';
import { nothingThere, subjectOf, type EncryptionSubject, subjectFacets } from '../support/azure-ai/subject.ts';
import { given, sameText } from '../support/azure-ai/uses.ts';
import { az, named } from '../../fixes/azure.ts';
import { remedy } from '../../fixes/step.ts';
import type { Step } from '../../evidence/step.ts';

const closed = ({ kind, value }: EncryptionSubject): Step =>
  kind === 'account'
    ? az('resource', 'update', '--ids', value.id, '--set', 'properties.publicNetworkAccess=Disabled')
    : az('ml', 'workspace', 'update', ...named(value.id), '--public-network-access', 'Disabled');

export const privateLink = defineAzureAiCheck({
  id: 'azure-ai/private-link',
  title: 'The workspace is reached over private endpoints only',
  severity: 'low',
  rationale: 'The private link of a workspace also shuts the public network out of its managed resources.',
  remediation: 'Approve a private endpoint and disable public network access.',
  source: [{ document: 'S003' }, { document: 'AZP' }],
  rows: ['AZ-HUB-14'],
  tags: ['network'],
  controls: { 'nist-800-53-r5': ['SC-7'] },
  requires: [...subjectFacets],
  evaluate: (facts) => {
    const subject = subjectOf(facts);
    if (subject === undefined) return nothingThere;
    const { publicNetworkAccess, privateEndpointConnections } = subject.value.properties;
    const approved = (privateEndpointConnections ?? []).filter(({ properties }) =>
      sameText(properties?.privateLinkServiceConnectionState?.status, 'Approved'),
    ).length;
    const evidence = [
      { facet: subject.facet, path: 'properties.publicNetworkAccess', value: publicNetworkAccess ?? null },
      { facet: subject.facet, path: 'properties.privateEndpointConnections', value: approved },
    ];
    const count = `${approved} approved private ${approved === 1 ? 'endpoint' : 'endpoints'}`;
    const told = given(publicNetworkAccess);
    if (told !== undefined && !sameText(told, 'Enabled') && !sameText(told, 'Disabled')) {
      return manual(`is ${subject.noun} open to public networks? publicNetworkAccess is ${printable(told, 40)}, with ${count}`, {
        key: 'unknown-rule',
        severity: 'low',
        evidence,
      });
    }
    if (!sameText(publicNetworkAccess, 'Disabled')) {
      return fail(`${subject.noun} is open to public networks, with ${count}`, {
        evidence,
        fix: remedy('Disable public network access once a private endpoint is approved', closed(subject)),
      });
    }
    return approved > 0
      ? pass(`${subject.noun} is closed to public networks and has ${count}`, { evidence })
      : fail(`${subject.noun} is closed to public networks and has no approved private endpoint`, {
          key: 'no-endpoint',
          evidence,
          fix: { summary: 'Approve a private endpoint' },
        });
  },
});
