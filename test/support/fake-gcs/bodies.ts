import type { GcsAnswer, GcsBinding, GcsBucketState, GcsKeyState } from './types.ts';

/** Two spaces, as Google's servers write JSON. */
export const json = (status: number, body: unknown): GcsAnswer => ({
  status,
  body: `${JSON.stringify(body, null, 2)}\n`,
  type: 'application/json; charset=UTF-8',
});

const created = '2026-03-02T09:15:27.340Z';
const multiRegions: ReadonlySet<string> = new Set(['US', 'EU', 'ASIA']);
const dualRegions: ReadonlySet<string> = new Set(['NAM4', 'EUR4', 'ASIA1', 'EUR5', 'EUR7', 'EUR8']);

/** Members that are false or undefined are left out, as the API does; in lifecycle conditions a false one means something. */
function withoutFalse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutFalse);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      member === undefined || member === false ? [] : [[key, withoutFalse(member)]],
    ),
  );
}

/** What buckets.get answers for a bucket, with what Google fills in. */
export function bucketBody(state: GcsBucketState): unknown {
  const {
    location = 'US',
    storageClass = 'STANDARD',
    name,
    projectNumber,
    iamConfiguration,
    retentionPolicy,
    encryption,
  } = state;
  const uniform = iamConfiguration?.uniformBucketLevelAccess;
  const lockedTime = '2026-05-31T09:15:27.340Z';
  const access = { ...uniform, ...(uniform?.enabled === true ? { lockedTime } : {}) };
  const { softDeletePolicy = { retentionDurationSeconds: '604800' } } = state;
  const body = withoutFalse({
    kind: 'storage#bucket',
    selfLink: `https://www.googleapis.com/storage/v1/b/${name}`,
    id: name,
    name,
    projectNumber,
    generation: '1772442927340123456',
    metageneration: '3',
    location,
    storageClass,
    etag: 'CAM=',
    timeCreated: created,
    updated: created,
    softDeletePolicy: {
      ...softDeletePolicy,
      ...(softDeletePolicy.retentionDurationSeconds === '0' ? {} : { effectiveTime: created }),
    },
    cors: state.cors,
    versioning: state.versioning,
    iamConfiguration: {
      bucketPolicyOnly: access,
      uniformBucketLevelAccess: access,
      publicAccessPrevention: iamConfiguration?.publicAccessPrevention ?? 'inherited',
    },
    encryption:
      encryption === undefined
        ? undefined
        : Object.fromEntries(
            Object.entries(encryption).map(([name, value]) => [
              name,
              typeof value === 'string' ? value : { ...value, effectiveTime: created },
            ]),
          ),
    retentionPolicy: retentionPolicy === undefined ? undefined : { ...retentionPolicy, effectiveTime: created },
    defaultEventBasedHold: state.defaultEventBasedHold,
    billing: state.billing,
    ipFilter: state.ipFilter,
    hierarchicalNamespace: state.hierarchicalNamespace,
    autoclass: state.autoclass === undefined ? undefined : { ...state.autoclass, toggleTime: created },
    logging: state.logging,
    labels: state.labels,
    locationType: multiRegions.has(location) ? 'multi-region' : dualRegions.has(location) ? 'dual-region' : 'region',
    rpo: multiRegions.has(location) || dualRegions.has(location) ? 'DEFAULT' : undefined,
    ...state.extra,
  }) as object;
  return state.lifecycle === undefined ? body : { ...body, lifecycle: state.lifecycle };
}

/** The bindings that a new bucket has by itself. */
export const defaultBindings = (projectId = 'acme-ml'): readonly GcsBinding[] => [
  { role: 'roles/storage.legacyBucketOwner', members: [`projectEditor:${projectId}`, `projectOwner:${projectId}`] },
  { role: 'roles/storage.legacyBucketReader', members: [`projectViewer:${projectId}`] },
];

const hasCondition = (bindings: readonly GcsBinding[]): boolean => bindings.some(({ condition }) => condition !== undefined);

/** Conditions are told only to those who ask for version 3; others get role names with a suffix instead. */
const shownTo = (bindings: readonly GcsBinding[], version: number): unknown =>
  version >= 3
    ? bindings
    : bindings.map(({ role, members, condition }) => ({
        role: condition === undefined ? role : `${role}_withcond_0123456789abcdef0123`,
        members,
      }));

export function bucketPolicyBody({ name, projectId, bindings }: GcsBucketState, version: number): unknown {
  const all = bindings ?? defaultBindings(projectId);
  return {
    kind: 'storage#policy',
    resourceId: `projects/_/buckets/${name}`,
    version: hasCondition(all) && version >= 3 ? 3 : 1,
    etag: 'CAM=',
    bindings: shownTo(all, version),
  };
}

/** The form of Resource Manager and KMS; an empty policy is nothing but its etag. */
export function policyBody(
  bindings: readonly GcsBinding[] | undefined,
  version: number,
  auditConfigs?: GcsBucketState['auditConfigs'],
): unknown {
  if ((bindings === undefined || bindings.length === 0) && auditConfigs === undefined) return { etag: 'ACAB' };
  return {
    version: hasCondition(bindings ?? []) && version >= 3 ? 3 : 1,
    etag: 'BwYk9dY3Q2I=',
    bindings: shownTo(bindings ?? [], version),
    ...(auditConfigs === undefined ? {} : { auditConfigs }),
  };
}

export const keyBody = ({ name, purpose = 'ENCRYPT_DECRYPT', primaryState = 'ENABLED', ...key }: GcsKeyState): unknown => ({
  name,
  ...(primaryState === null || purpose !== 'ENCRYPT_DECRYPT'
    ? {}
    : {
        primary: {
          name: `${name}/cryptoKeyVersions/1`,
          state: primaryState,
          createTime: created,
          protectionLevel: 'SOFTWARE',
          generateTime: created,
          algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION',
        },
      }),
  purpose,
  createTime: created,
  ...(key.nextRotationTime === undefined ? {} : { nextRotationTime: key.nextRotationTime }),
  ...(key.rotationPeriod === undefined ? {} : { rotationPeriod: key.rotationPeriod }),
  versionTemplate: { protectionLevel: 'SOFTWARE', algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION' },
  destroyScheduledDuration: '2592000s',
});
