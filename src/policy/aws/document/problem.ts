import { printable } from '../../printable.ts';
import type { JsonNode } from '../../strict-json.ts';

export type AwsPolicyKind = 'bucket' | 'key';

/** Why a document is refused, with its place. The message is one clause that begins with the path. */
export class PolicyProblem extends Error {
  readonly at: number;
  /** JSON path in the document, e.g. `Statement[0].Effect`; empty for the document itself. */
  readonly path: string;
  constructor(path: string, what: string, at: number) {
    super(path === '' ? what : `${path} ${what}`);
    this.at = at;
    this.path = path;
  }
}

/** Takes down what is worth saying about a document that can be read. `doubt`: see {@link Advice}. */
export type Note = (path: string, what: string, at: number, doubt?: 'doubt') => void;

/** Something worth saying about a document that can be read. */
export interface Advice {
  readonly path: string;
  /** Counted from 1, in the text of the policy itself where that was wrapped. */
  readonly line: number;
  readonly column: number;
  /** One clause that begins with the path. */
  readonly message: string;
  /**
   * True when AWS may refuse the document for it: a new document is then neither certainly valid nor certainly
   * not. A document that AWS has stored was accepted.
   */
  readonly doubt: boolean;
}

/** An advice as one line. */
export const adviceText = ({ message, line, column }: Advice): string => `${message} (line ${line}, column ${column})`;

/** What the readers of statements know of the document around them. */
export interface PolicyReading {
  /** Of the whole document. */
  readonly text: string;
  readonly kind: AwsPolicyKind;
  /** True in version 2012-10-17. */
  readonly withVariables: boolean;
  readonly put: Put | undefined;
  readonly note: Note;
  /**
   * What S3 refuses beyond the grammar. Throws for a document that is still to be stored; a stored one was
   * accepted and is judged by its meaning, with a note that it cannot be stored again as it is.
   */
  readonly refuse: (path: string, what: string, at: number) => void;
}

/** That a bucket policy is to be stored, and on which bucket: S3 then also looks at its resources and actions. */
export interface Put {
  readonly bucketArn?: string;
}

type StringNode = JsonNode & { readonly type: 'string' };

/** The strings of an element: a list of one may be a bare string anywhere in a policy. */
export function stringItems(node: JsonNode, path: string, { refuse }: PolicyReading): readonly StringNode[] {
  const items = node.type === 'array' ? node.items : [node];
  if (items.length === 0) refuse(path, 'is an empty list', node.at);
  return items.map((item, index) => {
    if (item.type === 'string') return item;
    throw new PolicyProblem(itemPath(node, path, index), 'is not a string', item.at);
  });
}

/** JSON path of one value of an element that is a list or a bare value. */
export const itemPath = (node: JsonNode, path: string, index: number): string =>
  node.type === 'array' ? `${path}[${index}]` : path;

/** Text of the document in a message: fit for printing and in quotes. */
export const quoted = (text: string): string => JSON.stringify(printable(text, 100));

/** The member of `known` that differs from a name in letter case alone, as the end of a message. */
export function spelling(name: string, known: Iterable<string>): string {
  for (const other of known) if (other.toLowerCase() === name.toLowerCase()) return `; AWS spells it ${other}`;
  return '';
}
