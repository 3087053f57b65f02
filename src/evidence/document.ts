/** The documents that are judged before they are applied, each as its service takes it. */
export const documentKinds = [
  's3-bucket-policy',
  'kms-key-policy',
  's3-cors',
  'gcs-cors',
  'gcs-iam',
  'azure-cors',
  'coreweave-bucket-policy',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** A document from which evidence was read, in place of a bucket, key or account. */
export interface JudgedDocument {
  readonly kind: DocumentKind;
  /** As it was written, duplicate members and byte order mark included. */
  readonly text: string;
  /** The facets that it tells; `bucket.cors` is a facet of which it tells that member alone. */
  readonly tells: readonly string[];
}

/** Stands for the bucket that a document does not name, in commands. No service lets a bucket be called so. */
export const unnamedBucket = 'BUCKET';
