import { fail, manual, pass, type Verdict } from '../../../core/check.ts';
import type { FacetValue, TargetRef } from '../../../evidence/index.ts';
import {
  expiresCurrent,
  isSelective,
  keepingCurrent,
  offlineClasses,
  ruleName,
  rulePrefix,
  touches,
  unknownClasses,
  type LifecycleRule,
} from '../../../policy/lifecycle/s3.ts';
import { printable } from '../../../policy/printable.ts';
import { presignedUrlLifetime } from '../../../requirements/aws.ts';
import { putLifecycle } from '../../../fixes/aws.ts';
import { remedy } from '../../../fixes/step.ts';

type Lifecycle = FacetValue<'aws', 'lifecycle'> | null;

/**
 * Whether a rule takes current objects away from W&B, in the S3 dialect of any server (GEN-04).
 * @param server elsewhere than at Amazon an operator names the storage classes, and GLACIER may be a pool like another
 */
export function currentObjectsVerdict(lifecycle: Lifecycle, target: TargetRef, server: 'amazon' | 'other' = 'amazon'): Verdict {
  const rules = lifecycle?.Rules ?? [];
  const offlineOf = (rule: LifecycleRule): readonly string[] => (server === 'amazon' ? offlineClasses(rule) : []);
  const touching = rules
    .map((rule, index) => ({ rule, index }))
    .filter(({ rule }) => touches(rule, target.prefix) && (expiresCurrent(rule) || offlineOf(rule).length > 0));
  if (touching.length === 0)
    return (
      unknownTier(rules, target, server) ??
      pass(rules.length === 0 ? 'there are no lifecycle rules' : 'no lifecycle rule takes current objects away')
    );
  const details = touching.map(({ rule, index }) => {
    const where = rulePrefix(rule) === '' ? 'the whole bucket' : `the prefix "${printable(rulePrefix(rule))}"`;
    const what = expiresCurrent(rule)
      ? `expires current objects ${rule.Expiration?.Days === undefined ? `on ${printable(rule.Expiration?.Date ?? '')}` : `after ${rule.Expiration.Days} days`}`
      : `moves current objects to ${offlineOf(rule).join(', ')}`;
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
  const each = (rule: LifecycleRule): LifecycleRule | null =>
    touches(rule, target.prefix) ? (keepingCurrent(rule, offlineOf(rule)) ?? null) : rule;
  const message = details[touching.indexOf(first)] ?? '';
  const expires = expiresCurrent(first.rule);
  return fail(message, {
    key: expires ? 'expires' : 'archives',
    severity: expires ? 'high' : 'medium',
    ...(details.length > 1 ? { details } : {}),
    evidence,
    fix: remedy(
      'Remove these actions; the command keeps everything else in the rules',
      putLifecycle(target.bucket, lifecycle, { each }),
    ),
  });
}

/** A question about the first rule that moves objects to a class of which nobody knows here what reading it takes. */
function unknownTier(rules: readonly LifecycleRule[], { prefix }: TargetRef, server: 'amazon' | 'other'): Verdict | undefined {
  const classesOf = (rule: LifecycleRule): readonly string[] => [
    ...(server === 'amazon' ? [] : offlineClasses(rule)),
    ...unknownClasses(rule),
  ];
  const index = rules.findIndex((rule) => touches(rule, prefix) && classesOf(rule).length > 0);
  const rule = rules[index];
  if (rule === undefined) return undefined;
  const message = `${ruleName(rule, index)} moves current objects to ${classesOf(rule).join(', ')}, and whether they can be read from there at once is not known`;
  const evidence = [{ facet: 'lifecycle', path: `Rules.${index}.Transitions`, value: rule.Transitions }];
  return manual(message, { key: 'unknown-class', severity: 'low', evidence });
}

const day = 86_400_000;

/** Whether a rule cuts uploads off while their URLs are valid (GEN-05). */
export function abortMultipartVerdict(lifecycle: Lifecycle, target: TargetRef): Verdict {
  const rules = lifecycle?.Rules ?? [];
  const aborting = rules.flatMap((rule, index) => {
    const days = rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation;
    return days !== undefined && touches(rule, target.prefix) ? [{ rule, index, days }] : [];
  });
  const evidence = aborting.map(({ index, days }) => ({
    facet: 'lifecycle',
    path: `Rules.${index}.AbortIncompleteMultipartUpload.DaysAfterInitiation`,
    value: days,
  }));
  const hasty = aborting.filter(({ days }) => days * day <= presignedUrlLifetime.write);
  const [first] = hasty;
  if (first !== undefined) {
    const each = (rule: LifecycleRule): LifecycleRule =>
      hasty.some((one) => one.rule === rule) ? { ...rule, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } } : rule;
    return fail(
      `${ruleName(first.rule, first.index)} aborts unfinished uploads after ${first.days} ${first.days === 1 ? 'day' : 'days'}, while upload URLs live for 24 hours`,
      {
        evidence,
        fix: remedy(
          'Abort after 7 days instead; the command keeps the other rules',
          putLifecycle(target.bucket, lifecycle, { each }),
        ),
      },
    );
  }
  if (aborting.length > 0) {
    return pass(`unfinished uploads are aborted after ${Math.min(...aborting.map(({ days }) => days))} days`, { evidence });
  }
  const vague = rules.findIndex((rule) => rule.AbortIncompleteMultipartUpload !== undefined && touches(rule, target.prefix));
  if (rules[vague] !== undefined)
    return manual(`${ruleName(rules[vague], vague)} aborts unfinished uploads, and after how many days is not told`, {
      key: 'no-days',
      severity: 'low',
    });
  return pass('no rule aborts unfinished uploads', {
    details: ['a rule that aborts them after 7 days saves the cost of forgotten parts'],
  });
}
