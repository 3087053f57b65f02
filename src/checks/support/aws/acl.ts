import type { FacetValue } from '../../../evidence/index.ts';

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

const logDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

/** The grants to somebody else than the owner that is no stranger by name: another account, or a group that is not known. */
export const otherGrants = ({ Owner, Grants }: FacetValue<'aws', 'acl'>): readonly PublicGrant[] =>
  Grants.flatMap(({ Grantee, Permission }, index) => {
    const { ID, URI, Type } = Grantee;
    if (URI === logDelivery || groups.has(URI ?? '')) return [];
    if (URI !== undefined || Type === 'Group') return [{ index, whom: 'a group that is not known', Permission }];
    const isForeign = ID !== undefined && Owner?.ID !== undefined && ID !== Owner.ID;
    return isForeign ? [{ index, whom: 'another account', Permission }] : [];
  });
