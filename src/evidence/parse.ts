import * as v from 'valibot';
import { awsSchemas } from './aws-schema.ts';
import { deployments, levels } from './context.ts';
import { gcsSchemas } from './gcs-schema.ts';
import { evidenceSchemaVersion, providerNames, type Evidence, type FacetName, type ProviderName } from './index.ts';
import { unreadableCauses, type Observation } from './observation.ts';
import { coreweaveSchemas, s3CompatibleSchemas } from './s3-compatible-schema.ts';

const absentSchema = v.object({ state: v.literal('absent'), code: v.optional(v.string()) });
const unreadableSchema = v.object({
  state: v.literal('unreadable'),
  cause: v.picklist(unreadableCauses),
  code: v.optional(v.string()),
  status: v.optional(v.number()),
  detail: v.optional(v.string()),
  needs: v.optional(v.string()),
});
const observation = <S extends v.GenericSchema>(value: S) =>
  v.optional(v.variant('state', [v.object({ state: v.literal('present'), value }), absentSchema, unreadableSchema]));

const declaredSchema = v.strictObject({
  deployment: v.optional(v.picklist(deployments)),
  level: v.optional(v.picklist(levels)),
  principal: v.optional(v.string()),
  kmsKey: v.optional(v.string()),
  origins: v.optional(v.array(v.string())),
  account: v.optional(v.string()),
  region: v.optional(v.string()),
  orgId: v.optional(v.string()),
});

const schemas = {
  aws: awsSchemas,
  gcs: gcsSchemas,
  's3-compatible': s3CompatibleSchemas,
  coreweave: coreweaveSchemas,
} as const satisfies { readonly [P in ProviderName]: { readonly [F in FacetName<P>]: v.GenericSchema } };

const isProvider = (name: unknown): name is ProviderName => typeof name === 'string' && Object.hasOwn(schemas, name);

function schemaFor<P extends ProviderName>(provider: P) {
  const facets = Object.entries<v.GenericSchema>(schemas[provider]).map(([name, schema]) => [name, observation(schema)] as const);
  return v.strictObject({
    kind: v.literal('byob-audit/evidence'),
    schemaVersion: v.literal(evidenceSchemaVersion),
    provider: v.literal(provider),
    target: v.strictObject({
      uri: v.string(),
      bucket: v.string(),
      prefix: v.optional(v.string()),
      endpoint: v.optional(v.string()),
    }),
    collectedAt: v.string(),
    tool: v.object({ name: v.string(), version: v.string() }),
    declared: v.optional(declaredSchema),
    facets: v.strictObject(Object.fromEntries(facets)),
  });
}

const known = new Map<ProviderName, ReturnType<typeof schemaFor>>();

/** The schema of a provider's evidence, built when it is first needed: one run seldom meets two providers. */
export function evidenceSchemaOf(provider: ProviderName): ReturnType<typeof schemaFor> {
  const schema = known.get(provider) ?? schemaFor(provider);
  known.set(provider, schema);
  return schema;
}

/** The schema of an evidence file of any provider; `schema evidence` publishes it as JSON Schema. */
export const evidenceSchema = () => v.variant('provider', providerNames.map(evidenceSchemaOf));

export type ParsedEvidence =
  { readonly ok: true; readonly evidence: Evidence } | { readonly ok: false; readonly problem: string };

const kindOf = (input: unknown, key: string): unknown =>
  typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[key] : undefined;

/**
 * Checks that a JSON value is evidence of a version that this program knows.
 * @returns the evidence with undeclared members dropped, or one sentence that says what is wrong and what was expected.
 */
export function parseEvidence(input: unknown): ParsedEvidence {
  const kind = kindOf(input, 'kind');
  if (kind === 'byob-audit/report') {
    return { ok: false, problem: 'this is a byob-audit report, not evidence: give the file that `byob-audit record` wrote' };
  }
  if (kind !== 'byob-audit/evidence') {
    return { ok: false, problem: 'this is not byob-audit evidence: expected a JSON object with "kind": "byob-audit/evidence"' };
  }
  const version = kindOf(input, 'schemaVersion');
  if (typeof version === 'number' && version > evidenceSchemaVersion) {
    return {
      ok: false,
      problem: `this evidence has schema version ${version} and this byob-audit reads up to ${evidenceSchemaVersion}: use a newer byob-audit`,
    };
  }
  const provider = kindOf(input, 'provider');
  if (!isProvider(provider)) {
    return {
      ok: false,
      problem: `this is evidence of the provider ${JSON.stringify(provider) ?? 'undefined'}: expected one of ${providerNames.join(', ')}`,
    };
  }
  const result = v.safeParse(evidenceSchemaOf(provider), input, { abortPipeEarly: true });
  if (result.success) return { ok: true, evidence: result.output };
  const issue = result.issues[0];
  return {
    ok: false,
    problem: `${v.getDotPath(issue) ?? 'the document'}: expected ${issue.expected ?? 'another value'}, found ${issue.received}`,
  };
}

/**
 * Turns one answer of a live service into an observation through the same JSON round trip and schema as a
 * recorded one. An answer of another shape is `not-understood`, never a value.
 */
export function observe<P extends ProviderName>(provider: P, name: FacetName<P>, answer: unknown): Observation<never> {
  const json: unknown = JSON.parse(JSON.stringify(answer ?? null));
  const table: Readonly<Record<string, v.GenericSchema | undefined>> = schemas[provider];
  const schema = table[name];
  if (schema === undefined) throw new TypeError(`${provider} has no facet ${name}`);
  const result = v.safeParse(schema, json);
  if (result.success) return { state: 'present', value: result.output as never };
  const issue = result.issues[0];
  return {
    state: 'unreadable',
    cause: 'not-understood',
    detail: `${v.getDotPath(issue) ?? name}: expected ${issue.expected ?? 'another value'}, found ${issue.received}`,
  };
}
