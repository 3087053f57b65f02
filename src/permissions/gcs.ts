import { shellQuote } from '../fixes/shell.ts';
import type { FacetDefinition } from '../evidence/observation.ts';

export interface GcsResources {
  readonly buckets: readonly string[];
  /** Names of the Cloud KMS keys that are known. */
  readonly keys: readonly string[];
}

type Needed = { readonly [S in FacetDefinition['scope']]: readonly string[] };

/** One custom role: a role of a project can be granted in that project only, so every level has its own. */
interface CustomRole {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly permissions: readonly string[];
  /** Shell word for the project that the role is made in. */
  readonly project: string;
  /** Lines before the commands. */
  readonly head: readonly string[];
  /** Commands up to `--member`, one for each thing that the role is granted on. */
  readonly grants: readonly string[];
}

/**
 * The least-privilege custom roles for the checks, as YAML inside of the shell commands that create and grant them.
 * Sources: "Create and manage custom roles" of IAM, and the reference of gcloud.
 */
export function gcsRoles(needed: Needed, resources: GcsResources): string {
  const roles = [bucketRole(needed.bucket, resources), projectRole(needed.account), ...keyRoles(needed.key, resources)];
  const used = roles.filter(({ permissions }) => permissions.length > 0);
  if (used.length === 0) return '';
  return [...intro, ...used.flatMap((role) => ['', ...commandsFor(role)])].join('\n').concat('\n');
}

const intro = [
  '# Custom roles for an identity that audits and nothing else: they show configuration, no object and no secret.',
  '# Write the project of the bucket and the auditing identity here, then paste everything into a shell.',
  'PROJECT=PROJECT_ID',
  'MEMBER=serviceAccount:AUDITOR@PROJECT_ID.iam.gserviceaccount.com',
];

function bucketRole(permissions: readonly string[], { buckets }: GcsResources): CustomRole {
  return {
    id: 'byobAuditBucket',
    title: 'byob-audit: bucket',
    description: 'Reads the configuration and the IAM policy of a bucket',
    permissions,
    project: '"$PROJECT"',
    head: [buckets.length === 0 ? '# On every bucket of the project' : '# On the bucket'],
    grants:
      buckets.length === 0
        ? [onProject]
        : buckets.map((bucket) => `gcloud storage buckets add-iam-policy-binding ${shellQuote(`gs://${bucket}`)}`),
  };
}

const onProject = 'gcloud projects add-iam-policy-binding "$PROJECT"';

const projectRole = (permissions: readonly string[]): CustomRole => ({
  id: 'byobAuditProject',
  title: 'byob-audit: project',
  description: 'Reads the IAM policy of a project',
  permissions,
  project: '"$PROJECT"',
  head: ['# On the project, whose bindings hold for the bucket as well'],
  grants: [onProject],
});

function keyRoles(permissions: readonly string[], { keys }: GcsResources): readonly CustomRole[] {
  const role = (head: readonly string[], project: string, names: readonly string[]): CustomRole => ({
    id: 'byobAuditKey',
    title: 'byob-audit: key',
    description: 'Reads the configuration and the IAM policy of a Cloud KMS key',
    permissions,
    project,
    head,
    grants: names.map((name) => `gcloud kms keys add-iam-policy-binding ${name}`),
  });
  if (keys.length === 0) {
    const head = [
      '# On the Cloud KMS key, for a bucket that has one (encryption.defaultKmsKeyName); leave this out otherwise',
      'KEY=projects/PROJECT_ID/locations/LOCATION/keyRings/KEY_RING/cryptoKeys/KEY',
      'KEY_PROJECT="$(printf %s "$KEY" | cut -d / -f 2)"',
    ];
    return [role(head, '"$KEY_PROJECT"', ['"$KEY"'])];
  }
  const projects = [...new Set(keys.map(projectOf))];
  return projects.map((project) => {
    const names = keys.filter((key) => projectOf(key) === project).map(shellQuote);
    return role(['# On the Cloud KMS key'], shellQuote(project), names);
  });
}

const projectOf = (key: string): string => key.split('/')[1] ?? '';

function commandsFor({ id, title, description, permissions, project, head, grants }: CustomRole): string[] {
  const file = `${title.replace(': ', '-')}.yaml`;
  const named = project.startsWith('"') ? `"projects/${project.slice(1, -1)}/roles/${id}"` : `projects/${project}/roles/${id}`;
  return [
    ...head,
    `cat > ${file} <<'EOF'`,
    // The colon makes quotes necessary; all other values are plain words.
    `title: '${title}'`,
    `description: ${description}`,
    'stage: GA',
    'includedPermissions:',
    ...permissions.map((permission) => `- ${permission}`),
    'EOF',
    `gcloud iam roles create ${id} --project=${project} --file=${file}`,
    ...grants.map((grant) => `${grant} --member="$MEMBER" --role=${named} --condition=None`),
  ];
}
