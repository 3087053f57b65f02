import type { Ternary } from '../ternary.ts';

/** A principal of a binding, as "Principal identifiers" of the IAM documentation writes them. */
export type IamMember =
  | { readonly kind: 'everybody'; readonly text: string }
  | { readonly kind: 'serviceAccount' | 'user' | 'group'; readonly text: string; readonly email: string }
  /** `projectOwner:ID` and its like: whoever has the basic role on the project. */
  | { readonly kind: 'domain' | 'convenience' | 'federated' | 'set'; readonly text: string }
  /** What IAM keeps of a deleted principal. `email` is empty for one that never had an address. */
  | { readonly kind: 'deleted'; readonly text: string; readonly email: string };

const email = /^[^\s@?:/]+@[^\s@?:/]+\.[^\s@?:/]+$/;
/** A Kubernetes service account as Workload Identity spells it. */
const kubernetes = /^[a-z0-9.:-]+\.svc\.id\.goog\[[^\]\s]+\]$/;
const domain = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const serviceAccountAddress = /\.gserviceaccount\.com$/i;
/** Far above the longest identifier; it also bounds the work on hostile text. */
const longest = 2000;
const uid = /\?uid=[\w-]+$/;

/**
 * What a member names, or the clause that says why IAM refuses it.
 * Types are case-sensitive, addresses are not.
 */
export function parseMember(text: string): IamMember | { readonly problem: string } {
  if (text.length > longest) return { problem: `has ${text.length} characters, more than any principal` };
  if (text === 'allUsers' || text === 'allAuthenticatedUsers') return { kind: 'everybody', text };
  if (text.startsWith('principal://') && text.length > 12) return { kind: 'federated', text };
  if (text.startsWith('principalSet://') && text.length > 15) return { kind: 'set', text };
  const colon = text.indexOf(':');
  const type = text.slice(0, Math.max(colon, 0));
  const value = text.slice(colon + 1);
  switch (type) {
    case 'user':
    case 'group':
      if (!email.test(value)) return { problem: 'is not an e-mail address' };
      if (serviceAccountAddress.test(value))
        return { problem: `names a service account as ${type}; expected serviceAccount:${value}` };
      return { kind: type, text, email: value.toLowerCase() };
    case 'serviceAccount':
      if (!email.test(value) && !kubernetes.test(value)) return { problem: 'is not the address of a service account' };
      return { kind: type, text, email: value.toLowerCase() };
    case 'domain':
      return domain.test(value) ? { kind: 'domain', text } : { problem: 'is not a domain' };
    case 'projectOwner':
    case 'projectEditor':
    case 'projectViewer':
      return /^[\w.:-]+$/.test(value) ? { kind: 'convenience', text } : { problem: 'does not name a project' };
    case 'deleted':
      return parseDeleted(value, text);
    default:
      return {
        problem: email.test(text)
          ? `has no type; expected ${serviceAccountAddress.test(text) ? 'serviceAccount' : 'user'}:${text}`
          : 'is of a type that IAM does not know',
      };
  }
}

function parseDeleted(value: string, text: string): IamMember | { readonly problem: string } {
  if (/^principal(?:Set)?:\/\/./.test(value)) return { kind: 'deleted', text, email: '' };
  const [, address = ''] = /^(?:user|group|serviceAccount):(.+)$/.exec(value) ?? [];
  if (address === '') return { problem: 'is of a type that IAM does not know' };
  if (!uid.test(address)) return { problem: 'names a deleted principal without its ?uid=' };
  return { kind: 'deleted', text, email: address.replace(uid, '').toLowerCase() };
}

/**
 * Whether a member takes in a service account. Who is in a group, and whether public access is prevented on the
 * bucket, is not in the policy. A convenience value names holders of basic roles, and nothing in the document makes W&B one.
 */
export function matchMember(member: IamMember, account: string): Ternary {
  switch (member.kind) {
    case 'serviceAccount':
      return member.email === account.toLowerCase() ? 'true' : 'false';
    case 'everybody':
    case 'group':
      return 'unknown';
    case 'set':
      return member.text.includes('/workloadIdentityPools/') || member.text.includes('/workforcePools/') ? 'false' : 'unknown';
    case 'federated':
      return member.text.toLowerCase().endsWith(`/serviceaccounts/${account.toLowerCase()}`) ? 'unknown' : 'false';
    case 'user':
    case 'domain':
    case 'convenience':
    case 'deleted':
      return 'false';
  }
}
