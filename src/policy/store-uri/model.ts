import type { Range } from './range.ts';

export type Role =
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

export interface Token extends Range {
  readonly role: Role;
}

export interface Parameter {
  readonly name: Range;
  /** Undefined when there is no `=`. */
  readonly value: Range | undefined;
}

/** One storage URI, read without loss: the tokens lie side by side and cover the whole text. */
export interface StoreUri {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** One for each character that no output may show. */
  readonly masked: Uint8Array;
  /** Without quotes and spaces around it. */
  readonly body: Range;
  readonly scheme: Range | undefined;
  /** Undefined unless `://` follows the scheme. */
  readonly authority: Range | undefined;
  readonly userinfo: Range | undefined;
  readonly key: Range | undefined;
  readonly secret: Range | undefined;
  readonly host: Range | undefined;
  readonly port: Range | undefined;
  /** The first segment of the path where the host is an endpoint or an account. */
  readonly bucket: Range | undefined;
  readonly path: Range | undefined;
  readonly query: Range | undefined;
  readonly params: readonly Parameter[];
  readonly fragment: Range | undefined;
  /** A later `@` than the one that ends the user information. */
  readonly lateAt: number | undefined;
}
