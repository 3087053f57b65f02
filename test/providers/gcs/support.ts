import type { ConnectOptions } from '../../../src/core/provider.ts';
import type { Declared } from '../../../src/evidence/declared.ts';
import { gcsFacets } from '../../../src/evidence/gcs.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import { connect } from '../../../src/providers/gcs/index.ts';
import { startFakeGcs, type FakeGcs, type FakeGcsOptions, type GcsBucketState } from '../../support/fake-gcs/index.ts';

for (const name of [
  'STORAGE_EMULATOR_HOST',
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'GOOGLE_CLOUD_QUOTA_PROJECT',
])
  delete process.env[name];
process.env['GOOGLE_APPLICATION_CREDENTIALS'] = '/nonexistent/credentials.json';
process.env['HOME'] = '/nonexistent';
process.env['METADATA_SERVER_DETECTION'] = 'none';

export const allFacets = Object.keys(gcsFacets);
export const projectNumber = '416283901726';
export const keyName = 'projects/acme-ml/locations/europe-west4/keyRings/wandb/cryptoKeys/bucket';
const agent = `serviceAccount:service-${projectNumber}@gs-project-accounts.iam.gserviceaccount.com`;

/** A bucket with everything set. */
export const fullBucket: GcsBucketState = {
  name: 'acme-wandb',
  projectNumber,
  location: 'EUROPE-WEST4',
  cors: [{ origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'], maxAgeSeconds: 3000 }],
  versioning: { enabled: true },
  softDeletePolicy: { retentionDurationSeconds: '604800' },
  iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
  encryption: { defaultKmsKeyName: keyName },
  retentionPolicy: { retentionPeriod: '86400', isLocked: true },
  defaultEventBasedHold: true,
  billing: { requesterPays: true },
  ipFilter: { mode: 'Disabled', publicNetworkSource: { allowedIpCidrRanges: ['192.0.2.0/24'] } },
  hierarchicalNamespace: { enabled: true },
  autoclass: { enabled: true, terminalStorageClass: 'NEARLINE' },
  logging: { logBucket: 'acme-logs', logObjectPrefix: 'wandb' },
  lifecycle: { rule: [{ action: { type: 'Delete' }, condition: { daysSinceNoncurrentTime: 30, isLive: false } }] },
  labels: { owner: 'someone-private' },
  bindings: [
    { role: 'roles/storage.admin', members: ['serviceAccount:deploy@wandb-production.iam.gserviceaccount.com'] },
    {
      role: 'roles/storage.objectViewer',
      members: ['group:ml@acme.example'],
      condition: { title: 'prefix', expression: 'resource.name.startsWith("projects/_/buckets/acme-wandb/objects/a/")' },
    },
  ],
  projectBindings: [{ role: 'roles/owner', members: ['group:admins@acme.example'] }],
  auditConfigs: [{ service: 'storage.googleapis.com', auditLogConfigs: [{ logType: 'DATA_READ' }, { logType: 'DATA_WRITE' }] }],
  key: {
    name: keyName,
    rotationPeriod: '7776000s',
    nextRotationTime: '2027-01-01T00:00:00Z',
    bindings: [{ role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter', members: [agent] }],
  },
};

/** A bucket on which nothing was ever configured. */
export const freshBucket: GcsBucketState = { name: 'fresh-bucket', projectNumber };

export interface Run {
  readonly evidence: Evidence<'gcs'>;
  readonly fake: FakeGcs;
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly fake?: Partial<FakeGcsOptions>;
  readonly connect?: Partial<ConnectOptions>;
  readonly declared?: Declared;
  readonly facets?: readonly string[];
  readonly bucket?: string;
  readonly signal?: AbortSignal;
}

export const io = { now: () => new Date('2026-11-21T12:00:00Z'), tool: { name: 'byob-audit', version: '0.1.0' } };

/** One bucket through the real client and over HTTP. */
export async function run(state: GcsBucketState, options: RunOptions = {}): Promise<Run> {
  const fake = await startFakeGcs({ buckets: [state], ...options.fake });
  const provider = connect({ endpoint: fake.url, timeout: 2000, concurrency: 4, ...options.connect }, io);
  const bucket = options.bucket ?? state.name;
  const begin = performance.now();
  try {
    const evidence = await provider.collect({
      target: { uri: `gs://${bucket}`, bucket },
      declared: options.declared ?? {},
      facets: options.facets ?? allFacets,
      signal: options.signal,
    });
    return { evidence, fake, milliseconds: performance.now() - begin };
  } finally {
    provider.close();
    await fake.close();
  }
}
