import type { FacetValue } from '../../evidence/index.ts';

const groups: ReadonlyMap<string, string> = new Map([
  ['http://acs.amazonaws.com/groups/global/AllUsers', 'everybody'],
  ['http://acs.amazonaws.com/groups/global/AuthenticatedUsers', 'every AWS account'],
]);

export interface PublicGrant {
  readonly index: number;
  readonly whom: string;
  readonly Permission: string;
}

/** The grants of an ACL that name a group of strangers. */
export const publicGrants = (grants: FacetValue<'aws', 'acl'>['Grants']): readonly PublicGrant[] =>
  grants.flatMap(({ Grantee, Permission }, index) => {
    const whom = groups.get(Grantee.URI ?? '');
    return whom === undefined ? [] : [{ index, whom, Permission }];
  });
