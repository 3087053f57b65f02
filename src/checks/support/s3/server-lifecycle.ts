import { defineS3CompatibleCheck } from '../../../core/check.ts';
import type { LifecycleDialect } from './lifecycle-checks.ts';
import { answerOf, atEndpoint, capabilitiesOf } from './server.ts';

/** Of any server behind an endpoint: some do not have the call, and some answer it without meaning. */
export const serverLifecycle: LifecycleDialect = {
  provider: 's3-compatible',
  define: (meta, judge) =>
    defineS3CompatibleCheck({
      ...meta,
      requires: [],
      consults: ['lifecycle', 'server'],
      evaluate: ({ lifecycle, server }, { target }) => {
        const answer = answerOf('lifecycle', lifecycle, capabilitiesOf(server));
        return 'verdict' in answer ? answer.verdict : atEndpoint(judge(answer.value, target, 'other'), target);
      },
    }),
};
