import { unnamedBucket } from '../../evidence/document.ts';
import { present } from '../../evidence/observation.ts';
import { rawStatements } from '../../policy/aws/document/documented.ts';
import { readCoreweavePolicy } from '../../policy/coreweave/document.ts';
import { policyLocator } from './aws.ts';
import { evidenceOf, theOnly, uriOf, type DocumentInput, type ReadDocument } from './read.ts';

/** Reads a bucket policy of CoreWeave AI Object Storage. */
export function coreweavePolicyDocument(input: DocumentInput): ReadDocument {
  const { text, prefix } = input;
  const read = readCoreweavePolicy(text);
  let { bucket } = input;
  if (bucket === undefined && read.ok) {
    const names = read.statements.flatMap(({ statement }) =>
      (statement.resource?.patterns ?? []).flatMap(({ source }) => /^arn:[\w-]+:s3:::([^/*?$]+)(?:\/|$)/.exec(source)?.[1] ?? []),
    );
    const found = theOnly(new Set(names), 'bucket', '--bucket NAME');
    if ('problem' in found) return { ok: false, problem: found.problem };
    bucket = found.name;
  }
  const target = { uri: uriOf('cw', bucket, input), bucket: bucket ?? unnamedBucket, prefix };
  const facets = { policy: present({ Policy: text, document: read.ok ? rawStatements(text).document : null }) };
  return { ok: true, evidence: evidenceOf('coreweave', input, target, ['policy'], facets), locate: policyLocator(input) };
}
