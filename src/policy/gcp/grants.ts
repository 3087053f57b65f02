import { gcpRoles } from '../../requirements/gcp-roles.ts';
import type { GcsNeed } from '../../requirements/gcp.ts';
import { and, or, ternary, type Ternary } from '../ternary.ts';
import { printable } from '../printable.ts';
import { becauseOfTest, evaluateCel, leavesOf, type Decided, type GcsResource } from './condition.ts';
import type { IamBinding } from './iam-policy.ts';
import { matchMember, type IamMember } from './member.ts';

/** What of the bucket W&B needs. Without a bucket, conditions on names stay unknown. */
export interface GcsScope {
  readonly bucket: string | undefined;
  readonly prefix: string | undefined;
}

/** Whether one permission is granted, with the resource and the binding that show it. */
export interface IamAnswer {
  readonly answer: Ternary;
  readonly need: GcsNeed;
  /** The shortest name with this answer. */
  readonly resource: GcsResource;
  /** The binding that decided, or came nearest to it. */
  readonly binding: IamBinding | undefined;
  /** Why it is not certainly granted, a clause; empty when it is. */
  readonly why: string;
}

/** What one binding says about one permission on one resource. */
interface Claim {
  readonly binding: IamBinding;
  readonly answer: Ternary;
  readonly member: Ternary;
  readonly named: IamMember | undefined;
  readonly role: Ternary;
  readonly condition: Decided;
}

/** UTF-8 bytes of an object name ("About Cloud Storage objects"). */
const longestName = 1024;
const always: Decided = { answer: 'true', leaf: undefined };

/** Whether a role has a permission. What a custom role has, and what Google adds to roles, is not in the policy. */
const roleHas = (role: string, permission: string): Ternary => {
  const permissions = gcpRoles.get(role);
  return permissions === undefined ? 'unknown' : ternary(permissions.includes(permission));
};

/** `bindings[0] (roles/storage.admin)` */
export const bindingLabel = ({ index, role }: IamBinding): string => `bindings[${index}] (${printable(role, 100)})`;

/**
 * What the bindings give to a service account, permission by permission, on the bucket and on every object below the
 * prefix. Bindings are joined by OR; deny policies and roles on the project are other documents.
 * @param now milliseconds since the epoch
 */
export function iamAnswers(
  bindings: readonly IamBinding[],
  needs: readonly GcsNeed[],
  account: string,
  scope: GcsScope,
  now: number,
): readonly IamAnswer[] {
  const relevant = bindings.flatMap((binding) => {
    const { member, named } = membership(binding, account);
    return member === 'false' ? [] : [{ binding, member, named }];
  });
  const resources = {
    bucket: [bucketResource(scope)],
    object: objectClasses(
      scope,
      relevant.map(({ binding }) => binding),
    ),
  } as const;
  return needs.map((need): IamAnswer => {
    let worst: IamAnswer | undefined;
    for (const resource of resources[need.on]) {
      const claims = relevant.map(({ binding, member, named }): Claim => {
        const role = roleHas(binding.role, need.permission);
        const condition =
          binding.condition === undefined || role === 'false' ? always : evaluateCel(binding.condition.expression, resource, now);
        return { binding, member, named, role, condition, answer: and(member, and(role, condition.answer)) };
      });
      const answer = claims.map((claim) => claim.answer).reduce(or, 'false');
      if (worst !== undefined && rank[answer] <= rank[worst.answer]) continue;
      const claim = decisive(claims, answer);
      const why = answer === 'true' ? '' : claim === undefined ? 'no binding names it' : whyNot(claim, need, resource, now);
      worst = { answer, need, resource, binding: claim?.binding, why };
      if (answer === 'false') break;
    }
    if (worst === undefined) throw new Error('a permission is asked for on no resource');
    return worst;
  });
}

const rank = { true: 0, unknown: 1, false: 2 } as const;

function membership(binding: IamBinding, account: string): { readonly member: Ternary; readonly named: IamMember | undefined } {
  let found: { member: Ternary; named: IamMember | undefined } = { member: 'false', named: undefined };
  for (const named of binding.members) {
    const member = matchMember(named, account);
    if (member === 'true') return { member, named };
    if (member === 'unknown' && found.member === 'false') found = { member, named };
  }
  return found;
}

/** The claim that tells most about an answer: one that gives it, else the one that lacks least. */
function decisive(claims: readonly Claim[], answer: Ternary): Claim | undefined {
  const same = claims.filter((claim) => claim.answer === answer);
  const lacks = ({ member, role, condition }: Claim): number => rank[member] + 3 * rank[role] + rank[condition.answer];
  return same.toSorted((a, b) => lacks(a) - lacks(b))[0];
}

function whyNot({ binding, member, named, role, condition }: Claim, need: GcsNeed, resource: GcsResource, now: number): string {
  const label = bindingLabel(binding);
  if (role === 'false') return `${label} does not include it`;
  if (condition.answer === 'false')
    return `${label} gives it only under the condition ${titleOf(binding)}, and ${becauseOfTest(condition, resource, now)}`;
  if (member === 'unknown') return `${label} gives it to ${printable(named?.text ?? '', 120)}, and ${whoIsIn(named)}`;
  if (role === 'unknown') {
    return binding.role.startsWith('roles/')
      ? `${label} is a role whose permissions byob-audit does not know`
      : `${label} is a custom role, and its permissions are not in the policy`;
  }
  return `${label} gives ${need.permission} only under the condition ${titleOf(binding)}, and ${becauseOfTest(condition, resource, now)}`;
}

const titleOf = ({ condition }: IamBinding): string => JSON.stringify(condition?.title ?? '');

const whoIsIn = (member: IamMember | undefined): string =>
  member?.kind === 'everybody'
    ? 'whether public access is prevented on the bucket is not in the policy'
    : 'whether it takes in the service account is not in the policy';

const bucketResource = ({ bucket }: GcsScope): GcsResource => ({
  type: 'bucket',
  name: bucket === undefined ? undefined : `projects/_/buckets/${bucket}`,
});

/**
 * One object for each way in which the conditions can tell objects apart, shortest names first. Conditions compare
 * names with literals, from the beginning or whole, so each literal and one name that goes on from it are enough.
 */
function objectClasses({ bucket, prefix = '' }: GcsScope, bindings: readonly IamBinding[]): readonly GcsResource[] {
  if (bucket === undefined) return [{ type: 'object', name: undefined }];
  const path = prefix.replaceAll(/^\/+|\/+$/g, '');
  const root = `projects/_/buckets/${bucket}/objects/`;
  const base = path === '' ? root : `${root}${path}/`;
  const literals = new Set<string>();
  for (const { condition } of bindings) {
    for (const { test } of condition === undefined ? [] : leavesOf(condition.expression)) {
      if (test?.on !== 'name' || test.value.length <= base.length || !test.value.startsWith(base)) continue;
      // No object has a longer name, so nothing could be told apart by it.
      if (test.value.length - root.length <= longestName) literals.add(test.value);
    }
  }
  const fresh = unused([...literals].map((literal) => literal.slice(base.length)));
  const names = [base + fresh, ...[...literals].flatMap((literal) => [literal, literal + fresh])];
  return names.toSorted((a, b) => a.length - b.length).map((name) => ({ type: 'object', name }));
}

/** A character that occurs in none of the texts. */
function unused(texts: readonly string[]): string {
  const used = new Set<string>();
  for (const text of texts) for (const c of text) used.add(c);
  for (const c of 'abcdefghijklmnopqrstuvwxyz0123456789') if (!used.has(c)) return c;
  let code = 0x10000;
  while (used.has(String.fromCodePoint(code))) code += 1;
  return String.fromCodePoint(code);
}
