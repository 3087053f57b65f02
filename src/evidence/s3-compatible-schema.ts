import * as v from 'valibot';
import { awsSchemas } from './aws-schema.ts';
import { serverFamilies } from './s3-compatible.ts';

const { headBucket, location, versioning, cors, policy, publicAccessBlock, acl, lifecycle, objectLock } = awsSchemas;

/** One request as a browser sends it, and the headers of the answer that CORS is about. */
const played = v.strictObject({
  method: v.string(),
  origin: v.string(),
  requestHeaders: v.optional(v.array(v.string())),
  status: v.number(),
  allowOrigin: v.optional(v.string()),
  allowMethods: v.optional(v.string()),
  allowHeaders: v.optional(v.string()),
  exposeHeaders: v.optional(v.string()),
  maxAge: v.optional(v.string()),
});

export const s3CompatibleSchemas = {
  server: v.object({
    /** Of the HEAD without credentials: 200 means that anybody may do what it asks for. */
    status: v.number(),
    /** The `Server` header. */
    server: v.optional(v.string()),
    /** What the answer gives away of the program behind it; absent when nothing does. */
    family: v.optional(v.picklist(serverFamilies)),
    /** The `Date` header, RFC 9110, and the auditor's clock when it arrived, ISO 8601. */
    date: v.optional(v.string()),
    receivedAt: v.string(),
    /** Absent for plain HTTP. `authorized` is false where the auditor's machine was told to accept any certificate. */
    tls: v.optional(v.object({ authorized: v.boolean(), protocol: v.optional(v.string()) })),
  }),
  headBucket,
  location,
  versioning,
  cors,
  policy,
  publicAccessBlock,
  acl,
  lifecycle,
  objectLock,
  preflight: v.object({ preflights: v.array(played), requests: v.array(played) }),
};

export const coreweaveSchemas = { headBucket, cors, policy, lifecycle };

export type S3CompatibleFacetValues = {
  readonly [K in keyof typeof s3CompatibleSchemas]: v.InferOutput<(typeof s3CompatibleSchemas)[K]>;
};
export type CoreweaveFacetValues = { readonly [K in keyof typeof coreweaveSchemas]: v.InferOutput<(typeof coreweaveSchemas)[K]> };
