/** W&B's own project stays: who else has access is what the verdicts are about. */
const wandbProject = 'wandb-production';

/** Google's own service accounts of a project: the domain names the service, and the project is in front of it. */
const agents =
  /\b(service-|p|project-)?(\d{6,20})(-compute@developer|@cloudservices|@[a-z0-9-]+\.iam|@appspot)(?=\.gserviceaccount\.com)/g;

const projectId = '[a-z0-9](?:[a-z0-9.:-]{0,98}[a-z0-9])?';
/** Where an id or a number of a project stands in names of resources, in members and in the words of an error. */
const places: readonly RegExp[] = [
  new RegExp(`\\b(projects/)(${projectId})(?=/|"|'|$|\\s)`, 'g'),
  new RegExp(`\\b(project(?:Owner|Editor|Viewer):)(${projectId})`, 'g'),
  new RegExp(`(@)(${projectId})(?=\\.iam\\.gserviceaccount\\.com)`, 'g'),
  new RegExp(`\\b(serviceAccount:|user:)?(${projectId})(?=@appspot\\.gserviceaccount\\.com|\\.svc\\.id\\.goog)`, 'g'),
  new RegExp(`\\b(in project )(${projectId})`, 'g'),
];

/**
 * A text of Google Cloud with every project replaced, by number and by id.
 * @param mask gives the same replacement for the same number or id
 */
export function maskProjects(text: string, mask: (project: string) => string): string {
  // What stands for an agent must not be taken for another project's service account afterwards.
  const kept: string[] = [];
  const keep = (part: string): string => `\u0000${kept.push(part) - 1}\u0000`;
  let masked = text.replace(agents, (_, before: string | undefined, number: string, domain: string) =>
    keep(`${before ?? ''}${mask(number)}${domain}`),
  );
  for (const place of places) {
    masked = masked.replace(place, (_, before: string | undefined, project: string) =>
      keep(`${before ?? ''}${project === wandbProject ? project : mask(project)}`),
    );
  }
  // oxlint-disable-next-line no-control-regex
  return masked.replace(/\u0000(\d+)\u0000/g, (_, index: string) => kept[Number(index)] ?? '');
}
