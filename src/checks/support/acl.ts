import type { FacetValue } from '../../evidence/index.ts';

const groups: Readonly<Record<string, string>> = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'everybody',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'every AWS account',
};

export interface PublicGrant {
  readonly index: number;
  readonly whom: string;
  readonly Permission: string;
}

/** The grants of an ACL that name a group of strangers. */
export const publicGrants = (grants: FacetValue<'aws', 'acl'>['Grants']): readonly PublicGrant[] =>
  grants.flatMap(({ Grantee, Permission }, index) => {
    const whom = groups[Grantee.URI ?? ''];
    return whom === undefined ? [] : [{ index, whom, Permission }];
  });
