import type { JsonNode } from '../../strict-json.ts';
import { parseEntry, principalProblem } from './identity.ts';
import { itemPath, PolicyProblem, quoted, spelling, stringItems, type PolicyReading } from './problem.ts';
import type { PrincipalElement } from './model.ts';

const kinds = ['AWS', 'CanonicalUser', 'Federated', 'Service'];
/** `s3.amazonaws.com`, `accounts.google.com` and the like. */
const domain = /^[\w-]+(?:\.[\w-]+)+$/;

/** Reads Principal or NotPrincipal: `"*"`, or lists by kind. */
export function readPrincipal(node: JsonNode, path: string, negated: boolean, reading: PolicyReading): PrincipalElement {
  if (node.type === 'string') {
    if (node.value === '*') return { negated, any: true, aws: [], entries: [], canonicalUsers: false };
    throw new PolicyProblem(path, 'is a bare string; only "*" may be one', node.at);
  }
  if (node.type !== 'object') throw new PolicyProblem(path, 'is neither "*" nor an object', node.at);
  if (node.members.size === 0) throw new PolicyProblem(path, 'is an empty object', node.at);
  let aws: readonly string[] = [];
  let canonicalUsers = false;
  let otherWildcard = false;
  for (const [kind, member] of node.members) {
    const kindPath = `${path}.${kind}`;
    if (!kinds.includes(kind)) throw new PolicyProblem(kindPath, `is not a kind of principal${spelling(kind, kinds)}`, member.at);
    const items = stringItems(member, kindPath, reading);
    if (kind === 'AWS') aws = items.map(({ value }) => value);
    else if (kind === 'CanonicalUser') canonicalUsers = items.length > 0;
    if (kind !== 'AWS') otherWildcard ||= items.some(({ value }) => /[*?]/.test(value));
    for (const [index, { value, at }] of items.entries()) {
      const problem = problemOf(kind, value);
      if (problem === undefined) continue;
      const place = itemPath(member, kindPath, index);
      if (!problem.doubt) throw new PolicyProblem(place, `is ${quoted(value)}, ${problem.what}`, at);
      reading.note(place, `is ${quoted(value)}, ${problem.what}`, at, 'doubt');
    }
  }
  const principal = { negated, any: aws.includes('*'), aws, entries: aws.map(parseEntry), canonicalUsers };
  return otherWildcard ? { ...principal, otherWildcard } : principal;
}

interface Problem {
  readonly what: string;
  readonly doubt: boolean;
}

function problemOf(kind: string, value: string): Problem | undefined {
  if (kind === 'AWS') {
    const what = principalProblem(value);
    if (what !== undefined) return { what, doubt: false };
    // A stored policy shows the unique id once its identity is gone, and is refused when it is written again.
    if (parseEntry(value).kind !== 'deleted') return undefined;
    return { what: 'the unique id that a deleted role or user leaves behind, which AWS refuses in a new policy', doubt: true };
  }
  if (kind === 'CanonicalUser')
    return /^[\da-f]{64,}$/i.test(value) ? undefined : { what: 'which does not look like a canonical user id', doubt: true };
  if (value === '*' || domain.test(value)) return undefined;
  if (kind === 'Federated' && /^arn:aws[a-z-]*:iam::\d{12}:(?:saml|oidc)-provider\/./.test(value)) return undefined;
  return { what: kind === 'Service' ? 'which is not the name of a service' : 'which is not an identity provider', doubt: false };
}
