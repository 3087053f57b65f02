import { defineGcsCheck, fail, pass } from '../../core/check.ts';
import { gcsTouches } from '../../policy/lifecycle/gcs.ts';
import { abortMultipartMeta } from '../support/any/lifecycle.ts';
import { noBucket } from '../support/gcs/bucket.ts';
import { putGcsLifecycle } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

const urlLifetime = 24 * 60 * 60 * 1000;

export const gcsAbortMultipart = defineGcsCheck({
  ...abortMultipartMeta('gcs'),
  severity: 'medium',
  rationale:
    'The upload URLs of W&B live for 24 hours. A rule that aborts unfinished multipart uploads after one day can cut a long upload off.',
  requires: ['bucket'],
  evaluate: ({ bucket }, { target, collectedAt }) => {
    if (bucket === null) return noBucket();
    const rules = bucket.lifecycle?.rule ?? [];
    // Uploads from before a day that is over for long cannot be finished any more.
    const isOver = (day: string | undefined): boolean => day !== undefined && Date.parse(day) <= collectedAt - urlLifetime;
    const aborting = rules.flatMap((rule, index) =>
      rule.action.type === 'AbortIncompleteMultipartUpload' &&
      !isOver(rule.condition.createdBefore) &&
      gcsTouches(rule, target.prefix)
        ? [{ rule, index, age: rule.condition.age ?? 0 }]
        : [],
    );
    const evidence = aborting.map(({ index, age }) => ({
      facet: 'bucket',
      path: `lifecycle.rule.${index}.condition.age`,
      value: age,
    }));
    const hasty = aborting.filter(({ age }) => age <= 1);
    const [first] = hasty;
    if (first !== undefined) {
      const each = (rule: (typeof rules)[number]) =>
        hasty.some((one) => one.rule === rule) ? { ...rule, condition: { ...rule.condition, age: 7 } } : rule;
      const when = first.age === 0 ? 'at once' : 'after 1 day';
      return fail(`lifecycle.rule[${first.index}] aborts unfinished uploads ${when}, while upload URLs live for 24 hours`, {
        evidence,
        fix: remedy('Abort after 7 days instead; the commands keep the other rules', putGcsLifecycle(target.bucket, rules, each)),
      });
    }
    if (aborting.length > 0)
      return pass(`unfinished uploads are aborted after ${Math.min(...aborting.map(({ age }) => age))} days`, { evidence });
    return pass('no rule aborts unfinished uploads', {
      details: ['a rule that aborts them after 7 days saves the cost of forgotten parts'],
    });
  },
});
