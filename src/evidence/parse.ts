import * as v from 'valibot';
import { awsSchemas } from './aws-schema.ts';
import { deployments, levels } from './context.ts';
import { evidenceSchemaVersion, type Evidence, type ProviderName } from './index.ts';
import { unreadableCauses, type Observation } from './observation.ts';

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
});

const awsFacetsSchema = v.strictObject({
  headBucket: observation(awsSchemas.headBucket),
  location: observation(awsSchemas.location),
  versioning: observation(awsSchemas.versioning),
  cors: observation(awsSchemas.cors),
  encryption: observation(awsSchemas.encryption),
  policy: observation(awsSchemas.policy),
  policyStatus: observation(awsSchemas.policyStatus),
  publicAccessBlock: observation(awsSchemas.publicAccessBlock),
  accountPublicAccessBlock: observation(awsSchemas.accountPublicAccessBlock),
  ownershipControls: observation(awsSchemas.ownershipControls),
  acl: observation(awsSchemas.acl),
  logging: observation(awsSchemas.logging),
  lifecycle: observation(awsSchemas.lifecycle),
  objectLock: observation(awsSchemas.objectLock),
  requestPayment: observation(awsSchemas.requestPayment),
  tagging: observation(awsSchemas.tagging),
  kmsKey: observation(awsSchemas.kmsKey),
  kmsKeyPolicy: observation(awsSchemas.kmsKeyPolicy),
  kmsKeyRotation: observation(awsSchemas.kmsKeyRotation),
  kmsGrants: observation(awsSchemas.kmsGrants),
  kmsAliases: observation(awsSchemas.kmsAliases),
  caller: observation(awsSchemas.caller),
});

/** The schema of an evidence file; `schema evidence` publishes it as JSON Schema. */
export const evidenceSchema = v.strictObject({
  kind: v.literal('byob-audit/evidence'),
  schemaVersion: v.literal(evidenceSchemaVersion),
  provider: v.literal('aws'),
  target: v.strictObject({ uri: v.string(), bucket: v.string(), prefix: v.optional(v.string()) }),
  collectedAt: v.string(),
  tool: v.object({ name: v.string(), version: v.string() }),
  declared: v.optional(declaredSchema),
  facets: awsFacetsSchema,
});

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
  const result = v.safeParse(evidenceSchema, input, { abortPipeEarly: true });
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
export function observe<P extends ProviderName>(
  _provider: P,
  name: keyof typeof awsSchemas,
  answer: unknown,
): Observation<never> {
  const json: unknown = JSON.parse(JSON.stringify(answer ?? null));
  const result = v.safeParse(awsSchemas[name], json);
  if (result.success) return { state: 'present', value: result.output as never };
  const issue = result.issues[0];
  return {
    state: 'unreadable',
    cause: 'not-understood',
    detail: `${v.getDotPath(issue) ?? name}: expected ${issue.expected ?? 'another value'}, found ${issue.received}`,
  };
}
