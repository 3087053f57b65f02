import type { Check, CheckMeta, Verdict } from '../../../core/check.ts';
import type { FacetValue, ProviderName, TargetRef } from '../../../evidence/index.ts';
import { abortMultipartMeta, currentObjectsMeta } from '../any/lifecycle.ts';
import { abortMultipartVerdict, currentObjectsVerdict } from './lifecycle.ts';

/** Elsewhere than at Amazon an operator names the storage classes. */
type LifecycleJudge = (
  lifecycle: FacetValue<'aws', 'lifecycle'> | null,
  target: TargetRef,
  server: 'amazon' | 'other',
) => Verdict;

/**
 * A provider whose lifecycle rules are written as Amazon S3 writes them: its own way to the rules and to the server that
 * a fix is for. Each is in a file of its own, so that a check of one provider does not load the others.
 */
export interface LifecycleDialect {
  readonly provider: ProviderName;
  readonly define: (meta: CheckMeta, judge: LifecycleJudge) => Check;
}

/** Whether a rule takes current objects away from W&B. */
export const currentObjectsCheck = ({ provider, define }: LifecycleDialect): Check =>
  define(
    {
      ...currentObjectsMeta(provider),
      title: 'No lifecycle rule takes current objects away from W&B',
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
    },
    currentObjectsVerdict,
  );

/** Whether a rule cuts uploads off while their URLs are valid. */
export const abortMultipartCheck = ({ provider, define }: LifecycleDialect): Check =>
  define(
    {
      ...abortMultipartMeta(provider),
      severity: 'medium',
      rationale:
        'The upload URLs of W&B live for 24 hours. A rule that aborts unfinished uploads after one day can cut a long upload off.',
    },
    abortMultipartVerdict,
  );
