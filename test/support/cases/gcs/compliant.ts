import type { GcsCase } from '../../fake-gcs/index.ts';
import {
  binding,
  compliantGcsBucket,
  dedicatedAccount,
  gcsFault,
  member,
  moduleCors,
  projectNumber,
  saasAccount,
  withDefaults,
} from './base.ts';

const ownAccount = 'wandb-server@acme-ml.iam.gserviceaccount.com';

/** What W&B's own module `secure_storage_connector` makes with its defaults; Google adds soft delete for seven days. */
const officialModule: GcsCase = {
  name: 'official-terraform-module',
  about: "the bucket that W&B's own Terraform module makes: no versioning, no public access prevention",
  bucket: {
    name: 'acme-clever-mole',
    projectNumber,
    location: 'US',
    iamConfiguration: { uniformBucketLevelAccess: { enabled: true } },
    cors: [moduleCors],
    bindings: withDefaults(
      binding('roles/storage.objectAdmin', member(dedicatedAccount)),
      binding('roles/storage.admin', member(dedicatedAccount)),
    ),
    projectBindings: [binding('roles/owner', 'user:terraform@acme.example')],
  },
  declared: { deployment: 'dedicated' },
  fails: ['gcs/public-access-prevention', 'gcs/versioning', 'gcs/audit-logs'],
  exit: 1,
};

export const compliantGcsCases: readonly GcsCase[] = [
  gcsFault({ name: 'compliant-dedicated', about: 'the documented bucket for Dedicated Cloud', fails: [], exit: 0 }),
  {
    name: 'compliant-saas',
    about: 'the documented bucket for Multi-tenant Cloud',
    bucket: compliantGcsBucket('acme-wandb-saas', saasAccount),
    declared: { deployment: 'multi-tenant', level: 'team' },
    fails: [],
    exit: 0,
  },
  {
    name: 'compliant-self-managed',
    about: 'the documented bucket for a self-managed W&B with a service account of its own',
    bucket: compliantGcsBucket('acme-wandb-self-managed', ownAccount),
    declared: { deployment: 'self-managed', principal: ownAccount },
    fails: [],
    exit: 0,
  },
  officialModule,
  gcsFault({
    name: 'locked-out',
    about: 'a compliant bucket of which the auditing identity may read nothing',
    denied: '*',
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'iam-policy-not-readable',
    about: 'a compliant bucket whose IAM policy the auditing identity may not read',
    denied: ['storage.buckets.getIamPolicy'],
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'ip-filter-not-shown',
    about: 'a compliant bucket whose IP filter Cloud Storage does not show to the auditing identity',
    bucket: { ipFilter: undefined },
    denied: ['storage.buckets.getIpFilter'],
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'project-policy-not-readable',
    about: 'a compliant bucket in a project whose IAM policy the auditing identity may not read',
    denied: ['resourcemanager.projects.getIamPolicy'],
    fails: [],
    exit: 3,
  }),
];
