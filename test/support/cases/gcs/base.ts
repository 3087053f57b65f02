import { defaultBindings, type GcsBinding, type GcsBucketState, type GcsCase, type GcsKeyState } from '../../fake-gcs/index.ts';

/** Projects, accounts and keys are made up. */
export const projectNumber = '123456789012';
export const keyName = 'projects/acme-keys/locations/europe-west3/keyRings/wandb/cryptoKeys/bucket';
export const serviceAgent = `service-${projectNumber}@gs-project-accounts.iam.gserviceaccount.com`;

/** The accounts of W&B are spelled out here on purpose: a wrong constant in `src/requirements` must not agree with itself. */
export const dedicatedAccount = 'deploy@wandb-production.iam.gserviceaccount.com';
export const saasAccount = 'wandb-integration@wandb-production.iam.gserviceaccount.com';

export const moduleCors = {
  origin: ['*'],
  method: ['GET', 'HEAD', 'PUT'],
  responseHeader: ['*'],
  maxAgeSeconds: 3000,
} as const;

export const binding = (role: string, ...members: readonly string[]): GcsBinding => ({ role, members });
export const member = (account: string): string => `serviceAccount:${account}`;

/** The bindings that Google gives a new bucket, and more. */
export const withDefaults = (...more: readonly GcsBinding[]): readonly GcsBinding[] => [
  ...defaultBindings(projectNumber),
  ...more,
];

export const objectAudit = [
  { service: 'storage.googleapis.com', auditLogConfigs: [{ logType: 'DATA_READ' }, { logType: 'DATA_WRITE' }] },
] as const;

export const deleteOldVersions = { action: { type: 'Delete' }, condition: { daysSinceNoncurrentTime: 30 } } as const;

/** A bucket that follows the documents and good practice in every point that a check looks at. */
export const compliantGcsBucket = (name: string, account = dedicatedAccount): GcsBucketState => ({
  name,
  projectNumber,
  location: 'EUROPE-WEST3',
  cors: [moduleCors],
  versioning: { enabled: true },
  softDeletePolicy: { retentionDurationSeconds: '604800' },
  iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
  lifecycle: { rule: [deleteOldVersions] },
  bindings: withDefaults(binding('roles/storage.admin', member(account))),
  projectBindings: [binding('roles/owner', 'group:cloud@acme.example')],
  auditConfigs: objectAudit,
  labels: { team: 'machine-learning' },
});

/** A key that Cloud Storage may use. */
export const compliantGcsKey: GcsKeyState = {
  name: keyName,
  rotationPeriod: '7776000s',
  nextRotationTime: '2026-12-01T00:00:00Z',
  bindings: [binding('roles/cloudkms.cryptoKeyEncrypterDecrypter', member(serviceAgent))],
};

/** The compliant bucket of Dedicated Cloud with one change. */
export function gcsFault(
  change: Pick<GcsCase, 'name' | 'about' | 'fails' | 'exit'> &
    Partial<Pick<GcsCase, 'denied' | 'declared' | 'prefix' | 'isMissing'>> & { readonly bucket?: Partial<GcsBucketState> },
): GcsCase {
  const { bucket, declared, ...rest } = change;
  return {
    ...rest,
    bucket: { ...compliantGcsBucket(`acme-wandb-${change.name}`), ...bucket },
    declared: { deployment: 'dedicated', ...declared },
  };
}
