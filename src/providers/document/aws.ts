import { unnamedBucket } from '../../evidence/document.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { absent, present, unnamed, unreadable, type Observation } from '../../evidence/observation.ts';
import { readPolicy, wrappedPolicy, type ReadPolicy } from '../../policy/aws/document/document.ts';
import { rawStatements } from '../../policy/aws/document/documented.ts';
import { statementLabel } from '../../policy/aws/document/model.ts';
import { findPublicStatement } from '../../policy/aws/verdict/public.ts';
import { readS3Cors } from '../../policy/cors/s3.ts';
import { locator, nodeAt, ruleAt, sourceOf, type DocumentLocator } from './places.ts';
import { evidenceOf, theOnly, uriOf, type DocumentInput, type ReadDocument } from './read.ts';

/** Reads a bucket policy. Whether S3 would call it public follows from it. */
export function bucketPolicyDocument(input: DocumentInput): ReadDocument {
  const { text, prefix } = input;
  const read = readPolicy(text, 'bucket');
  let { bucket } = input;
  if (bucket === undefined && read.ok) {
    const found = theOnly(namesIn(read, /^arn:[\w-]+:s3:::([^/*?$]+)(?:\/|$)/), 'bucket', '--bucket NAME');
    if ('problem' in found) return { ok: false, problem: found.problem };
    bucket = found.name;
  }
  const target = { uri: uriOf('s3', bucket, input), bucket: bucket ?? unnamedBucket, prefix };
  const policyStatus = read.ok ? { policyStatus: statusOf(read) } : {};
  const facets = { policy: policyFacet(text, read), ...policyStatus };
  return { ok: true, evidence: evidenceOf('aws', input, target, Object.keys(facets), facets), locate: policyLocator(input) };
}

/** Reads the policy of one KMS key. It is judged for what it grants by itself: no grant of the key is part of it. */
export function keyPolicyDocument(input: DocumentInput): ReadDocument {
  const { text, bucket = unnamedBucket } = input;
  const read = readPolicy(text, 'key');
  let arn = input.declared.kmsKey;
  if (arn === undefined && read.ok) {
    const form = /^(arn:[\w-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+)$/;
    const found = theOnly(namesIn(read, form), 'key', '--kms-key ARN');
    if ('problem' in found) return { ok: false, problem: found.problem };
    arn = found.name;
  }
  if (arn !== undefined && !arn.includes(':key/'))
    return { ok: false, problem: '--kms-key: expected the ARN of the key that the policy belongs to, found that of an alias' };
  const key =
    arn === undefined
      ? {}
      : {
          // A policy that can be written is that of a customer's key.
          kmsKey: present({ KeyMetadata: { Arn: arn, KeyId: arn.slice(arn.indexOf('/') + 1), KeyManager: 'CUSTOMER' } }),
          kmsGrants: absent(unnamed),
        };
  const facets = { kmsKeyPolicy: policyFacet(text, read), ...key };
  const evidence = evidenceOf('aws', input, { uri: arn ?? input.file, bucket }, ['kmsKeyPolicy'], facets);
  return { ok: true, evidence, locate: policyLocator(input) };
}

/** Reads a CORS document for S3. */
export function s3CorsDocument(input: DocumentInput): ReadDocument {
  const { text, bucket } = input;
  const read = readS3Cors(text);
  const source = sourceOf(text);
  const nodes = read.ok ? read.nodes : [];
  // The reader has seen that each is a rule with the members that S3 knows.
  const rules = nodes.map(
    ({ at, end }) => JSON.parse(source.text.slice(at, end)) as FacetValue<'aws', 'cors'>['CORSRules'][number],
  );
  const target = { uri: uriOf('s3', bucket, { ...input, prefix: undefined }), bucket: bucket ?? unnamedBucket };
  const facets = read.ok ? { cors: present({ CORSRules: rules }) } : {};
  return {
    ok: true,
    evidence: evidenceOf('aws', input, target, Object.keys(facets), facets),
    locate: locator(input.file, source, ruleAt(nodes)),
  };
}

const policyFacet = (text: string, read: ReadPolicy): Observation<FacetValue<'aws', 'policy'>> =>
  present({ Policy: text, document: read.ok ? rawStatements(text).document : null });

function statusOf({ statements }: ReadPolicy & { readonly ok: true }): Observation<FacetValue<'aws', 'policyStatus'>> {
  const found = findPublicStatement(statements);
  if (found?.answer === 'unknown')
    return unreadable('not-understood', {
      detail: `the rules of S3 do not say whether ${statementLabel(found.statement)} is public`,
    });
  const derived = found === undefined ? {} : { statement: found.statement.index };
  return present({ PolicyStatus: { IsPublic: found !== undefined }, derived });
}

const namesIn = ({ statements }: ReadPolicy & { readonly ok: true }, form: RegExp): ReadonlySet<string> =>
  new Set(statements.flatMap(({ resource }) => (resource?.patterns ?? []).flatMap(({ source }) => form.exec(source)?.[1] ?? [])));

/** A path of a policy facet begins with the member that holds its text. */
export function policyLocator({ file, text }: DocumentInput): DocumentLocator {
  const source = sourceOf(text, wrappedPolicy);
  return locator(file, source, (steps) => nodeAt(source.root, steps[0] === 'Policy' ? steps.slice(1) : steps));
}
