import { awsFacets } from './aws.ts';
import { facet } from './observation.ts';

const { headBucket, location, versioning, cors, publicAccessBlock, acl, lifecycle, objectLock } = awsFacets;
const policy = facet({
  ...awsFacets.policy,
  notAllowed:
    'the server does not allow this call: it has no bucket policies, or the caller does not belong to the account that owns the bucket',
});

/** Servers that give themselves away in their answers or by the name of their host. */
export const serverFamilies = ['minio', 'aistor', 'ceph', 'swift', 'seaweedfs', 'garage', 'r2'] as const;
export type ServerFamily = (typeof serverFamilies)[number];

/** Stands for every origin that nobody declared. */
export const undeclaredOrigin = 'https://byob-audit.example';

/** The S3 facets that servers other than AWS may answer, and what can be seen without credentials. */
export const s3CompatibleFacets = {
  server: facet({
    call: 'HTTP HEAD of the bucket, without credentials',
    permission: null,
    scope: 'none',
    absent: [],
    about: 'which server answers',
  }),
  headBucket,
  location,
  versioning,
  cors,
  policy,
  publicAccessBlock,
  acl,
  lifecycle,
  objectLock,
  preflight: facet({
    call: 'HTTP OPTIONS preflights and a GET with Origin, without credentials',
    permission: null,
    scope: 'none',
    absent: [],
    about: 'how the server answers browsers',
  }),
} as const;

export type S3CompatibleFacetName = keyof typeof s3CompatibleFacets;

/** CoreWeave AI Object Storage speaks the S3 API; these are the calls that its documentation lists. */
export const coreweaveFacets = {
  headBucket,
  cors,
  policy,
  lifecycle,
} as const;
