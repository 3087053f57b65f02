import type { JsonNode } from '../../strict-json.ts';
import { level } from './action-names.ts';
import { compileGlob, type Glob } from '../pattern/glob.ts';
import { itemPath, quoted, stringItems, type PolicyReading } from './problem.ts';
import type { PatternList } from './model.ts';

const invalid = 'S3 answers "Policy has invalid resource"';
/** Partition, literal beginning of the bucket name, and what follows it. */
const bucketForm = /^arn:aws[a-z-]*:s3:::([^/*?$]+)(.?)/s;

/** Reads Resource or NotResource, with the levels of what a bucket policy can take in by it. */
export function readResources(
  node: JsonNode,
  path: string,
  negated: boolean,
  reading: PolicyReading,
): { readonly list: PatternList; readonly levels: number | undefined } {
  const bucket = reading.kind === 'bucket';
  let levels = 0;
  const patterns = stringItems(node, path, reading).map(({ value, at }, index): Glob => {
    if (bucket) {
      const problem = bucketProblem(value, reading.put?.bucketArn);
      if (problem !== undefined) reading.refuse(itemPath(node, path, index), `is ${quoted(value)}, ${problem}; ${invalid}`, at);
      levels |= bucketLevels(value);
    } else if (value !== '*') {
      const note = keyNote(value);
      if (note !== undefined) reading.note(itemPath(node, path, index), `is ${quoted(value)}, ${note}`, at);
    }
    if (!reading.withVariables && value.includes('${'))
      reading.note(itemPath(node, path, index), 'holds a policy variable, which is plain text without Version 2012-10-17', at);
    return compileGlob(value, reading.withVariables);
  });
  return { list: { negated, patterns }, levels: negated ? undefined : levels };
}

/** S3 takes only ARNs that begin with the name of the bucket itself; the name cannot be left to a wildcard. */
function bucketProblem(value: string, bucketArn: string | undefined): string | undefined {
  if (bucketArn !== undefined && value.startsWith(bucketArn)) {
    const next = value[bucketArn.length];
    if (next === undefined || next === '/' || next === '*' || next === '?') return undefined;
  }
  if (value === '*') return 'and a bucket policy takes only ARNs of its bucket';
  if (!bucketForm.test(value)) return 'which is not the ARN of a bucket or of objects';
  return bucketArn === undefined ? undefined : `which is not this bucket (${bucketArn})`;
}

/** A pattern without a slash but with a wildcard takes in the bucket as well as its objects. */
function bucketLevels(value: string): number {
  if (value.includes('/')) return level.object;
  return /[*?$]/.test(value) ? level.bucket | level.object : level.bucket;
}

function keyNote(value: string): string | undefined {
  if (/^arn:[^:]*:kms:[^:]*:[^:]*:alias\//.test(value))
    return 'the ARN of an alias, which has no effect in a key policy: the key is named by "*" or by its own ARN';
  if (/[*?$]/.test(value) || /^arn:[^:]+:kms:[^:]+:\d{12}:key\/./.test(value)) return undefined;
  return 'which is not the ARN of a key';
}
