import type { Glob } from '../pattern/glob.ts';
import type { PrincipalEntry } from './identity.ts';

export const comparisons = {
  StringEquals: 'string',
  StringNotEquals: 'string',
  StringEqualsIgnoreCase: 'string',
  StringNotEqualsIgnoreCase: 'string',
  StringLike: 'like',
  StringNotLike: 'like',
  NumericEquals: 'numeric',
  NumericNotEquals: 'numeric',
  NumericLessThan: 'numeric',
  NumericLessThanEquals: 'numeric',
  NumericGreaterThan: 'numeric',
  NumericGreaterThanEquals: 'numeric',
  DateEquals: 'date',
  DateNotEquals: 'date',
  DateLessThan: 'date',
  DateLessThanEquals: 'date',
  DateGreaterThan: 'date',
  DateGreaterThanEquals: 'date',
  Bool: 'bool',
  BinaryEquals: 'string',
  IpAddress: 'ip',
  NotIpAddress: 'ip',
  ArnEquals: 'arn',
  ArnLike: 'arn',
  ArnNotEquals: 'arn',
  ArnNotLike: 'arn',
  Null: 'null',
} as const;

export type Comparison = (typeof comparisons)[keyof typeof comparisons];

/** One operator with one key: all clauses of a statement hold together, any of the values suffices. */
export interface Clause {
  /** As written, e.g. `StringNotEqualsIfExists`. */
  readonly operator: string;
  readonly base: string;
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly ignoreCase: boolean;
  readonly ifExists: boolean;
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** As written, fit for printing. */
  readonly key: string;
  /** Key names ignore case. */
  readonly lowerKey: string;
  readonly values: readonly Glob[];
}

/** Who a statement names. `any` is `"*"` or `{"AWS": "*"}`. */
export interface PrincipalElement {
  /** True for NotPrincipal. */
  readonly negated: boolean;
  readonly any: boolean;
  readonly aws: readonly string[];
  /** What each of `aws` names. */
  readonly entries: readonly PrincipalEntry[];
  readonly canonicalUsers: boolean;
  /** A kind other than `AWS` has a wildcard in a name, which some server may take for everybody. */
  readonly otherWildcard?: true;
}

/** A list of patterns, or its complement for NotAction and NotResource. */
export interface PatternList {
  readonly negated: boolean;
  readonly patterns: readonly Glob[];
}

export interface Statement {
  readonly index: number;
  /** Fit for printing; undefined when the statement has none. */
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: PrincipalElement;
  /** Patterns in lower case: action names ignore case. */
  readonly action: PatternList;
  /** Undefined only in key policies, where a statement without Resource has no effect. */
  readonly resource: PatternList | undefined;
  readonly conditions: readonly Clause[];
}

/** How messages name a statement: by Sid where it has one, and always by place. */
export const statementLabel = ({ sid, index }: Statement): string =>
  sid === undefined || sid === '' ? `Statement[${index}]` : `statement "${sid}" (Statement[${index}])`;
