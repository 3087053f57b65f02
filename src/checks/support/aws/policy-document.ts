import type { CheckContext } from '../../../core/check.ts';
import type { JudgedDocument } from '../../../evidence/document.ts';
import { unnamedBucket } from '../../../evidence/document.ts';
import { readPolicy } from '../../../policy/aws/document/document.ts';
import { declaredPartition } from '../../../policy/aws/request/bucket-partition.ts';
import { statementLabel } from '../../../policy/aws/document/model.ts';
import { comingChanges } from '../../../policy/aws/verdict/coming-changes.ts';
import { remarkOf, type Reception } from '../any/document.ts';

/** What S3 makes of a bucket policy that is put on the bucket, or KMS of a key policy. */
export function policyReception({ kind, text }: JudgedDocument, context: CheckContext): Reception {
  const read = kind === 'kms-key-policy' ? readPolicy(text, 'key') : readPolicy(text, 'bucket', putOf(text, context));
  if (!read.ok) return { ok: false, refusal: { text: read.problem, at: { line: read.line, column: read.column } } };
  return {
    ok: true,
    doubts: read.advice.filter(({ doubt }) => doubt).map(remarkOf),
    advice: [
      ...read.advice.filter(({ doubt }) => !doubt).map(remarkOf),
      ...comingChanges(read.statements, context.collectedAt).map(({ statement, date }) => ({
        text: `${statementLabel(statement)} means something else from ${date} on`,
        at: `Statement[${statement.index}]`,
      })),
    ],
  };
}

function putOf(text: string, context: CheckContext): { readonly bucketArn?: string } {
  const { bucket } = context.target;
  if (bucket === unnamedBucket) return {};
  // Undeclared, the partition is the document's own: that W&B cannot be trusted from another one is a better answer.
  const partition = declaredPartition(context) ?? /"arn:(aws[a-z-]*):s3:::/.exec(text)?.[1] ?? 'aws';
  return { bucketArn: `arn:${partition}:s3:::${bucket}` };
}
