import { defineAwsCheck, fail, pass } from '../../core/check.ts';
import { ruleName, touches } from '../../policy/lifecycle.ts';
import { presignedUrlLifetime } from '../../requirements/aws.ts';
import { putLifecycle } from '../support/commands.ts';

const day = 86_400_000;

export const abortMultipart = defineAwsCheck({
  id: 'aws/abort-multipart',
  title: 'Unfinished uploads are not aborted while their URLs are valid',
  severity: 'medium',
  rationale:
    'The upload URLs of W&B live for 24 hours. A rule that aborts unfinished uploads after one day can cut a long upload off.',
  remediation: 'Abort unfinished uploads after some days, for example 7.',
  source: [{ document: 'S004', edition: '2025-03', inferred: true }],
  rows: ['GEN-05'],
  tags: ['data-protection', 'cost'],
  requires: ['lifecycle'],
  evaluate: ({ lifecycle }, { target }) => {
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
      const mended = rules.map((rule) =>
        hasty.some((one) => one.rule === rule) ? { ...rule, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } } : rule,
      );
      return fail(
        `${ruleName(first.rule, first.index)} aborts unfinished uploads after ${first.days} day, while upload URLs live for 24 hours`,
        {
          evidence,
          fix: {
            summary: 'Abort after 7 days instead; the command keeps the other rules',
            commands: [putLifecycle(target.bucket, mended)],
          },
        },
      );
    }
    if (aborting.length > 0) {
      return pass(`unfinished uploads are aborted after ${Math.min(...aborting.map(({ days }) => days))} days`, { evidence });
    }
    return pass('no rule aborts unfinished uploads', {
      details: ['a rule that aborts them after 7 days saves the cost of forgotten parts'],
    });
  },
});
