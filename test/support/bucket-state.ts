/**
 * A bucket and its key as a person would set them up: the inputs of the Put* calls. The fake server
 * serves it, the emulator suite builds it for real, and the fixtures are recordings of it.
 */
export interface KeyState {
  /** Key id, a UUID; the ARN follows from region and account. */
  readonly id: string;
  readonly region: string;
  readonly account: string;
  /** Key policy as text, exactly as it is stored. */
  readonly policy: string;
  readonly keyUsage?: 'ENCRYPT_DECRYPT' | 'SIGN_VERIFY';
  readonly keyState?: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly keyManager?: 'CUSTOMER' | 'AWS';
  readonly rotation?: boolean;
  readonly grants?: readonly { readonly GranteePrincipal: string; readonly Operations: readonly string[] }[];
  readonly aliases?: readonly string[];
}

/** Every member is in the words of the S3 API (what the SDK's Put* commands take); undefined means never configured. */
export interface BucketState {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly versioning?: 'Enabled' | 'Suspended' | undefined;
  readonly cors?:
    | readonly {
        readonly AllowedHeaders?: readonly string[];
        readonly AllowedMethods: readonly string[];
        readonly AllowedOrigins: readonly string[];
        readonly ExposeHeaders?: readonly string[];
        readonly MaxAgeSeconds?: number;
      }[]
    | undefined;
  readonly encryption?:
    { readonly SSEAlgorithm: string; readonly KMSMasterKeyID?: string; readonly BucketKeyEnabled?: boolean } | undefined;
  /** Bucket policy as text. */
  readonly policy?: string | undefined;
  readonly publicAccessBlock?:
    | {
        readonly BlockPublicAcls: boolean;
        readonly IgnorePublicAcls: boolean;
        readonly BlockPublicPolicy: boolean;
        readonly RestrictPublicBuckets: boolean;
      }
    | undefined;
  readonly accountPublicAccessBlock?: BucketState['publicAccessBlock'];
  readonly ownership?: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter' | undefined;
  /** Canned ACL. */
  readonly acl?: 'private' | 'public-read' | 'authenticated-read' | undefined;
  readonly logging?: { readonly TargetBucket: string; readonly TargetPrefix: string } | undefined;
  /** Lifecycle rules in the shape of PutBucketLifecycleConfiguration. */
  readonly lifecycle?: readonly Readonly<Record<string, unknown>>[] | undefined;
  /** `TransitionDefaultMinimumObjectSize`, which S3 answers in a header beside the rules. */
  readonly transitionSize?: string | undefined;
  readonly objectLock?: { readonly Mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly Days: number } | 'enabled' | undefined;
  readonly requestPayer?: 'Requester' | 'BucketOwner' | undefined;
  readonly key?: KeyState | undefined;
}

/** One end-to-end case: a bucket, what the user declares, and the checks that must fail (exactly these). */
export interface Case {
  readonly name: string;
  readonly about: string;
  readonly bucket: BucketState;
  readonly declared: {
    readonly deployment: 'multi-tenant' | 'dedicated' | 'self-managed';
    readonly level?: 'instance' | 'team' | undefined;
    readonly kmsKey?: string | undefined;
    readonly region?: string | undefined;
    readonly principal?: string | undefined;
    readonly account?: string | undefined;
    readonly origins?: readonly string[] | undefined;
  };
  /** The path inside the bucket that the target names. */
  readonly prefix?: string;
  /** The server knows no such bucket. */
  readonly isMissing?: true;
  /** Ids of the checks that fail, whatever their severity; empty for a compliant bucket. */
  readonly fails: readonly string[];
  /** Exit code of `byob-audit check` with the defaults. */
  readonly exit: 0 | 1 | 3;
  /** IAM actions that are denied to the auditing identity; `'*'` denies every read. */
  readonly denied?: readonly string[] | '*';
  /** Why an emulator cannot show the case (then it runs against the fake only). */
  readonly notOnMoto?: string;
}
