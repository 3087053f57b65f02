import { manual, notApplicable, undecided, type Verdict } from '../../../core/check.ts';
import type { FacetValue } from '../../../evidence/index.ts';
import type { Observation } from '../../../evidence/observation.ts';
import { printable } from '../../../policy/printable.ts';
import { parseResourceId } from '../../../policy/azure/resource-id.ts';
import { nothingThere, subjectOf, type EncryptionSubject, type SubjectFacts } from './subject.ts';
import { given, sameText, type Account } from './uses.ts';
import { together } from './verdicts.ts';

/** One of the resources that a facet reads one by one. */
export interface DependentItem<T> {
  readonly id: string;
  readonly answer: Observation<T>;
}

/** What a judge is told of one dependent resource. */
export interface Dependent<T> {
  readonly value: T;
  /** `the storage account acme`. */
  readonly noun: string;
  /** Path of the resource in its facet, with a dot at its end. */
  readonly at: string;
}

/** Verdicts on every resource of a kind; keys do not pass down, so each has its own (catalogue row AZ-DEP-01). */
export function verdictsOn<T>(
  facet: string,
  kind: string,
  items: readonly DependentItem<T>[] | null,
  judge: (dependent: Dependent<T>) => Verdict,
): readonly Verdict[] {
  return (items ?? []).map((item, index) => {
    const parsed = parseResourceId(item.id);
    const noun = `${kind} ${printable(parsed?.name ?? item.id, 80)}`;
    switch (item.answer.state) {
      case 'present':
        return judge({ value: item.answer.value, noun, at: `[${index}].answer.value.` });
      case 'unreadable':
        return undecided(
          parsed === undefined || isList(item.id)
            ? `not every ${kind.replace(/^the /, '')} is known`
            : `${noun} could not be read`,
          [facet],
        );
      case 'absent':
        return manual(`${noun} is named and does not exist`, {
          key: 'missing',
          severity: 'low',
          evidence: [{ facet, path: `[${index}].answer.state`, value: 'absent' }],
        });
    }
  });
}

/** A list that could not be read stands for what it would have named. */
const isList = (id: string): boolean => /\/(?:connections|resources)$/i.test(id);

/** The projects of the target: their connections lead to resources that nothing else names. */
interface ProjectFacts {
  readonly foundryProjects: Observation<FacetValue<'azure-ai', 'foundryProjects'>>;
  readonly hubProjects: Observation<FacetValue<'azure-ai', 'hubProjects'>>;
}
export const projectFacets = ['foundryProjects', 'hubProjects'] as const;

/**
 * Judges the resources that the target depends on; `none` says that there are none.
 * @param facts without the projects for resources that no project is connected to
 */
export function ofDependents(
  facts: SubjectFacts & Partial<ProjectFacts>,
  none: string,
  verdicts: (subject: EncryptionSubject) => readonly Verdict[],
): Verdict {
  const subject = subjectOf(facts);
  if (subject === undefined) return nothingThere;
  const all = [...verdicts(subject), ...unseenProjects(subject, facts)];
  return all.length === 0 ? notApplicable(`${subject.noun} ${none}`) : together(all, `${subject.noun} ${none}`);
}

/** Name of the resource group that the service made for a workspace, where it tells one. */
export const managedGroupOf = (subject: EncryptionSubject): string | undefined => {
  const told = subject.kind === 'workspace' ? subject.value.properties.serviceProvisionedResourceGroup : undefined;
  return told === null || told === undefined || told === '' ? undefined : told.split('/').at(-1);
};

/** Whether a resource is in the managed resource group, or stands for all of it because that could not be listed. */
export const isManaged = (subject: EncryptionSubject, id: string): boolean => {
  const group = managedGroupOf(subject)?.toLowerCase();
  return (group !== undefined && parseResourceId(id)?.resourceGroup === group) || /\/resources$/i.test(id);
};

/** The resources of the workspace itself, without those that the service keeps in the managed resource group. */
export const ownOf = <I extends { readonly id: string }>(subject: EncryptionSubject, items: readonly I[] | null): readonly I[] =>
  (items ?? []).filter(({ id }) => !isManaged(subject, id));

/** What is not known where nobody could list the projects, as in recordings of a version that did not. */
function unseenProjects(
  subject: EncryptionSubject,
  { workspace, foundryProjects, hubProjects }: SubjectFacts & Partial<ProjectFacts>,
): readonly Verdict[] {
  const [facet, read] =
    subject.kind === 'account' ? (['foundryProjects', foundryProjects] as const) : (['hubProjects', hubProjects] as const);
  const has = subject.kind === 'account' ? mayHaveProjects(subject.value) : sameText(workspace?.kind, 'hub');
  return has && read?.state === 'unreadable'
    ? [undecided(`what the projects of ${subject.noun} are connected to is not known`, [facet])]
    : [];
}

/** An account of another kind, or one that forbids it, has no projects. */
const mayHaveProjects = ({ kind, properties }: Account): boolean =>
  properties.allowProjectManagement !== false && (given(kind) === undefined || sameText(kind, 'AIServices'));
