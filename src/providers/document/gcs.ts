import { unnamedBucket } from '../../evidence/document.ts';
import type { FacetValue } from '../../evidence/index.ts';
import { absent, present, unnamed } from '../../evidence/observation.ts';
import { readGcsCors } from '../../policy/cors/gcs.ts';
import { readIamPolicy } from '../../policy/gcp/iam-policy.ts';
import { locator, nodeAt, ruleAt, sourceOf } from './places.ts';
import { evidenceOf, uriOf, type DocumentInput, type ReadDocument } from './read.ts';

/** Reads a CORS document for Cloud Storage: of the bucket it tells the CORS entries and nothing else. */
export function gcsCorsDocument(input: DocumentInput): ReadDocument {
  const { text, bucket } = input;
  const read = readGcsCors(text);
  const source = sourceOf(text);
  const nodes = read.ok ? read.nodes : [];
  const entries = nodes.map(({ at, end }) => entryOf(JSON.parse(source.text.slice(at, end)) as Written));
  const name = bucket ?? unnamedBucket;
  const target = { uri: uriOf('gs', bucket, { ...input, prefix: undefined }), bucket: name };
  const facets = read.ok ? { bucket: present({ name, cors: entries }) } : {};
  return {
    ok: true,
    evidence: evidenceOf('gcs', input, target, read.ok ? ['bucket.cors'] : [], facets),
    locate: locator(input.file, source, ruleAt(nodes)),
  };
}

type Entry = NonNullable<FacetValue<'gcs', 'bucket'>['cors']>[number];
type Written = Entry & { readonly exposeHeaders?: unknown };

/** W&B's documentation prints a member that Cloud Storage drops. */
function entryOf(written: Written): Entry {
  const { exposeHeaders: _, ...entry } = written;
  return entry;
}

/** Reads an IAM policy of a bucket. It is judged for what it grants by itself: the policy of the project is not part of it. */
export function gcsIamDocument(input: DocumentInput): ReadDocument {
  const { text, prefix } = input;
  const read = readIamPolicy(text);
  const bucket = input.bucket ?? (read.ok ? read.bucket : undefined);
  const source = sourceOf(text);
  const target = { uri: uriOf('gs', bucket, input), bucket: bucket ?? unnamedBucket, prefix };
  const facets = read.ok
    ? {
        iamPolicy: present(policyOf(JSON.parse(source.text) as FacetValue<'gcs', 'iamPolicy'>)),
        projectIamPolicy: absent(unnamed),
      }
    : {};
  return {
    ok: true,
    evidence: evidenceOf('gcs', input, target, read.ok ? ['iamPolicy'] : [], facets),
    locate: locator(input.file, source, (steps) => nodeAt(source.root, steps)),
  };
}

/** The members that a recording keeps; the reader has seen that they are what they have to be. */
function policyOf({ kind, resourceId, version, etag, bindings }: FacetValue<'gcs', 'iamPolicy'>): FacetValue<'gcs', 'iamPolicy'> {
  return {
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(version === undefined ? {} : { version }),
    ...(etag === undefined ? {} : { etag }),
    ...(bindings === undefined ? {} : { bindings: bindings.map(bindingOf) }),
  };
}

type Binding = NonNullable<FacetValue<'gcs', 'iamPolicy'>['bindings']>[number];

/** A condition may be written as null, which is none. */
const bindingOf = ({ condition, ...binding }: Binding & { readonly condition?: Binding['condition'] | null }): Binding =>
  condition === undefined || condition === null ? binding : { ...binding, condition };
