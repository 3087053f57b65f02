import * as v from 'valibot';
import { severities } from '../../core/check.ts';
import { factList, type WrittenFacts } from '../../declared/table.ts';
import { declaredEntries } from '../../evidence/declared-schema.ts';
import { editions } from '../../evidence/declared.ts';
import { debatableIds, stancesOf } from '../../requirements/debatable.ts';

/** What a user may declare about a target; the members are the same for `defaults` and for each target. */
const declared = declaredEntries<WrittenFacts>(
  Object.fromEntries(
    factList.flatMap(({ name, shape, also }) =>
      typeof shape === 'string' ? [] : [[name, [...shape, ...Object.keys(also ?? {})]]],
    ),
  ),
);

/** One optional member for each debatable rule that can be switched. */
const rules = Object.fromEntries(
  debatableIds
    .filter((id) => stancesOf(id).length > 0)
    .map((id) => [id, v.optional(v.picklist([...stancesOf(id), 'default']))] as const),
);

/** The schema of byob-audit.yaml; `schema config` publishes it as JSON Schema. */
export const configSchema = v.strictObject({
  edition: v.optional(v.picklist(editions)),
  failOn: v.optional(v.picklist([...severities, 'none'])),
  defaults: v.optional(v.strictObject(declared)),
  targets: v.optional(
    v.array(
      v.strictObject({
        target: v.string(),
        ...declared,
        endpoint: v.optional(v.string()),
        subscription: v.optional(v.string()),
        keyVaultSubscription: v.optional(v.string()),
        /** `aws` keeps the endpoint for Amazon S3. */
        provider: v.optional(v.literal('aws')),
      }),
    ),
  ),
  select: v.optional(v.array(v.string())),
  ignore: v.optional(v.array(v.string())),
  rules: v.optional(v.strictObject(rules)),
});

export type Config = v.InferOutput<typeof configSchema>;
