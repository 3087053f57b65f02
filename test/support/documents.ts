import type { CheckContext } from '../../src/core/check.ts';
import type { DocumentKind } from '../../src/evidence/document.ts';

/** What a check of documents is told of one. */
export const documentOf = (kind: DocumentKind, text: string): Pick<CheckContext, 'document'> => ({
  document: { kind, text, tells: [] },
});
