import { defineAwsCheck, fail, manual, pass } from '../../core/check.ts';
import {
  expiresCurrent,
  isSelective,
  keepingCurrent,
  offlineClasses,
  ruleName,
  rulePrefix,
  touches,
} from '../../policy/lifecycle.ts';
import { printable } from '../../policy/printable.ts';
import { putLifecycle } from '../support/commands.ts';

export const lifecycleCurrentObjects = defineAwsCheck({
  id: 'aws/lifecycle-current-objects',
  title: 'No lifecycle rule takes current objects away from W&B',
  severity: 'high',
  rationale:
    'W&B keeps references to every file. A rule that expires current objects destroys the history of runs and artifacts; ' +
    'a rule that moves them to an offline archive makes every read fail.',
  remediation: 'Let lifecycle rules act on noncurrent versions and unfinished uploads only.',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote:
        'If data in your bucket expires due to an object lifecycle management policy, you may lose the ability to read the history of some runs.',
    },
    { document: 'D-2025-05' },
    { document: 'AWS', inferred: true },
  ],
  rows: ['GEN-04'],
  tags: ['data-protection'],
  controls: { 'nist-800-53-r5': ['SI-12', 'CP-9'] },
  requires: ['lifecycle'],
  evaluate: ({ lifecycle }, { target }) => {
    const rules = lifecycle?.Rules ?? [];
    const touching = rules
      .map((rule, index) => ({ rule, index }))
      .filter(({ rule }) => touches(rule, target.prefix) && (expiresCurrent(rule) || offlineClasses(rule).length > 0));
    if (touching.length === 0)
      return pass(rules.length === 0 ? 'there are no lifecycle rules' : 'no lifecycle rule takes current objects away');
    const details = touching.map(({ rule, index }) => {
      const where = rulePrefix(rule) === '' ? 'the whole bucket' : `the prefix "${printable(rulePrefix(rule))}"`;
      const what = expiresCurrent(rule)
        ? `expires current objects ${rule.Expiration?.Days === undefined ? `on ${printable(rule.Expiration?.Date ?? '')}` : `after ${rule.Expiration.Days} days`}`
        : `moves current objects to ${offlineClasses(rule).join(', ')}`;
      return `${ruleName(rule, index)} ${what} in ${where}${isSelective(rule) ? ', filtered by tag or size' : ''}`;
    });
    const evidence = touching.map(({ rule, index }) =>
      expiresCurrent(rule)
        ? { facet: 'lifecycle', path: `Rules.${index}.Expiration`, value: rule.Expiration }
        : { facet: 'lifecycle', path: `Rules.${index}.Transitions`, value: rule.Transitions },
    );
    const certain = touching.filter(({ rule }) => !isSelective(rule));
    const first = certain.find(({ rule }) => expiresCurrent(rule)) ?? certain[0];
    if (first === undefined) {
      return manual(`${details[0]}, and whether files of W&B match is not known`, { severity: 'low', details, evidence });
    }
    const mended = rules.flatMap((rule) => (touches(rule, target.prefix) ? (keepingCurrent(rule) ?? []) : rule));
    const message = details[touching.indexOf(first)] ?? '';
    const expires = expiresCurrent(first.rule);
    return fail(message, {
      key: expires ? 'expires' : 'archives',
      severity: expires ? 'high' : 'medium',
      ...(details.length > 1 ? { details } : {}),
      evidence,
      fix: {
        summary: 'Remove these actions; the command keeps everything else in the rules',
        commands: [putLifecycle(target.bucket, mended)],
      },
    });
  },
});
