import { coreweaveUserOrgKey } from '../../requirements/coreweave.ts';
import type { Clause, Statement } from '../aws/document/model.ts';

const userOrgKey = coreweaveUserOrgKey.toLowerCase();

/** True for a clause that lets users of listed organizations of CoreWeave through, each by its whole id. */
const listsOrganizations = ({ lowerKey, negated, ifExists, quantifier, comparison, values }: Clause): boolean =>
  lowerKey === userOrgKey &&
  !negated &&
  !ifExists &&
  quantifier !== 'ForAllValues' &&
  (comparison === 'string' || (comparison === 'like' && values.every(({ source }) => !/[*?]/.test(source))));

/**
 * The organizations of CoreWeave whose users alone can meet the conditions of a statement; undefined where the conditions
 * name none. Clauses hold together, so the shortest list bounds the others.
 */
export const organizationsOf = ({ conditions }: Statement): readonly string[] | undefined =>
  conditions
    .filter(listsOrganizations)
    .map(({ values }) => [...new Set(values.map(({ source }) => source))])
    .toSorted((a, b) => a.length - b.length)[0];
