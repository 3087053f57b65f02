import { defineCoreweaveCheck } from '../../../core/check.ts';
import type { LifecycleDialect } from '../s3/lifecycle-checks.ts';
import { atEndpoint } from '../s3/server.ts';
import { cwTarget } from './target.ts';

export const coreweaveLifecycle: LifecycleDialect = {
  provider: 'coreweave',
  define: (meta, judge) =>
    defineCoreweaveCheck({
      ...meta,
      requires: ['lifecycle'],
      evaluate: ({ lifecycle }, { target }) => atEndpoint(judge(lifecycle, target, 'other'), cwTarget(target)),
    }),
};
