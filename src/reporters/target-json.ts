import type { TargetReport } from '../core/report.ts';
import type { TargetStep } from '../evidence/step.ts';

/** What a report says of a target beside its findings. */
export const targetJson = ({ target, steps = [] }: TargetReport): Readonly<Record<string, unknown>> =>
  steps.length === 0 ? { ...target } : { ...target, steps: steps.map(stepJson) };

/** A step as it is written: what is empty is left out, and findings name it by its position from 1. */
const stepJson = ({ mends, commands, replaces, undo, dangers, follows }: TargetStep) => ({
  mends,
  ...(replaces === undefined
    ? {}
    : { replaces: replaces.document.kind, ...replaces.counts, document: replaces.document.content }),
  commands,
  undo,
  ...(dangers.length === 0 ? {} : { dangers }),
  ...(follows.length === 0 ? {} : { follows }),
});
