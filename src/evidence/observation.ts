/**
 * Why a facet could not be read. A closed list: every cause has its own wording in reports
 * (see `core/obstacle.ts`) and is replayed as itself from a recording.
 */
export const unreadableCauses = [
  'access-denied',
  'no-credentials',
  'no-such-bucket',
  'no-such-key',
  'no-such-resource',
  'too-many',
  'wrong-region',
  'redirected',
  'throttled',
  'timeout',
  'unreachable',
  'server-error',
  'not-supported',
  'not-allowed',
  'not-understood',
  'prerequisite',
  'not-recorded',
  'interrupted',
] as const;

export type UnreadableCause = (typeof unreadableCauses)[number];

/** The service answered and the thing is there, in the service's own words. */
export interface Present<T> {
  readonly state: 'present';
  readonly value: T;
}

/** The service answered that there is none: an answer, not a failure to look. */
export interface Absent {
  readonly state: 'absent';
  /** The service's own error code for "there is none", where it has one. */
  readonly code?: string | undefined;
}

/** Nobody knows: the call failed, or its answer cannot be believed. */
export interface Unreadable {
  readonly state: 'unreadable';
  readonly cause: UnreadableCause;
  /** The service's error code as it was given, e.g. `AccessDenied`. */
  readonly code?: string | undefined;
  /** HTTP status, where there was an answer at all. */
  readonly status?: number | undefined;
  /** One sentence for people; never contains a credential. */
  readonly detail?: string | undefined;
  /** For `prerequisite`: the facet that must be read first. */
  readonly needs?: string | undefined;
}

export type Observation<T> = Present<T> | Absent | Unreadable;

/** Codes of an absence that no service was asked about: nobody declared, or nothing names, what would have to be read. */
export const undeclared = 'NotDeclared';
export const unnamed = 'NotNamed';

/** Whether a service answered something. */
export const isAnswer = (observation: Observation<unknown>): boolean =>
  observation.state === 'present' ||
  (observation.state === 'absent' && observation.code !== undeclared && observation.code !== unnamed);

/**
 * Whether the server does not have the call. 405 is no proof of that: Amazon S3 and stores after its model give it to whoever
 * asks for the policy of another account's bucket. Recordings of 0.1.0 do not tell the two apart by their cause.
 */
export const isUnsupported = ({ cause, code, status }: Unreadable): boolean =>
  cause === 'not-supported' && code !== 'MethodNotAllowed' && status !== 405;

export const present = <T>(value: T): Present<T> => ({ state: 'present', value });
export const absent = (code?: string): Absent => (code === undefined ? { state: 'absent' } : { state: 'absent', code });
export const unreadable = (cause: UnreadableCause, more: Omit<Unreadable, 'state' | 'cause'> = {}): Unreadable => ({
  state: 'unreadable',
  cause,
  ...more,
});

/** One read-only API call: what it takes and which error codes mean "there is none". */
export interface FacetDefinition {
  /** API as the vendor spells it, e.g. `S3 GetBucketVersioning`. */
  readonly call: string;
  /** The IAM action that allows the call; `null` when none is needed. */
  readonly permission: string | null;
  /** What the permission is granted on; decides the resource in the least-privilege policy. */
  readonly scope: 'bucket' | 'key' | 'account' | 'none';
  /** Error codes that are answers: there is none. */
  readonly absent: readonly string[];
  /** What 405 MethodNotAllowed says here, where it says more than that. */
  readonly notAllowed?: string;
  /** What the facet tells, a noun phrase for messages: `the bucket policy`. */
  readonly about: string;
}

export const facet = <const D extends FacetDefinition>(definition: D): D => definition;
