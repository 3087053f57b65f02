import { notApplicable, type Verdict } from '../../../core/check.ts';
import { managedGroupOf } from './dependents.ts';
import { ofWorkspace, useOf, type EncryptionSubject, type SubjectFacts } from './subject.ts';

/** Judges the managed resource group of a workspace that has to have one; `group` is undefined where it is not told. */
export const ofManagedGroup = (
  facts: SubjectFacts,
  judge: (subject: EncryptionSubject & { kind: 'workspace' }, group: string | undefined) => Verdict,
): Verdict =>
  ofWorkspace(facts, (subject) => {
    if (useOf(subject) === undefined) {
      return notApplicable(`${subject.noun} is encrypted with a key of Microsoft and has no managed resource group`);
    }
    if (subject.value.properties.enableServiceSideCMKEncryption === true) {
      return notApplicable(`${subject.noun} uses service-side encryption, which needs no managed resource group`);
    }
    return judge(subject, managedGroupOf(subject));
  });
