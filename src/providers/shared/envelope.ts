import type { Declared } from '../../evidence/declared.ts';
import type { TargetRef } from '../../evidence/index.ts';

/** One fixed order, in which a key that is forgotten does not compile. */
const places: { readonly [K in keyof Declared]-?: number } = {
  deployment: 0,
  level: 1,
  principal: 2,
  kmsKey: 3,
  origins: 4,
  account: 5,
  region: 6,
  orgId: 7,
  access: 8,
  tenant: 9,
  issuer: 10,
  sensitiveData: 11,
  clientCidrs: 12,
};
const order = (Object.keys(places) as (keyof Declared)[]).toSorted((a, b) => places[a] - places[b]);

/** Only what was really declared, in one fixed order. */
export function definedDeclared(declared: Declared): Declared {
  const entries = order.flatMap((key) => (declared[key] === undefined ? [] : [[key, declared[key]] as const]));
  return Object.fromEntries(entries) as Declared;
}

/** The members that a target has, in one fixed order. */
export const definedTarget = ({ uri, bucket, prefix, endpoint, account, resourceId }: TargetRef): TargetRef => ({
  uri,
  bucket,
  ...(prefix === undefined ? {} : { prefix }),
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(account === undefined ? {} : { account }),
  ...(resourceId === undefined ? {} : { resourceId }),
});
