import type { GcsCase } from '../../fake-gcs/index.ts';
import { binding, dedicatedAccount, gcsFault, member, saasAccount, withDefaults } from './base.ts';

const admin = 'roles/storage.admin';

export const gcsIamCases: readonly GcsCase[] = [
  gcsFault({
    name: 'iam-nothing-granted',
    about: "no binding of the bucket or of its project names W&B's account",
    bucket: { bindings: withDefaults() },
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'iam-nothing-granted-project-hidden',
    about: "no binding of the bucket names W&B's account, and the policy of the project may not be read",
    bucket: { bindings: withDefaults() },
    denied: ['resourcemanager.projects.getIamPolicy'],
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'iam-on-project',
    about: "W&B's account has its role on the project rather than on the bucket",
    bucket: { bindings: withDefaults(), projectBindings: [binding(admin, member(dedicatedAccount))] },
    fails: [],
    exit: 0,
  }),
  gcsFault({
    name: 'iam-swapped-account',
    about: 'the account of Multi-tenant Cloud on a bucket for Dedicated Cloud',
    bucket: { bindings: withDefaults(binding(admin, member(saasAccount))) },
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'iam-object-admin',
    about: 'the role for objects alone, with which W&B cannot read the attributes of the bucket',
    bucket: { bindings: withDefaults(binding('roles/storage.objectAdmin', member(dedicatedAccount))) },
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'iam-deleted-account',
    about: 'the binding names an account that was deleted',
    bucket: { bindings: withDefaults(binding(admin, `deleted:${member(dedicatedAccount)}?uid=123456789012345678901`)) },
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'iam-condition-expired',
    about: 'the role was given for a time that is over',
    bucket: {
      bindings: withDefaults({
        ...binding(admin, member(dedicatedAccount)),
        condition: { title: 'trial', expression: 'request.time < timestamp("2026-06-30T00:00:00Z")' },
      }),
    },
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'iam-condition-objects-only',
    about: 'a condition on the names of objects shuts W&B out of the bucket itself',
    bucket: {
      bindings: withDefaults({
        ...binding(admin, member(dedicatedAccount)),
        condition: {
          title: 'wandb only',
          expression: 'resource.name.startsWith("projects/_/buckets/acme-wandb-iam-condition-objects-only/objects/")',
        },
      }),
    },
    fails: [],
    exit: 3,
  }),
  gcsFault({
    name: 'iam-custom-role',
    about: 'a custom role, whose permissions the policy does not show',
    bucket: { bindings: withDefaults(binding('projects/acme-ml/roles/wandb', member(dedicatedAccount))) },
    fails: [],
    exit: 0,
  }),
  gcsFault({
    name: 'iam-public',
    about: 'everybody on the Internet may read the objects',
    bucket: {
      bindings: withDefaults(binding(admin, member(dedicatedAccount)), binding('roles/storage.objectViewer', 'allUsers')),
      iamConfiguration: { uniformBucketLevelAccess: { enabled: true } },
    },
    fails: ['gcs/iam-public', 'gcs/public-access-prevention'],
    exit: 1,
  }),
];
