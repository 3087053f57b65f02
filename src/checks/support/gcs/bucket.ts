import { notApplicable, type CheckContext, type Verdict } from '../../../core/check.ts';
import { printable } from '../../../policy/printable.ts';
import { wandbServiceAccounts } from '../../../requirements/gcp.ts';

/** One answer holds every setting, so the checks of settings have nothing to judge without it. */
export const noBucket = (): Verdict => notApplicable('there is no bucket to look at; see gcs/bucket-exists');

/** The service account that W&B acts as, or why it is not known and which declaration tells it. */
export type WandbAccount =
  | { readonly known: true; readonly account: string }
  | { readonly known: false; readonly why: string; readonly answer: 'deployment' | 'principal' };

const email = /^[\w.+-]{1,200}@[\w.-]{1,200}\.[a-z]{2,20}$/i;

export function wandbAccount({ deployment, principal }: CheckContext): WandbAccount {
  if (principal !== undefined) {
    const account = principal.replace(/^serviceAccount:/, '');
    if (email.test(account)) return { known: true, account };
    const why = `the declared principal ${printable(principal)} is not the e-mail address of a service account`;
    return { known: false, why, answer: 'principal' };
  }
  if (deployment === undefined) {
    const why = 'the deployment of W&B is not declared, so its service account is not known';
    return { known: false, why, answer: 'deployment' };
  }
  if (deployment === 'self-managed') {
    const why = 'the service account of the self-managed W&B server is not declared';
    return { known: false, why, answer: 'principal' };
  }
  return { known: true, account: wandbServiceAccounts[deployment] };
}

/** `7 days`, or seconds where they make no whole days. */
export function daysOf(seconds: number): string {
  const days = seconds / 86_400;
  if (!Number.isInteger(days)) return `${seconds} seconds`;
  return days === 1 ? '1 day' : `${days} days`;
}
