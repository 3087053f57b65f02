import type { JudgedDocument } from '../../../evidence/document.ts';
import type { ReadCors } from '../../../policy/cors/read.ts';
import type { Reception, Remark } from './document.ts';

/**
 * What a service makes of a CORS document.
 * @param more what is to be said of the rules of one that it takes
 */
export function corsReception(
  { text }: JudgedDocument,
  read: (text: string) => ReadCors,
  more: (rules: (ReadCors & { readonly ok: true })['rules']) => readonly Remark[] = () => [],
): Reception {
  const found = read(text);
  if (found.ok)
    return {
      ok: true,
      doubts: [],
      advice: [
        ...found.advice.map(({ text: said, line, column }) => ({ text: said, at: { line, column } })),
        ...more(found.rules),
      ],
    };
  const { problem, path, line, column } = found;
  const where = path === '' ? '' : `${path}, `;
  return { ok: false, refusal: { text: `${problem} (${where}line ${line}, column ${column})`, at: { line, column } } };
}
