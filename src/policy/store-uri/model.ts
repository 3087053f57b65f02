import type { TextRange } from './range.ts';

export type TokenRole =
  | 'junk'
  | 'rubbish'
  | 'scheme'
  | 'key'
  | 'secret'
  | 'host'
  | 'port'
  | 'bucket'
  | 'path'
  | 'name'
  | 'value'
  | 'fragment'
  /** What stands between the others: `://`, `:`, `@`, `/`, `?`, `&`, `=`, `#`. */
  | 'mark';

export interface UriToken extends TextRange {
  readonly role: TokenRole;
}

export interface UriParameter {
  readonly name: TextRange;
  /** Undefined when there is no `=`. */
  readonly value: TextRange | undefined;
}

/** One storage URI, read without loss: the tokens lie side by side and cover the whole text. */
export interface StoreUri {
  readonly text: string;
  readonly tokens: readonly UriToken[];
  /** One for each character that no output may show. */
  readonly masked: Uint8Array;
  /** Without quotes and spaces around it. */
  readonly body: TextRange;
  readonly scheme: TextRange | undefined;
  /** Undefined unless `://` follows the scheme. */
  readonly authority: TextRange | undefined;
  readonly userinfo: TextRange | undefined;
  readonly key: TextRange | undefined;
  readonly secret: TextRange | undefined;
  readonly host: TextRange | undefined;
  readonly port: TextRange | undefined;
  /** The first segment of the path where the host is an endpoint or an account. */
  readonly bucket: TextRange | undefined;
  readonly path: TextRange | undefined;
  readonly query: TextRange | undefined;
  readonly params: readonly UriParameter[];
  readonly fragment: TextRange | undefined;
  /** A later `@` than the one that ends the user information. */
  readonly lateAt: number | undefined;
}
