import { defineCheck, type Check, type CheckMeta, type Verdict } from '../../../core/check.ts';
import type { FacetValue, TargetRef } from '../../../evidence/index.ts';
import { abortMultipartMeta, currentObjectsMeta } from '../any/lifecycle.ts';
import { cwTarget } from '../coreweave/target.ts';
import { abortMultipartVerdict, currentObjectsVerdict } from './lifecycle.ts';
import { answerOf, atEndpoint, capabilitiesOf } from './server.ts';

/** The providers whose lifecycle rules are written as Amazon S3 writes them. */
type S3Dialect = 'aws' | 's3-compatible' | 'coreweave';
/** Elsewhere than at Amazon an operator names the storage classes. */
type LifecycleJudge = (
  lifecycle: FacetValue<'aws', 'lifecycle'> | null,
  target: TargetRef,
  server: 'amazon' | 'other',
) => Verdict;

/** A check of lifecycle rules in the S3 dialect: each provider has its own way to the rules and to the server of a fix. */
function lifecycleCheck(provider: S3Dialect, meta: CheckMeta, judge: LifecycleJudge): Check {
  switch (provider) {
    case 'aws':
      return defineCheck({
        ...meta,
        provider,
        requires: ['lifecycle'],
        evaluate: ({ lifecycle }, { target }) => judge(lifecycle, target, 'amazon'),
      });
    case 'coreweave':
      return defineCheck({
        ...meta,
        provider,
        requires: ['lifecycle'],
        evaluate: ({ lifecycle }, { target }) => atEndpoint(judge(lifecycle, target, 'other'), cwTarget(target)),
      });
    case 's3-compatible':
      return defineCheck({
        ...meta,
        provider,
        requires: [],
        consults: ['lifecycle', 'server'],
        evaluate: ({ lifecycle, server }, { target }) => {
          const answer = answerOf('lifecycle', lifecycle, capabilitiesOf(server));
          return 'verdict' in answer ? answer.verdict : atEndpoint(judge(answer.value, target, 'other'), target);
        },
      });
  }
}

/** Whether a rule takes current objects away from W&B. */
export const currentObjectsCheck = (provider: S3Dialect): Check =>
  lifecycleCheck(
    provider,
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
export const abortMultipartCheck = (provider: S3Dialect): Check =>
  lifecycleCheck(
    provider,
    {
      ...abortMultipartMeta(provider),
      severity: 'medium',
      rationale:
        'The upload URLs of W&B live for 24 hours. A rule that aborts unfinished uploads after one day can cut a long upload off.',
    },
    abortMultipartVerdict,
  );
