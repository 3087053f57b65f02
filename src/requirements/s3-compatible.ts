/**
 * W&B's requirements for stores that speak the S3 API, and what each server's calls are worth, as data.
 * Sources: docs key D-2026S, D-2025-06 and HELM of `docs/sources.md`; the servers were asked through the AWS SDK
 * (Ceph 16.2.15 and 18.2.7, MinIO, Swift s3api 2.30.1) or are described in their own documentation.
 */

const never = { instance: false, team: false } as const;
const always = { instance: true, team: true } as const;

/**
 * Where such a store may be used, by edition, deployment and level: never for Multi-tenant Cloud, and for Dedicated Cloud
 * since edition 2025-03 for teams and since 2026-02 for the instance (matrix 0.3 of the catalogue).
 */
export const compatibleAvailability = {
  '2023-11': { 'multi-tenant': never, dedicated: never, 'self-managed': always },
  '2024-02': { 'multi-tenant': never, dedicated: never, 'self-managed': always },
  '2025-03': { 'multi-tenant': never, dedicated: { instance: false, team: true }, 'self-managed': always },
  '2026-02': { 'multi-tenant': never, dedicated: always, 'self-managed': always },
} as const;

/** AWS refuses a signature that is further from its clock; the other servers took the limit over. */
export const clockLimit = 15 * 60_000;

export interface ServerCapabilities {
  /** What messages call the server. */
  readonly name: string;
  /** Calls that are answered, and whose answers say nothing about the bucket: why. */
  readonly meaningless: Readonly<Record<string, string>>;
  /** Calls whose "there is none" says nothing, because the setting is made elsewhere: where. */
  readonly madeElsewhere: Readonly<Record<string, string>>;
  /** Why an ACL that grants nothing to everybody proves nothing; undefined where the ACL is the one that the server obeys. */
  readonly silentAcl: { readonly why: string; readonly severity: 'low' | 'medium' } | undefined;
  /** Who decides about CORS: each bucket, or one setting of the whole server. */
  readonly cors: 'bucket' | 'server';
  /** Whether a signature for another region than the server's is refused. */
  readonly checksRegion: boolean;
  /** The setting of the public access block that keeps every upload out. */
  readonly refusesUploadsWith: 'BlockPublicAcls' | undefined;
}

/** rclone, gofakes3 and S3Proxy answer the same ACL for every bucket, and say of themselves what Amazon S3 or nobody says. */
const maybeConstant = {
  why: 'many servers answer the same ACL for every bucket, and whether this one obeys it is not known',
  severity: 'low',
} as const;

const usual = {
  meaningless: {},
  madeElsewhere: {},
  silentAcl: maybeConstant,
  cors: 'bucket',
  checksRegion: false,
  refusesUploadsWith: undefined,
} as const;

const minio = {
  silentAcl: undefined,
  cors: 'server',
  checksRegion: true,
  refusesUploadsWith: undefined,
  // MinIO has no ACLs: the call exists so that clients do not stumble, and always answers the owner's full control.
  meaningless: { acl: 'MinIO has no ACLs and answers the same one for every bucket' },
  madeElsewhere: { cors: 'MinIO has one CORS setting for the whole server' },
} as const;

export const serverCapabilities = {
  minio: { ...minio, name: 'MinIO' },
  aistor: { ...minio, name: 'MinIO AIStor', cors: 'bucket', madeElsewhere: {} },
  ceph: {
    ...usual,
    name: 'Ceph',
    silentAcl: undefined,
    meaningless: { location: 'Ceph names a zone group where S3 names a region, and accepts any region in a signature' },
    // Seen on 16.2 with this setting alone, and on 18.2 with all four: every PutObject is answered with 403.
    refusesUploadsWith: 'BlockPublicAcls',
  },
  swift: {
    ...usual,
    name: 'OpenStack Swift',
    checksRegion: true,
    // Seen on 2.30.1: `?acl` names the owner alone, whether or not the container is open.
    silentAcl: {
      why: 'OpenStack Swift keeps who may read in X-Container-Read, which the S3 API does not show: does `swift stat` show a Read ACL with .r:* there?',
      severity: 'medium',
    },
  },
  seaweedfs: { ...usual, name: 'SeaweedFS' },
  garage: { ...usual, name: 'Garage', checksRegion: true },
  r2: { ...usual, name: 'Cloudflare R2' },
} as const satisfies Readonly<Record<string, ServerCapabilities>>;

/** A server that does not say what it is. */
export const unknownServer: ServerCapabilities = { ...usual, name: 'the server' };
