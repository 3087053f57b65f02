import type { Evidence } from '../../evidence/index.ts';

const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Subscriptions, and members that name a tenant or an identity. The ids of roles are Microsoft's and say what is granted. */
const named = new RegExp(
  `/subscriptions/(${guid})|"(?:id|tenant|tenantId|principal|principalId|clientId|objectId)":\\s*"(${guid})"`,
  'gi',
);
/** Everybody, in a deny assignment. */
const everybody = '00000000-0000-0000-0000-000000000000';
const anyGuid = new RegExp(guid, 'gi');

/** Gives the function that replaces the ids of subscriptions, tenants and identities, the same everywhere in the evidence. */
export function maskerOfGuids(evidence: Evidence): (text: string) => string {
  const masks = new Map<string, string>();
  for (const [, subscription, id] of JSON.stringify(evidence).matchAll(named)) {
    const found = (subscription ?? id ?? '').toLowerCase();
    if (found !== everybody && !masks.has(found))
      masks.set(found, `00000000-0000-4000-a000-${String(masks.size + 1).padStart(12, '0')}`);
  }
  return (text) => text.replace(anyGuid, (match) => masks.get(match.toLowerCase()) ?? match);
}
