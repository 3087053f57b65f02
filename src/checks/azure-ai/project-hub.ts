import { defineAzureAiCheck, manual, notApplicable, pass } from '../../core/check.ts';
import { sameResource } from '../../policy/azure/resource-id.ts';
import { printable } from '../../policy/printable.ts';
import { given, sameText } from '../support/azure-ai/uses.ts';

export const projectHub = defineAzureAiCheck({
  id: 'azure-ai/project-hub',
  title: 'A project follows a hub of Azure AI that could be read',
  severity: 'info',
  rationale: 'The encryption of a project is that of its hub, so the hub is what is judged.',
  remediation: 'Audit the hub that the project names.',
  source: [{ document: 'S003' }, { document: 'AI-2608' }],
  rows: ['AZ-HUB-02'],
  tags: ['encryption'],
  requires: ['workspace', 'hub'],
  evaluate: ({ workspace, hub }) => {
    const evidence = [
      { facet: 'workspace', path: 'kind', value: workspace?.kind ?? null },
      { facet: 'workspace', path: 'properties.hubResourceId', value: workspace?.properties.hubResourceId ?? null },
    ];
    if (workspace === null) return notApplicable('the target is no workspace');
    const kind = given(workspace.kind);
    if (kind === undefined)
      return manual('is the workspace a project that follows a hub? The answer does not tell its kind', { evidence });
    if (!sameText(kind, 'project')) return notApplicable(`the workspace is of kind ${printable(kind, 40)}, which follows no hub`);
    if (hub === null) return manual('the project does not tell its hub', { evidence });
    const named = workspace.properties.hubResourceId ?? '';
    if (!sameResource(named, hub.id))
      return manual(`the project names another hub than ${printable(hub.name, 80)}`, { evidence });
    return pass(`the project follows the hub ${printable(hub.name, 80)}, which is judged in its place`, { evidence });
  },
});
