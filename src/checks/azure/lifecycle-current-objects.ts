import { defineAzureCheck, fail, manual, pass, type Remediation } from '../../core/check.ts';
import { isTagged, lifecycleEffect, meetsContainer, placeOf, type AzureLifecycleRule } from '../../policy/lifecycle/azure.ts';
import { currentObjectsMeta } from '../support/any/lifecycle.ts';
import { printable, printableDeep } from '../../policy/printable.ts';
import { accountFlags } from '../support/azure/account.ts';
import { remedy } from '../../fixes/step.ts';
import { putManagementPolicy } from '../../fixes/azure.ts';

export const azureLifecycleCurrentObjects = defineAzureCheck({
  ...currentObjectsMeta('azure'),
  title: 'No lifecycle rule takes current blobs away from W&B',
  rationale:
    'W&B keeps references to every file. A rule that deletes current blobs destroys the history of runs and artifacts; a rule that moves them to the tier Archive makes every read fail until they are brought back. The rules belong to the account, and one without a prefix is for all of its containers.',
  remediation: 'Let lifecycle rules act on snapshots and old versions only, or on other containers.',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote: 'you may lose the ability to read the history of some runs.',
    },
    { document: 'D-2025-05' },
    { document: 'AZ', inferred: true },
  ],
  rows: ['AZ-BLOB-26', 'GEN-04'],
  requires: ['managementPolicy'],
  consults: ['storageAccount'],
  evaluate: ({ managementPolicy, storageAccount }, context) => {
    const rules = managementPolicy?.properties.policy.rules ?? [];
    const { bucket, prefix } = context.target;
    const touching = rules.flatMap((rule, index) => {
      const effect = lifecycleEffect(rule);
      return effect === undefined || !meetsContainer(rule, bucket, prefix) ? [] : [{ rule, index, effect }];
    });
    if (touching.length === 0)
      return pass(rules.length === 0 ? 'there are no lifecycle rules' : 'no lifecycle rule takes current blobs away');
    const lines = touching.map(({ rule, effect }) => {
      const what = effect.kind === 'deletes' ? 'deletes current blobs' : 'moves current blobs to the tier Archive';
      const tags = isTagged(rule) ? ', where their index tags match' : '';
      return `the rule "${printable(rule.name, 80)}" ${what} ${effect.when} ${placeOf(rule)}${tags}`;
    });
    const evidence = touching.slice(0, 20).map(({ rule, index }) => ({
      facet: 'managementPolicy',
      path: `properties.policy.rules.${index}.definition.actions.baseBlob`,
      value: printableDeep(rule.definition.actions.baseBlob),
    }));
    const certain = touching.filter(({ rule }) => !isTagged(rule));
    const first = certain.find(({ effect }) => effect.kind === 'deletes') ?? certain[0];
    const details = lines.slice(0, 20);
    if (first === undefined)
      return manual(`${lines[0]}, and whether blobs of W&B match is not known`, { severity: 'low', details, evidence });
    const deletes = first.effect.kind === 'deletes';
    const id = storageAccount.state === 'present' ? storageAccount.value.id : context.target.resourceId;
    return fail(lines[touching.indexOf(first)] ?? '', {
      key: deletes ? 'expires' : 'archives',
      severity: deletes ? 'high' : 'medium',
      ...(lines.length > 1 ? { details } : {}),
      evidence,
      fix: fixFor(
        rules,
        touching.map(({ rule }) => rule),
        id,
      ),
    });
  },
});

/** The service replaces the whole policy, so the document carries every rule that stays. */
function fixFor(
  rules: readonly AzureLifecycleRule[],
  touching: readonly AzureLifecycleRule[],
  id: string | undefined,
): Remediation {
  const each = (rule: AzureLifecycleRule): AzureLifecycleRule | null => {
    if (!touching.includes(rule)) return rule;
    const { baseBlob, ...actions } = rule.definition.actions;
    const { delete: _, tierToArchive: __, ...kept } = baseBlob ?? {};
    const left = Object.values(kept).some((value) => value !== null && value !== undefined)
      ? { ...actions, baseBlob: kept }
      : actions;
    const isEmpty = Object.values(left).every((value) => value === null || value === undefined);
    return isEmpty ? null : { ...rule, definition: { ...rule.definition, actions: left } };
  };
  return remedy(
    'Remove these actions; the commands keep everything else in the rules',
    ...(id === undefined ? [] : [putManagementPolicy(id, accountFlags(id), rules, each)]),
  );
}
