import type { Deployment, Edition } from '../../evidence/declared.ts';
import { storeUriRules, type StoreUriCode } from '../../requirements/store-uri.ts';
import type { StoreMeaning } from './meaning.ts';
import type { StoreUri } from './model.ts';
import type { TextRange } from './range.ts';

export type StoreUriSeverity = 'high' | 'medium' | 'low' | 'info';

/** One thing that is wrong with a storage URI, or worth knowing. The message never holds a secret. */
export interface StoreUriFinding {
  readonly code: StoreUriCode;
  readonly severity: StoreUriSeverity;
  readonly message: string;
  /** Characters of the value. */
  readonly range: TextRange;
}

/** What the text of a value does not tell. */
export interface StoreUriContext {
  readonly edition: Edition;
  readonly deployment?: Deployment | undefined;
  /** True of the environment of a Kubernetes container, where `$(NAME)` is replaced before the server reads it. */
  readonly expandsVariables?: boolean | undefined;
}

export interface JudgedUri {
  readonly uri: StoreUri;
  readonly meaning: StoreMeaning;
  readonly context: StoreUriContext;
}

export type StoreUriRule = (subject: JudgedUri) => readonly StoreUriFinding[];

export const finding = (code: StoreUriCode, range: TextRange, message: string, severity?: StoreUriSeverity): StoreUriFinding => ({
  code,
  severity: severity ?? storeUriRules[code].severity,
  message,
  range,
});

/** One character. */
export const at = (start: number): TextRange => ({ start, end: start + 1 });

/** The end of a range, where something is missing. */
export const behind = (range: TextRange): TextRange => ({ start: range.end, end: range.end });

/** Most placeholders, slashes and the like that one value is told about. */
export const mostRepeats = 8;
