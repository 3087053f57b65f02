import { defineGcsCheck, fail, manual, pass } from '../../core/check.ts';
import {
  asksForClass,
  deletesLive,
  doesUnknown,
  gcsTouches,
  isSelectiveBesideClass,
  whenAndWhere,
} from '../../policy/lifecycle/gcs.ts';
import { deletedByClass, type DeletedByClass } from '../../policy/lifecycle/gcs-classes.ts';
import { printable, printableDeep } from '../../policy/printable.ts';
import { currentObjectsMeta } from '../support/any/lifecycle.ts';
import { noBucket } from '../support/gcs/bucket.ts';
import { putGcsLifecycle } from '../../fixes/gcs.ts';
import { remedy } from '../../fixes/step.ts';

export const gcsLifecycleCurrentObjects = defineGcsCheck({
  ...currentObjectsMeta('gcs'),
  title: 'No lifecycle rule deletes live objects of W&B',
  rationale:
    'W&B keeps references to every file. A rule that deletes live objects destroys the history of runs and artifacts, with or without versioning. Colder storage classes do no harm: Cloud Storage reads them at once, at a higher price.',
  remediation:
    'Let lifecycle rules delete noncurrent versions only: with isLive false, daysSinceNoncurrentTime or numNewerVersions.',
  source: [
    {
      document: 'D-2026S',
      edition: '2026-02',
      quote:
        'If data in your bucket expires due to an [object lifecycle management policy](https://cloud.google.com/storage/docs/lifecycle), you may lose the ability to read the history of some runs.',
    },
    { document: 'D-2025-05' },
    { document: 'GCP', inferred: true },
  ],
  requires: ['bucket'],
  evaluate: ({ bucket }, { target }) => {
    if (bucket === null) return noBucket();
    const rules = bucket.lifecycle?.rule ?? [];
    const touching = rules
      .map((rule, index) => ({ rule, index }))
      .filter(({ rule }) => deletesLive(rule) && gcsTouches(rule, target.prefix));
    const [any] = touching;
    const strange = rules.findIndex((rule) => doesUnknown(rule) && gcsTouches(rule, target.prefix));
    if (any === undefined && strange !== -1)
      return manual(
        `lifecycle.rule[${strange}] has the action ${printable(rules[strange]?.action.type ?? '', 40)}, which byob-audit does not know; whether it takes live objects away is not known`,
        {
          key: 'unknown-action',
          severity: 'medium',
          evidence: [{ facet: 'bucket', path: `lifecycle.rule.${strange}`, value: printableDeep(rules[strange]) }],
        },
      );
    if (any === undefined)
      return pass(rules.length === 0 ? 'there are no lifecycle rules' : 'no lifecycle rule deletes live objects');
    const evidence = touching.map(({ rule, index }) => ({
      facet: 'bucket',
      path: `lifecycle.rule.${index}`,
      value: printableDeep(rule),
    }));
    const byClass = deletedByClass(bucket, target.prefix);
    const sentence = ({ rule, index }: (typeof touching)[number]): string => {
      const cause = byClass.find((one) => one.index === index);
      return `lifecycle.rule[${index}] deletes live objects ${whenAndWhere(rule)}${cause === undefined ? '' : comingThere(cause)}`;
    };
    const first = touching.find(
      ({ rule, index }) => !isSelectiveBesideClass(rule) && (!asksForClass(rule) || byClass.some((one) => one.index === index)),
    );
    if (first === undefined)
      return manual(`${sentence(any)}, but only some: whether files of W&B match its other conditions is not known`, {
        severity: 'low',
        evidence,
      });
    const kept = rules.filter((rule) => !touching.some((one) => one.rule === rule));
    return fail(sentence(first), {
      ...(touching.length > 1 ? { details: touching.map(sentence) } : {}),
      evidence,
      fix: remedy(
        kept.length === 0
          ? 'Remove the lifecycle rules'
          : 'Remove the rules that delete live objects; the commands keep the others',
        putGcsLifecycle(target.bucket, rules, (rule) => (kept.includes(rule) ? rule : null)),
      ),
    });
  },
});

/** Where one rule, or Autoclass, brings objects to the class that another rule deletes. */
function comingThere({ storageClass, movedBy, autoclass }: DeletedByClass): string {
  const there = printable(storageClass, 40);
  if (autoclass) return ` when they are ${there}, where Autoclass keeps or moves them`;
  return movedBy === undefined ? '' : ` when they are ${there}, where lifecycle.rule[${movedBy}] moves them`;
}
