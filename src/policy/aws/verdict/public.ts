import { or, type Ternary } from '../../ternary.ts';
import type { Clause, Statement } from '../document/model.ts';
import { parseRange } from '../pattern/ip.ts';
import { isPublicPrincipal } from './principal.ts';

/** A statement that makes S3 call the policy public, or may. */
export interface PublicStatement {
  readonly answer: Ternary;
  readonly statement: Statement;
}

/** Condition keys whose fixed values S3 accepts in place of a fixed principal. */
const fixedKeys = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalservicename',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  'aws:userid',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
]);

/** Keys of the same kind that S3's documentation does not list. */
const similarKeys = new Set([
  'aws:principalorgpaths',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:vpceaccount',
  'aws:vpceorgid',
]);

/**
 * The first statement that is public in S3's own sense: an Allow for everybody without a condition on a fixed value.
 * S3 does not look at Deny statements for this (S3 user guide, "Blocking public access", the meaning of "public").
 */
export function findPublicStatement(statements: readonly Statement[]): PublicStatement | undefined {
  let open: PublicStatement | undefined;
  for (const statement of statements) {
    const answer = isPublicInS3(statement);
    if (answer === 'true') return { answer, statement };
    if (answer === 'unknown') open ??= { answer, statement };
  }
  return open;
}

function isPublicInS3({ effect, principal, action, conditions }: Statement): Ternary {
  if (effect !== 'Allow' || !isPublicPrincipal(principal)) return 'false';
  if (!action.negated && action.patterns.length === 0) return 'false';
  let fixed: Ternary = 'false';
  for (const clause of conditions) fixed = or(fixed, fixes(clause));
  return fixed === 'true' ? 'false' : fixed === 'false' ? 'true' : 'unknown';
}

/** Whether a condition lets in fixed values only. */
function fixes(clause: Clause): Ternary {
  const { lowerKey, comparison, negated, ifExists, quantifier, values } = clause;
  if (negated || ifExists || comparison === 'null' || quantifier === 'ForAllValues' || values.length === 0) return 'false';
  if (values.some(({ variables }) => variables.length > 0)) return 'false';
  if (lowerKey === 'aws:sourceip')
    return comparison === 'ip' && values.every(({ source }) => isNarrow(source)) ? 'true' : 'false';
  if (similarKeys.has(lowerKey)) return 'unknown';
  if (!fixedKeys.has(lowerKey)) return 'false';
  const isWild = ({ source }: { readonly source: string }): boolean => /[*?]/.test(source);
  if (!values.some(isWild)) return 'true';
  // The name of an access point may be a wildcard as long as the account is fixed; so is a user id of one role's sessions.
  if (lowerKey === 's3:dataaccesspointarn')
    return values.every(({ source }) => /^arn:[\w-]+:s3:[\w*-]*:\d{12}:accesspoint\//.test(source)) ? 'true' : 'false';
  return comparison === 'like' || comparison === 'arn' ? 'false' : 'unknown';
}

/** Wider than /8 (IPv6: /32) is public, except for private addresses. */
function isNarrow(block: string): boolean {
  const range = parseRange(block);
  return range !== undefined && range.prefix >= (range.width === 32 ? 8 : 32);
}
