/*
 * What mends a finding, as data. It stands here because `core` (which carries it), `fixes` (which makes, merges and
 * renders it) and the reporters (which show it) all speak of it, and none of them may import the others.
 */

/**
 * A word of a command as the program receives it, unquoted: text, or the document that the command applies. As `text`
 * that is its JSON, as `file` the name of a file that holds it; `flag` is what stands before, as in `--cors-file=`.
 */
export type Word = string | { readonly document: 'text' | 'file'; readonly flag?: string | undefined };

/** Where something is in a JSON document: names of members and positions in lists, from its root. */
export type DocumentPath = readonly (string | number)[];

/** One change of a JSON document. Every path is one of the document before any change, so that edits have no order. */
export type Edit =
  | { readonly set: DocumentPath; readonly value: unknown }
  | { readonly remove: DocumentPath }
  /** Puts a value behind the last one of a list. */
  | { readonly add: DocumentPath; readonly value: unknown };

/** A document that a command applies. */
export interface StepDocument {
  /** As people call it: `bucket policy`. */
  readonly kind: string;
  /** The bucket, key or account that it belongs to. */
  readonly of: string;
  /** Name of the file that holds it, for commands that take no JSON. */
  readonly file?: string | undefined;
  /** What the service holds now, or the empty form of it; only what is in no `edits` stays. */
  readonly before: unknown;
  /** Whether `before` is there: `no` when the service has none, `unread` when it has one that nobody could make sense of. */
  readonly present: 'yes' | 'no' | 'unread';
  readonly edits: readonly Edit[];
  /** `before` with the edits made. */
  readonly content: unknown;
  /** The list in it that is counted, and what its members are called. */
  readonly items: DocumentPath;
  readonly noun: 'statement' | 'rule' | 'entry';
  /** The member by which the service tells items apart. */
  readonly unique?: 'Sid' | 'ID' | undefined;
  /** The command that leaves none, which is run instead when no item is left. */
  readonly none?: readonly string[] | undefined;
}

/** One command that mends something. */
export interface Step {
  readonly run: readonly Word[];
  readonly document?: StepDocument | undefined;
  /** What the command replaces as a whole; steps that replace the same thing of the same resource have to become one. */
  readonly replaces?: string | undefined;
  /** The document that a person has to edit by hand after this command has shown it. */
  readonly shows?: string | undefined;
  /** The file that takes what the command prints. */
  readonly output?: string | undefined;
  /** The command that takes it back, where one is known; for a document it follows from `document`. */
  readonly undo?: readonly string[] | undefined;
  /** A sentence on what it can break or what cannot be taken back. */
  readonly danger?: string | undefined;
  /** Positions in the same list of steps that have to run before. */
  readonly follows?: readonly number[] | undefined;
}

/** What a step does to the items of the document that it replaces. */
export interface ItemCounts {
  readonly keeps: number;
  readonly adds: number;
  readonly changes: number;
  readonly removes: number;
}

/** One step for one target: what mends one or several of its findings, which name it by its position from 1. */
export interface TargetStep {
  /** The checks that it mends, in the order of their findings. */
  readonly mends: readonly string[];
  /** One command for one finding: it can stand beside it and needs no place of its own. */
  readonly isPlain: boolean;
  /** In the order in which they run. */
  readonly steps: readonly Step[];
  /** The steps as lines for a POSIX shell. */
  readonly commands: readonly string[];
  /** The document that it replaces as a whole, with every change that mends something, and what becomes of its items. */
  readonly replaces?: { readonly document: StepDocument; readonly counts: ItemCounts } | undefined;
  /** What takes it back, as lines for a POSIX shell; missing where that is not known of all of it. */
  readonly undo?: readonly string[] | undefined;
  readonly dangers: readonly string[];
  /** Steps of this target that have to run before, by position from 1. */
  readonly follows: readonly number[];
}
