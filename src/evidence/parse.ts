import * as v from 'valibot';
import { declaredEntries } from './declared-schema.ts';
import { cloudProviders, evidenceSchemaVersion, type CloudProvider, type Evidence, type FacetName } from './index.ts';
import { unreadableCauses } from './observation.ts';
import { withoutRetired } from './retired.ts';
import type { Seen } from './seen.ts';
import { contradictionIn } from './target-members.ts';

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

const declaredSchema = v.strictObject(declaredEntries());

type SchemaTable<P extends CloudProvider> = { readonly [F in FacetName<P>]: v.GenericSchema };

/** Lazy on purpose: a run seldom meets two providers. */
const tables: { readonly [P in CloudProvider]: () => Promise<SchemaTable<P>> } = {
  aws: async () => (await import('./aws-schema.ts')).awsSchemas,
  gcs: async () => (await import('./gcs-schema.ts')).gcsSchemas,
  's3-compatible': async () => (await import('./s3-compatible-schema.ts')).s3CompatibleSchemas,
  coreweave: async () => (await import('./s3-compatible-schema.ts')).coreweaveSchemas,
  azure: async () => (await import('./azure-schema.ts')).azureSchemas,
  'azure-ai': async () => (await import('./azure-ai-schema.ts')).azureAiSchemas,
};

const isProvider = (name: unknown): name is CloudProvider => typeof name === 'string' && Object.hasOwn(tables, name);

async function schemaFor<P extends CloudProvider>(provider: P) {
  const table = Object.entries<v.GenericSchema>(await tables[provider]());
  return v.strictObject({
    kind: v.literal('byob-audit/evidence'),
    schemaVersion: v.literal(evidenceSchemaVersion),
    provider: v.literal(provider),
    target: v.strictObject({
      uri: v.string(),
      bucket: v.string(),
      prefix: v.optional(v.string()),
      endpoint: v.optional(v.string()),
      account: v.optional(v.string()),
      resourceId: v.optional(v.string()),
    }),
    collectedAt: v.string(),
    tool: v.object({ name: v.string(), version: v.string() }),
    declared: v.optional(declaredSchema),
    facets: v.strictObject(Object.fromEntries(table.map(([name, schema]) => [name, observation(schema)] as const))),
  });
}

const isMoment = (text: string): boolean => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text));

const known = new Map<CloudProvider, ReturnType<typeof schemaFor>>();

/** The schema of a provider's evidence, made when it is first needed. */
function evidenceSchemaOf(provider: CloudProvider): ReturnType<typeof schemaFor> {
  const schema = known.get(provider) ?? schemaFor(provider);
  known.set(provider, schema);
  return schema;
}

/** The schema of an evidence file of any provider; `schema evidence` publishes it as JSON Schema. */
export const evidenceSchema = async () => v.variant('provider', await Promise.all(cloudProviders.map(evidenceSchemaOf)));

export type ParsedEvidence =
  { readonly ok: true; readonly evidence: Evidence } | { readonly ok: false; readonly problem: string };

const kindOf = (input: unknown, key: string): unknown =>
  typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[key] : undefined;

/**
 * Checks that a JSON value is evidence of a version that this program knows.
 * @param seen facets of earlier evidence: one that reads the same becomes the same object
 * @returns the evidence with undeclared members dropped, or one sentence that says what is wrong and what was expected.
 */
export async function parseEvidence(input: unknown, seen?: Seen): Promise<ParsedEvidence> {
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
      problem: `this is evidence of the provider ${JSON.stringify(provider) ?? 'undefined'}: expected one of ${cloudProviders.join(', ')}`,
    };
  }
  const current = typeof input === 'object' && input !== null ? withoutRetired(provider, input) : {};
  const apart = seen?.(provider, current);
  const result = v.safeParse(await evidenceSchemaOf(provider), apart?.rest ?? current, { abortPipeEarly: true });
  if (result.success) {
    const { output } = result;
    const contradiction = contradictionIn(provider, output.target);
    if (contradiction !== undefined) return { ok: false, problem: contradiction };
    if (!isMoment(output.collectedAt))
      return { ok: false, problem: 'collectedAt: expected a date and time as ISO 8601 writes it' };
    return { ok: true, evidence: apart === undefined ? output : { ...output, facets: apart.join(output.facets) } };
  }
  const issue = result.issues[0];
  return {
    ok: false,
    problem: `${v.getDotPath(issue) ?? 'the document'}: expected ${issue.expected ?? 'another value'}, found ${issue.received}`,
  };
}
