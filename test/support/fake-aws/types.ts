import type { BucketState } from '../bucket-state.ts';

/** Whose habits the server has: AWS of today and of before April 2023, Ceph, MinIO, or one that lists the bucket for all it does not know. */
export type FakeProfile = 'aws-today' | 'aws-before-2023' | 'ceph' | 'minio' | 'listing';

/** What goes wrong with an operation; a number says how many times before it goes well. */
export interface Fault {
  readonly throttle?: true | number;
  readonly timeout?: true;
  readonly reset?: true | number;
  /** The connection breaks in the middle of the body. */
  readonly truncate?: true;
  /** A complete answer whose document lacks its end. */
  readonly cut?: true;
  readonly nonXml?: true;
  readonly empty?: true;
  readonly listing?: true;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly body?: string;
}

export interface FakeAwsOptions {
  readonly buckets: readonly BucketState[];
  readonly profile?: FakeProfile;
  /** IAM actions that are denied; `'*'` denies every one. */
  readonly denied?: readonly string[] | '*';
  /** By operation as the vendor spells it; `'*'` is every operation. */
  readonly faults?: Readonly<Record<string, Fault>>;
  readonly caller?: { readonly Account: string; readonly Arn: string };
  /** Roles that may be assumed, by ARN. */
  readonly roles?: Readonly<Record<string, { readonly externalId?: string }>>;
  /** How S3 says that a request is in the wrong region. */
  readonly wrongRegion?: 'redirect' | 'malformed';
  /** Milliseconds before every answer. */
  readonly delay?: number;
  /** The `Date` header of every answer, so that a recording does not depend on the clock. */
  readonly date?: string;
  /** The `Server` header, where the profile has none or another one. */
  readonly server?: string;
  /** Origins that the whole server admits, whatever its buckets say: MinIO has CORS so. Default: every one, on MinIO. */
  readonly serverCors?: readonly string[];
  /** Requests without credentials are answered like any other. */
  readonly openToAll?: boolean;
  /** Items per page of KMS lists; with `endless` every page says that it goes on. */
  readonly pageSize?: number;
  readonly endless?: boolean;
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  /** Milliseconds of a monotonic clock at which the request was complete. */
  readonly at: number;
  /** The same for the end of the answer; undefined while it is under way. */
  answeredAt?: number;
  /** Region of the signature. */
  readonly region: string;
  readonly accessKey: string;
  readonly userAgent: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly region: string;
  readonly accessKey: string;
}

export interface FakeContext {
  readonly options: FakeAwsOptions;
  readonly profile: FakeProfile;
  readonly caller: { readonly Account: string; readonly Arn: string };
  readonly isDenied: (action: string) => boolean;
}
