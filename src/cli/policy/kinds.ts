/** The documents that `policy check` judges, each as the service takes it. */
export const policyKinds = [
  's3-bucket-policy',
  'kms-key-policy',
  's3-cors',
  'gcs-cors',
  'gcs-iam',
  'azure-cors',
  'coreweave-bucket-policy',
] as const;
export type PolicyKind = (typeof policyKinds)[number];

export const isPolicyKind = (text: string): text is PolicyKind => (policyKinds as readonly string[]).includes(text);
