import type { JudgedDocument } from '../../../evidence/document.ts';
import { readCoreweavePolicy } from '../../../policy/coreweave/document.ts';
import { remarkOf, type Reception } from '../any/document.ts';

/** What CoreWeave makes of a bucket policy. */
export function coreweaveReception({ text }: JudgedDocument): Reception {
  const read = readCoreweavePolicy(text);
  if (!read.ok) return { ok: false, refusal: { text: read.problem, at: { line: read.line, column: read.column } } };
  return {
    ok: true,
    doubts: read.advice.filter(({ doubt }) => doubt).map(remarkOf),
    advice: read.advice.filter(({ doubt }) => !doubt).map(remarkOf),
  };
}
