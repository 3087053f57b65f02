import { coreweaveOrgKey } from '../../requirements/coreweave.ts';
import { compileGlob, matchesGlob } from '../aws/pattern/glob.ts';
import type { Clause, PrincipalElement, Statement } from '../aws/document/model.ts';
import { not, or, type Ternary } from '../ternary.ts';
import type { CoreweavePrincipal, CoreweaveStatement } from './document.ts';

/** The statements that apply to W&B's service principal, with what was found about its organization on the way. */
export interface Applied {
  /** Without foreign principals and without the condition on the organization: ready for the common evaluation. */
  readonly statements: readonly Statement[];
  /** Allow statements for W&B's principal that any customer of W&B passes. */
  readonly anyOrganization: readonly Statement[];
  /** Values of the condition that were taken to be the right ones because nobody declared the organization. */
  readonly assumed: readonly { readonly statement: Statement; readonly values: readonly string[] }[];
  /** Allow statements that let the declared organization through, and others as well. */
  readonly furtherOrganizations: readonly { readonly statement: Statement; readonly values: readonly string[] }[];
  /** Statements for W&B's principal whose condition names another organization. */
  readonly otherOrganization: readonly { readonly statement: Statement; readonly values: readonly string[] }[];
}

const orgKey = coreweaveOrgKey.toLowerCase();
const anybody: PrincipalElement = { negated: false, any: true, aws: [], entries: [], canonicalUsers: false };
const perhaps: PrincipalElement = { negated: false, any: false, aws: [], entries: [{ kind: 'other' }], canonicalUsers: false };

/** Whether a name takes in the principal. `arn:aws:iam::ORG:*` stands for everybody of an organization. */
function nameMatches(name: string, principal: string): Ternary {
  if (name === '*' || name === principal) return 'true';
  if (!/[*?]/.test(name)) return 'false';
  if (!matchesGlob(compileGlob(name), principal)) return 'false';
  // What CoreWeave documents is the star in place of everything behind the organization.
  return name === `${principal.slice(0, principal.lastIndexOf(':') + 1)}*` ? 'true' : 'unknown';
}

/** Whether a (Not)Principal takes in the principal. */
export function principalMatches({ negated, names }: CoreweavePrincipal, principal: string): Ternary {
  const listed = names.map((name) => nameMatches(name, principal)).reduce(or, 'false');
  return negated ? not(listed) : listed;
}

/**
 * Narrows a policy to one principal of W&B.
 * @param orgId of the customer in W&B; undefined when nobody declared it
 */
export function applyTo(statements: readonly CoreweaveStatement[], principal: string, orgId: string | undefined): Applied {
  const kept: Statement[] = [];
  const anyOrganization: Statement[] = [];
  const assumed: Applied['assumed'][number][] = [];
  const furtherOrganizations: Applied['furtherOrganizations'][number][] = [];
  const otherOrganization: Applied['otherOrganization'][number][] = [];
  for (const { statement, principal: named } of statements) {
    // Whether CoreWeave spares who is listed by every name, as AWS does, is not documented.
    const listed = principalMatches(named, principal);
    const match = named.negated && statement.effect === 'Deny' && listed === 'false' ? 'unknown' : listed;
    if (match === 'false') continue;
    const clauses = statement.conditions.filter(({ lowerKey }) => lowerKey === orgKey);
    const values = clauses.flatMap((clause) => clause.values.map(({ source }) => source));
    const holds = clauses.every((clause) => clauseHolds(clause, orgId, statement.effect));
    if (clauses.length > 0 && orgId === undefined) assumed.push({ statement, values });
    if (!holds) {
      if (statement.effect === 'Allow') otherOrganization.push({ statement, values });
      continue;
    }
    if (statement.effect === 'Allow' && !clauses.some(isNarrow)) anyOrganization.push(statement);
    else if (statement.effect === 'Allow' && orgId !== undefined && !clauses.some((clause) => isFor(clause, orgId)))
      furtherOrganizations.push({ statement, values });
    // Whether the organization that a Deny names is the customer's is for a declaration to say.
    const guessed = statement.effect === 'Deny' && orgId === undefined && clauses.some(isNarrow);
    kept.push({
      ...statement,
      principal: match === 'true' && !guessed ? anybody : perhaps,
      conditions: statement.conditions.filter((clause) => !clauses.includes(clause)),
    });
  }
  return { statements: kept, anyOrganization, assumed, furtherOrganizations, otherOrganization };
}

/** True for a clause that lets one organization through, or a few. */
const isNarrow = ({ negated, ifExists, comparison, values, quantifier }: Clause): boolean =>
  !negated &&
  !ifExists &&
  quantifier !== 'ForAllValues' &&
  (comparison === 'string' || comparison === 'like') &&
  !(comparison === 'like' && values.some(({ source }) => /^[*?]+$/.test(source)));

/** True for a clause that lets this one organization through and no other. */
const isFor = (clause: Clause, orgId: string): boolean =>
  isNarrow(clause) &&
  clause.values.every(
    ({ source }) =>
      (clause.ignoreCase ? source.toLowerCase() === orgId.toLowerCase() : source === orgId) &&
      (clause.comparison !== 'like' || !/[*?]/.test(source)),
  );

/**
 * W&B's requests always carry the organization. Without a declared one the named one is taken to be it, except by an
 * Allow for all others, which is wide whoever asks.
 */
function clauseHolds(
  { comparison, negated, ignoreCase, values }: Clause,
  orgId: string | undefined,
  effect: Statement['effect'],
): boolean {
  if (comparison === 'null') return values.some(({ source }) => source === 'false');
  if (orgId === undefined && negated && effect === 'Allow') return true;
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const named =
    orgId === undefined ||
    values.some((value) => (comparison === 'like' ? matchesGlob(value, orgId) : fold(value.source) === fold(orgId)));
  return named !== negated;
}
