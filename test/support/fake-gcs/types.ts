import type { Declared } from '../../../src/evidence/declared.ts';

/** A binding as setIamPolicy takes it. */
export interface GcsBinding {
  readonly role: string;
  readonly members: readonly string[];
  readonly condition?: { readonly title?: string; readonly description?: string; readonly expression: string };
}

/** A Cloud KMS key and its IAM policy, in the words of the KMS API. */
export interface GcsKeyState {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`. */
  readonly name: string;
  readonly purpose?: 'ENCRYPT_DECRYPT' | 'ASYMMETRIC_SIGN' | 'MAC';
  /** Seconds with unit, e.g. `7776000s`. */
  readonly rotationPeriod?: string;
  readonly nextRotationTime?: string;
  /** State of the primary version; `null` when there is none. */
  readonly primaryState?: 'ENABLED' | 'DISABLED' | 'DESTROY_SCHEDULED' | 'DESTROYED' | null;
  readonly bindings?: readonly GcsBinding[];
}

interface GcsEnforcement {
  readonly restrictionMode: 'NotRestricted' | 'FullyRestricted';
}

/** Every member is in the words of buckets.insert; undefined means that it was never given, so that Google's default applies. */
export interface GcsBucketState {
  readonly name: string;
  readonly projectNumber: string;
  /** Default `acme-ml`. */
  readonly projectId?: string;
  /** In upper case, as the API answers it; default `US`. */
  readonly location?: string;
  readonly storageClass?: string;
  readonly cors?:
    | readonly {
        readonly origin?: readonly string[];
        readonly method?: readonly string[];
        readonly responseHeader?: readonly string[];
        readonly maxAgeSeconds?: number;
      }[]
    | undefined;
  readonly versioning?: { readonly enabled: boolean } | undefined;
  /** Default: the 604800 seconds that Google gives a new bucket; `'0'` is off. */
  readonly softDeletePolicy?: { readonly retentionDurationSeconds: string } | undefined;
  readonly iamConfiguration?:
    | {
        readonly uniformBucketLevelAccess?: { readonly enabled: boolean };
        readonly publicAccessPrevention?: 'enforced' | 'inherited' | 'unspecified';
      }
    | undefined;
  readonly encryption?:
    | {
        readonly defaultKmsKeyName?: string;
        readonly googleManagedEncryptionEnforcementConfig?: GcsEnforcement;
        readonly customerManagedEncryptionEnforcementConfig?: GcsEnforcement;
        readonly customerSuppliedEncryptionEnforcementConfig?: GcsEnforcement;
      }
    | undefined;
  readonly retentionPolicy?: { readonly retentionPeriod: string; readonly isLocked?: boolean } | undefined;
  readonly defaultEventBasedHold?: boolean | undefined;
  readonly billing?: { readonly requesterPays: boolean } | undefined;
  readonly ipFilter?:
    | {
        readonly mode: 'Enabled' | 'Disabled';
        readonly publicNetworkSource?: { readonly allowedIpCidrRanges: readonly string[] };
        readonly vpcNetworkSources?: readonly { readonly network: string; readonly allowedIpCidrRanges: readonly string[] }[];
        readonly allowCrossOrgVpcs?: boolean;
        readonly allowAllServiceAgentAccess?: boolean;
      }
    | undefined;
  readonly hierarchicalNamespace?: { readonly enabled: boolean } | undefined;
  readonly autoclass?: { readonly enabled: boolean; readonly terminalStorageClass?: string } | undefined;
  readonly logging?: { readonly logBucket: string; readonly logObjectPrefix?: string } | undefined;
  readonly lifecycle?: { readonly rule: readonly Readonly<Record<string, unknown>>[] } | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** IAM policy of the bucket; default: the four legacy bindings that Google gives a new bucket. */
  readonly bindings?: readonly GcsBinding[] | undefined;
  /** IAM policy of the project. */
  readonly projectBindings?: readonly GcsBinding[] | undefined;
  readonly auditConfigs?:
    | readonly {
        readonly service: string;
        readonly auditLogConfigs: readonly { readonly logType: string; readonly exemptedMembers?: readonly string[] }[];
      }[]
    | undefined;
  /** The key that `encryption` names; undefined means that KMS does not know it. */
  readonly key?: GcsKeyState | undefined;
  /** Members that a newer API may answer, as they are. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** One end-to-end case: a bucket, what the user declares, and the checks that must fail (exactly these). */
export interface GcsCase {
  readonly name: string;
  readonly about: string;
  readonly bucket: GcsBucketState;
  readonly declared: Declared;
  /** The path inside the bucket that the target names. */
  readonly prefix?: string;
  /** The server knows no such bucket. */
  readonly isMissing?: true;
  /** Ids of the checks that fail, whatever their severity; empty for a compliant bucket. */
  readonly fails: readonly string[];
  /** Exit code of `byob-audit check` with the defaults. */
  readonly exit: 0 | 1 | 3;
  /** Permissions that are denied to the auditing identity; `'*'` denies every read. */
  readonly denied?: readonly string[] | '*';
}

/** What goes wrong with an operation; a number says how many times before it goes well. */
export interface GcsFault {
  readonly throttle?: true | number;
  /** 403 with the reason `rateLimitExceeded`, as Cloud Storage says it at times. */
  readonly rateLimit?: true | number;
  readonly timeout?: true;
  readonly reset?: true | number;
  /** The connection breaks in the middle of the body. */
  readonly truncate?: true | number;
  /** A complete answer whose document lacks its end. */
  readonly cut?: true;
  /** A page of a proxy. */
  readonly html?: true;
  readonly empty?: true;
  /** Bytes of a body that does not end by itself. */
  readonly endless?: true;
  readonly redirect?: string;
  readonly status?: number;
  readonly times?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly body?: string;
}

export type GcsOperation =
  | 'buckets.get'
  | 'buckets.getIamPolicy'
  | 'buckets.testIamPermissions'
  | 'projects.getIamPolicy'
  | 'cryptoKeys.get'
  | 'cryptoKeys.getIamPolicy'
  | 'generateAccessToken'
  | 'metadata'
  | 'unknown';

export interface FakeGcsOptions {
  readonly buckets: readonly GcsBucketState[];
  /** Permissions that are denied; `'*'` denies every one. */
  readonly denied?: readonly string[] | '*';
  /** By operation; `'*'` is every operation. */
  readonly faults?: Readonly<Partial<Record<GcsOperation | '*', GcsFault>>>;
  /** E-mail that denials name as the caller. */
  readonly caller?: string;
  /** Only these bearer tokens are let in; undefined lets everybody in, as emulators do. */
  readonly tokens?: readonly string[];
  /** Service accounts that may be impersonated, and the token that stands for each. */
  readonly impersonable?: Readonly<Record<string, string>>;
  /** Services that are not enabled in the project, e.g. `cloudkms.googleapis.com`. */
  readonly disabled?: readonly string[];
  /** Milliseconds before every answer. */
  readonly delay?: number;
}

export interface GcsLoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly operation: GcsOperation;
  /** Milliseconds of a monotonic clock at which the request was complete. */
  readonly at: number;
  /** The same for the end of the answer; undefined while it is under way. */
  answeredAt?: number;
  /** Bearer token, or the empty string. */
  readonly token: string;
  readonly userAgent: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface GcsAnswer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
