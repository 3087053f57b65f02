import type { Declared } from '../../../evidence/declared.ts';
import { wandbPrincipals } from '../../../requirements/aws.ts';
import { printable } from '../../printable.ts';
import { parseIdentity, type Identity } from '../document/identity.ts';

/** Who W&B is for this bucket, or which declaration is missing to know it. */
export type Who =
  | { readonly known: true; readonly identity: Identity; readonly operator: 'wandb' | 'customer' }
  | { readonly known: false; readonly answer: 'deployment' | 'principal'; readonly why: string };

/** @param partition of the bucket or key: a bare account id means the account there */
export function whoIsWandb({ deployment, principal }: Declared, partition = 'aws'): Who {
  const operator = deployment === 'multi-tenant' || deployment === 'dedicated' ? 'wandb' : 'customer';
  if (principal !== undefined) {
    const identity = parseIdentity(/^\d{12}$/.test(principal) ? `arn:${partition}:iam::${principal}:root` : principal);
    if (identity !== undefined) return { known: true, identity, operator };
    return {
      known: false,
      answer: 'principal',
      why: `the declared principal ${printable(principal)} is not the ARN of an IAM role, user or account`,
    };
  }
  if (deployment === undefined)
    return { known: false, answer: 'deployment', why: 'the deployment of W&B is not declared, so its principal is not known' };
  if (deployment === 'self-managed')
    return { known: false, answer: 'principal', why: 'the principal of the self-managed W&B server is not declared' };
  const identity = parseIdentity(wandbPrincipals[deployment]);
  if (identity === undefined) throw new Error(`not an ARN: ${wandbPrincipals[deployment]}`);
  return { known: true, identity, operator };
}

/** W&B's published principals other than the given one: the likeliest mistake is to name the wrong one. */
export function otherWandbPrincipals(
  identity: Identity | undefined,
): readonly { readonly deployment: keyof typeof wandbPrincipals; readonly identity: Identity }[] {
  return (['multi-tenant', 'dedicated'] as const).flatMap((deployment) => {
    const other = parseIdentity(wandbPrincipals[deployment]);
    if (other === undefined || other.kind === 'anyone') return [];
    if (identity !== undefined && identity.kind !== 'anyone' && identity.account === other.account) return [];
    return [{ deployment, identity: other }];
  });
}
