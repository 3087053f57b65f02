import { fail, manual, notApplicable, pass, type CheckContext, type DocumentPlace, type Verdict } from '../../../core/check.ts';
import type { JudgedDocument } from '../../../evidence/document.ts';

/** Something that a reader says of a document, and where. */
export interface Remark {
  readonly text: string;
  readonly at?: DocumentPlace | undefined;
}

/** What the reader of a policy says, with its place in words as well. */
export const remarkOf = ({ message, line, column }: { message: string; line: number; column: number }): Remark => ({
  text: `${message} (line ${line}, column ${column})`,
  at: { line, column },
});

/** What a service makes of a document that is still to be stored. */
export type Reception =
  | { readonly ok: false; readonly refusal: Remark }
  | {
      readonly ok: true;
      /** What the service may refuse, as far as anybody can tell. */
      readonly doubts: readonly Remark[];
      /** What is worth knowing of a document that is taken. */
      readonly advice: readonly Remark[];
    };

type Read = (document: JudgedDocument, context: CheckContext) => Reception;

const stored = (): Verdict => notApplicable('what the service has stored it has accepted');
/** Other readers of a report find the rest in the JSON. */
const most = 12;
const textsOf = (remarks: readonly Remark[]): readonly string[] => remarks.slice(0, most).map(({ text }) => text);

/** What is refused is not stored, and whatever else the document says does not matter. */
export const refusedKey = 'refused';

/**
 * Whether a service stores a document.
 * @param what `S3 … the policy`: who refuses what
 */
export function acceptedVerdict(context: CheckContext, [service, what]: readonly [string, string], read: Read): Verdict {
  const { document } = context;
  if (document === undefined) return stored();
  const reception = read(document, context);
  if (!reception.ok) {
    const { text, at } = reception.refusal;
    return fail(`${service} refuses ${what}: ${text}`, { key: refusedKey, at });
  }
  const [doubt, ...more] = reception.doubts;
  if (doubt === undefined) return pass(`nothing in ${what} is refused by the rules of ${service}`);
  return manual(`${service} may refuse ${what}: ${doubt.text}`, {
    key: 'doubt',
    severity: 'low',
    at: doubt.at,
    ...(more.length === 0 ? {} : { details: textsOf(more) }),
  });
}

/** What is worth knowing of a document that a service stores. */
export function adviceVerdict(context: CheckContext, read: Read): Verdict {
  const { document } = context;
  if (document === undefined) return stored();
  const reception = read(document, context);
  if (!reception.ok) return notApplicable('the document is refused');
  const [first, ...more] = reception.advice;
  if (first === undefined) return pass('there is nothing to say of how the document is written');
  return fail(first.text, { key: 'advice', at: first.at, ...(more.length === 0 ? {} : { details: textsOf(more) }) });
}
