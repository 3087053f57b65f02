import type { FacetValue } from '../../../evidence/index.ts';
import type { Ternary } from '../../ternary.ts';
import type { Need } from './needs.ts';
import type { Identity } from '../document/identity.ts';

type KeyGrant = FacetValue<'aws', 'kmsGrants'>['Grants'][number];

/**
 * Whether a grant of the key gives the identity what a need asks for. A grant is an equal alternative
 * to the key policy; constraints on the encryption context make the answer unknown.
 */
export function grantGives(grants: readonly KeyGrant[], identity: Identity, need: Need): Ternary {
  const operation = need.name.slice('kms:'.length);
  let answer: Ternary = 'false';
  for (const { GranteePrincipal, Operations, Constraints } of grants) {
    if (GranteePrincipal !== identity.arn || !Operations.includes(operation)) continue;
    if (isEmpty(Constraints)) return 'true';
    answer = 'unknown';
  }
  return answer;
}

const isEmpty = (constraints: unknown): boolean =>
  constraints === undefined || constraints === null || (typeof constraints === 'object' && Object.keys(constraints).length === 0);

/** The parts of a key ARN that checks need; undefined when it is not one. */
export function parseKeyArn(
  arn: string,
): { readonly partition: string; readonly region: string; readonly account: string; readonly root: string } | undefined {
  const match = /^arn:(aws[\w-]*):kms:([\w-]+):(\d{12}):key\/[\w-]+$/.exec(arn);
  if (match === null) return undefined;
  const [, partition = '', region = '', account = ''] = match;
  return { partition, region, account, root: `arn:${partition}:iam::${account}:root` };
}
