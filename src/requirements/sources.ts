export interface SourceDocument {
  /** What the document is. */
  readonly about: string;
  /** Day, month or commit, as exactly as it is known. */
  readonly dated: string;
}

/** The documents behind the requirements; the key is the `document` of a check's source. */
export const sourceDocuments = {
  S000: { about: 'W&B documentation, "Data encryption in Dedicated Cloud"', dated: 'newer than S004' },
  S002: { about: 'W&B documentation, "Secure storage connector"', dated: 'about 2023-11' },
  S001: { about: 'W&B documentation, "BYOB (Secure storage connector)"', dated: 'early 2024' },
  'D-2024-05': { about: 'wandb/docs pull request 675: Azure at team level', dated: '2024-05-20' },
  'D-2024-06': { about: 'wandb/docs pull request 726: buckets in another cloud and S3-compatible ones', dated: '2024-06-25' },
  S004: {
    about: 'W&B documentation, "Bring your own bucket (BYOB)" and four pages around it, Korean print',
    dated: 'about 2025-03',
  },
  'D-2025-05': {
    about: 'wandb/docs pull request 1323: versioning is no longer asked for, values as in Terraform',
    dated: '2025-05-14',
  },
  'D-2025-06': { about: 'wandb/docs pull request 1391: CoreWeave, and the correct form of the store URI', dated: '2025-06-27' },
  'D-2025-08': { about: 'wandb/docs pull request 1573: CoreWeave principals', dated: '2025-08-27' },
  'D-2026-02': { about: 'wandb/docs pull request 2123: soft deletion for Google Cloud Storage', dated: '2026-02-04' },
  'D-2026S': {
    about: 'wandb/docs, platform/hosting/data-security/secure-storage-connector.mdx: the newest complete English page',
    dated: 'commit 038eac90, spring 2026',
  },
  'D-2026-07': { about: 'wandb/docs pull request 2912: reference buckets of Weave', dated: '2026-07-16' },
  'D-2026-08': { about: 'wandb/docs pull request 2967: Azure workload identity', dated: '2026-08-19' },
  'D-CW': { about: 'docs.coreweave.com, secure storage connector: the new home of the page', dated: 'after the middle of 2026' },
  TFA: {
    about: 'wandb/terraform-aws-wandb v8.0.0, above all modules/secure_storage_connector',
    dated: 'commit e1363b6, 2026-06-29',
  },
  TFG: { about: 'wandb/terraform-google-wandb v10.8.2', dated: 'commit 146d49a, 2026-06-30' },
  TFZ: { about: 'wandb/terraform-azurerm-wandb v7.9.3-pre1', dated: 'commit 21dc77b, 2026-06-30' },
  HELM: { about: 'wandb/helm-charts, operator-wandb 0.43.8', dated: 'commit 82d5626, 2026-07-24' },
  OP: { about: 'wandb/operator, how the operator reads object store settings', dated: 'commit 7b06306, 2026-08-21' },
  SDK: { about: 'wandb/wandb, the command `wandb verify`', dated: 'commit b6e2950, 2026-08-21' },
  REL: { about: 'Release notes of W&B Server', dated: '0.54.0 to 0.85.0' },
  GO: { about: "Measured: how Go's net/url reads the store URIs of the documents", dated: '2026-11-21' },
  SRV: {
    about: 'Measured: what Ceph, MinIO, OpenStack Swift and s3rver answer to the calls of the AWS SDK',
    dated: '2026-11-21',
  },
  AWS: {
    about: 'Documentation of Amazon S3, AWS KMS and IAM: how the service works, where no document of W&B states the rule',
    dated: 'as of 2026-11',
  },
  S003: {
    about: 'Microsoft Learn, "Customer-managed keys for encryption with Azure AI Studio", hubs and projects',
    dated: 'about 2023-11',
  },
  'AI-2411': { about: 'MicrosoftDocs/azure-ai-docs, articles/ai-studio/concepts/encryption-keys-portal.md', dated: '2024-11-21' },
  'AI-2505': {
    about: 'MicrosoftDocs/azure-ai-docs, articles/ai-foundry/concepts/encryption-keys-portal.md',
    dated: '2025-05-01',
  },
  'AI-2509': { about: 'The same page, with Azure RBAC', dated: 'commit 43dc14e, 2025-09-29' },
  'HUB-2509': {
    about: 'MicrosoftDocs/azure-ai-docs, articles/ai-foundry/concepts/hub-encryption-keys-portal.md',
    dated: '2025-09-12',
  },
  'AI-2608': {
    about: 'MicrosoftDocs/azure-ai-docs, articles/foundry/concepts/encryption-keys-portal.md and customer-managed-keys.md',
    dated: '2026-08',
  },
  AML: {
    about: 'MicrosoftDocs/azure-ai-docs, articles/machine-learning: customer-managed keys and data encryption',
    dated: 'as of 2026-08',
  },
  AZP: { about: 'Built-in definitions of Azure Policy', dated: 'commit f4a50bac' },
  AZ: {
    about:
      'Documentation and REST specifications of Azure Key Vault, Storage, AI Search, Container Registry and Azure RBAC: how the services work',
    dated: 'as of 2026-11',
  },
  GCP: {
    about:
      'Documentation of Google Cloud Storage, Cloud KMS and IAM: how the service works, where no document of W&B states the rule',
    dated: 'as of 2026-11',
  },
} as const satisfies Readonly<Record<string, SourceDocument>>;
