import { facet, type Present, type Unreadable } from './observation.ts';

/**
 * What is judged of the value of `GORILLA_SUPPORTED_FILE_STORES`. It holds secrets: the provider judges the raw text, and only
 * what may be shown becomes evidence.
 */
export const uriFacets = {
  stores: facet({
    call: 'the value',
    permission: null,
    scope: 'none',
    absent: [],
    about: 'the storage URIs',
  }),
  audited: facet({
    call: 'the evidence of --against',
    permission: null,
    scope: 'none',
    absent: [],
    about: 'what the audited bucket is like',
  }),
  auditedRegion: facet({
    call: 'the evidence of --against',
    permission: null,
    scope: 'none',
    absent: [],
    about: 'the region of the audited bucket',
  }),
} as const;

/** One thing that is wrong with a value, or worth knowing. No member holds a secret. */
export interface UriProblem {
  /** The name of the rule, which is the last part of the id of its check. */
  readonly rule: string;
  readonly severity: 'high' | 'medium' | 'low' | 'info';
  readonly message: string;
  /** Line and column in the file, counted from 1; missing where the file writes the value in another way. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** The masked URI and the part of it that is meant; missing where that is the value as a whole. */
  readonly pointer?: { readonly text: string; readonly start: number; readonly end: number } | undefined;
}

/** What was compared for one of the stores, or why it could not be. */
export interface ComparedStore {
  readonly answer: Present<readonly UriProblem[]> | Unreadable;
}

export interface UriFacetValues {
  readonly stores: {
    readonly stores: readonly {
      /** The masked URI. */
      readonly uri: string;
      /** Missing where it is none that W&B accepts. */
      readonly scheme?: string | undefined;
      /** What a server makes of it, in one line. */
      readonly understood: string;
    }[];
    readonly problems: readonly UriProblem[];
  };
  readonly audited: readonly ComparedStore[];
  readonly auditedRegion: readonly ComparedStore[];
}
