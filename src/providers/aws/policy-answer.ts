import { isPolicy } from '../../evidence/believed.ts';
import { NotUnderstoodError } from '../shared/failures.ts';

interface PolicyAnswer {
  readonly Policy: string | undefined;
  readonly document: unknown;
}

/**
 * A policy as its text and as the JSON in it. AWS stores no policy that is not a JSON object with a Statement, so any other
 * text is the answer of something in between; a missing text stays missing, and the schema refuses it.
 */
export function policyAnswer(text: string | undefined): PolicyAnswer {
  if (text === undefined || text === '') return { Policy: undefined, document: null };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new NotUnderstoodError('asked for a policy, the server answered something that is not JSON');
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new NotUnderstoodError('asked for a policy, the server answered JSON that is not an object');
  }
  if (!isPolicy(document)) throw new NotUnderstoodError('asked for a policy, the server answered JSON without Statement');
  return { Policy: text, document };
}
