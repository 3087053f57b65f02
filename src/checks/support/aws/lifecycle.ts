import { defineAwsCheck } from '../../../core/check.ts';
import type { LifecycleDialect } from '../s3/lifecycle-checks.ts';

export const awsLifecycle: LifecycleDialect = {
  provider: 'aws',
  define: (meta, judge) =>
    defineAwsCheck({
      ...meta,
      requires: ['lifecycle'],
      evaluate: ({ lifecycle }, { target }) => judge(lifecycle, target, 'amazon'),
    }),
};
