import { notApplicable, type Verdict } from '../../../core/check.ts';
import { lastSegment } from '../../../policy/azure/resource-id.ts';
import { printable } from '../../../policy/printable.ts';
import { sameText, useOfAccount, useOfWorkspace, type Account, type KeyUse, type Workspace } from './uses.ts';

/** The target as it was read; a project has a hub, an account has neither. */
export interface SubjectFacts {
  readonly workspace: Workspace | null;
  readonly hub: Workspace | null;
  readonly account: Account | null;
}
export const subjectFacets = ['workspace', 'hub', 'account'] as const;

/** Whose encryption counts: the hub of a project, else the target itself. */
export type EncryptionSubject =
  | { readonly kind: 'workspace'; readonly facet: 'hub' | 'workspace'; readonly noun: string; readonly value: Workspace }
  | { readonly kind: 'account'; readonly facet: 'account'; readonly noun: string; readonly value: Account };

export function subjectOf({ workspace, hub, account }: SubjectFacts): EncryptionSubject | undefined {
  // A workspace that follows no hub is its own.
  const value = hub ?? workspace;
  if (value !== null) {
    const kind = sameText(value.kind, 'hub') ? 'hub' : 'workspace';
    return {
      kind: 'workspace',
      facet: hub === null ? 'workspace' : 'hub',
      noun: `the ${kind} ${printable(value.name, 80)}`,
      value,
    };
  }
  return account === null
    ? undefined
    : { kind: 'account', facet: 'account', noun: `the account ${printable(account.name, 80)}`, value: account };
}

export const nothingThere: Verdict = notApplicable('there is no workspace and no account to judge');

/** The key that the target is encrypted with, or undefined for a key of Microsoft. */
export const useOf = (subject: EncryptionSubject): KeyUse | undefined =>
  subject.kind === 'account'
    ? useOfAccount(subject.value, subject.facet, '', subject.noun)
    : useOfWorkspace(subject.value, subject.facet, subject.noun);

/** Judges the hub or workspace; an account has no such thing. */
export function ofWorkspace(
  facts: SubjectFacts,
  judge: (subject: EncryptionSubject & { kind: 'workspace' }) => Verdict,
): Verdict {
  const subject = subjectOf(facts);
  if (subject === undefined) return nothingThere;
  return subject.kind === 'workspace' ? judge(subject) : notApplicable(`${subject.noun} is no workspace`);
}

/** Judges the use of a customer-managed key by the target; a key of Microsoft is judged by `azure-ai/customer-managed-key`. */
export function ofKeyUse(facts: SubjectFacts, judge: (use: KeyUse, subject: EncryptionSubject) => Verdict): Verdict {
  const subject = subjectOf(facts);
  if (subject === undefined) return nothingThere;
  const use = useOf(subject);
  return use === undefined
    ? notApplicable(`${subject.noun} is encrypted with a key of Microsoft; see azure-ai/customer-managed-key`)
    : judge(use, subject);
}

/** Judges the key itself, its vault and who may use it: only where the target names one key of one vault. */
export const ofOwnKey = (facts: SubjectFacts, judge: (use: KeyUse, subject: EncryptionSubject) => Verdict): Verdict =>
  ofKeyUse(facts, (use, subject) =>
    isCoherent(use)
      ? judge(use, subject)
      : notApplicable(`${use.who} does not name one key of one vault; see azure-ai/key-reference`),
  );

/** The name of a vault is the first label of its host. */
const isCoherent = ({ host, key, vaultId }: KeyUse): boolean =>
  host !== undefined && key !== undefined && (vaultId === undefined || host.split('.')[0] === lastSegment(vaultId));
