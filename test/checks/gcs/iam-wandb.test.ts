import { expect, it } from 'vitest';
import { gcsIamWandb } from '../../../src/checks/gcs/iam-wandb.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { bucket, deploy, integration } from './support.ts';

interface Binding {
  readonly role: string;
  readonly members: string[];
  readonly condition?: { readonly title: string; readonly expression: string };
}
const admin = 'roles/storage.admin';
const give = (role: string, ...members: string[]): Binding => ({ role, members });
const policy = (...bindings: Binding[]) => ({ iamPolicy: { version: 3, bindings } });
const project = (...bindings: Binding[]) => ({ projectIamPolicy: { version: 1, bindings } });
const account = (email: string): string => `serviceAccount:${email}`;
const when = (expression: string): Binding => ({ ...give(admin, account(deploy)), condition: { title: 'c', expression } });
const isDedicated = { deployment: 'dedicated' } as const;
const own = 'wandb@acme.iam.gserviceaccount.com';
const defaults = [
  give('roles/storage.legacyBucketOwner', 'projectOwner:acme', 'projectEditor:acme'),
  give('roles/storage.legacyObjectOwner', 'projectOwner:acme', 'projectEditor:acme'),
];
/** The bindings of a new bucket, with the project by number. */
const numbered = (number: string) =>
  policy(
    give('roles/storage.legacyBucketOwner', `projectOwner:${number}`, `projectEditor:${number}`),
    give('roles/storage.legacyObjectOwner', `projectOwner:${number}`, `projectEditor:${number}`),
  );
const custom = 'projects/acme/roles/wandb';

describeCheck<'gcs'>(gcsIamWandb, {
  'passes when': {
    'Dedicated Cloud has the documented role': {
      given: policy(...defaults, give(admin, account(deploy))),
      with: isDedicated,
      says: `IAM grants what W&B needs to ${deploy}, by ${admin}`,
    },
    'Multi-tenant Cloud has it': {
      given: policy(give(admin, account(integration))),
      with: { deployment: 'multi-tenant' },
      says: `IAM grants what W&B needs to ${integration}, by ${admin}`,
    },
    'Self-Managed has it': {
      given: policy(give(admin, account(own))),
      with: { deployment: 'self-managed', principal: own },
      says: /by roles\/storage\.admin$/,
    },
    'the principal is declared with its type': {
      given: policy(give(admin, account(own))),
      with: { deployment: 'self-managed', principal: account(own) },
      says: `IAM grants what W&B needs to ${own}, by ${admin}`,
    },
    'other roles add up to it': {
      given: policy(
        give('roles/storage.objectAdmin', account(deploy)),
        give('roles/storage.legacyBucketReader', account(deploy)),
      ),
      with: isDedicated,
      says: /by roles\/storage\.legacyBucketReader and roles\/storage\.objectAdmin$/,
    },
    'it is on the project': {
      given: { ...policy(...defaults), ...project(give(admin, account(deploy))) },
      with: isDedicated,
      says: /by roles\/storage\.admin$/,
    },
    'the project may not be read, and the bucket says enough': {
      given: policy(give(admin, account(deploy))),
      unreadable: { projectIamPolicy: 'access-denied' },
      with: isDedicated,
      says: /by roles\/storage\.admin$/,
    },
    'a self-managed server has a basic role on the project': {
      given: { ...numbered('123'), ...project(give('roles/editor', account(own))), ...bucket({ projectNumber: '123' }) },
      with: { deployment: 'self-managed', principal: own },
      says: /by roles\/storage\.legacyBucketOwner and roles\/storage\.legacyObjectOwner$/,
    },
    'a condition is true': {
      given: policy(when('request.time < timestamp("2030-01-01T00:00:00Z")')),
      with: isDedicated,
      says: /by roles\/storage\.admin$/,
    },
    'a member of an unknown kind is beside it': {
      given: policy(give(admin, account(deploy), 'robot:r2d2')),
      with: isDedicated,
      says: /by roles\/storage\.admin$/,
    },
  },
  'fails when': {
    'the account of the other deployment has it': {
      given: policy(give(admin, account(integration))),
      with: isDedicated,
      says: `IAM grants the permissions to ${integration}, the account of multi-tenant deployments, and not to ${deploy}`,
    },
    'the account was deleted': {
      given: policy(give(admin, `deleted:${account(deploy)}?uid=1`)),
      with: isDedicated,
      says: `bindings[0] (${admin}) names ${deploy} as deleted, and a deleted account has no access`,
    },
    'the account is named as a user': {
      given: policy(give(admin, `user:${deploy}`)),
      with: isDedicated,
      says: `bindings[0] (${admin}) names user:${deploy}, and the account is a service account: serviceAccount:${deploy}`,
    },
    'it may only handle objects': {
      given: policy(give('roles/storage.objectAdmin', account(deploy))),
      with: isDedicated,
      says: `IAM does not grant ${deploy} storage.buckets.get: bindings[0] (roles/storage.objectAdmin) does not include it`,
      severity: 'high',
    },
    'it may only read': {
      given: policy(
        give('roles/storage.objectViewer', account(deploy)),
        give('roles/storage.legacyBucketReader', account(deploy)),
      ),
      with: isDedicated,
      says: /does not grant .* storage\.objects\.create and 1 more permission: /,
    },
    'the time is over': {
      given: policy(when('request.time < timestamp("2026-01-01T00:00:00Z")')),
      with: isDedicated,
      says: /and 4 more permissions: .* it has expired/,
    },
    'a condition on object names shuts it out of the bucket': {
      given: policy(when('resource.name.startsWith("projects/_/buckets/acme-wandb/objects/")')),
      with: isDedicated,
      says: /storage\.buckets\.get and 1 more permission: /,
    },
    'multipart uploads are left out': {
      given: policy(
        give('roles/storage.legacyBucketReader', account(deploy)),
        give('roles/storage.objectViewer', account(deploy)),
        { ...give('roles/storage.legacyBucketWriter', account(deploy)) },
      ),
      with: isDedicated,
      says: /^some uses of W&B fail: IAM does not grant .* storage\.objects\.update: /,
      severity: 'low',
    },
  },
  'asks when': {
    'the bucket lets in those of a project by its id, and the account has the basic role on the project of the bucket': {
      given: { ...policy(...defaults), ...project(give('roles/editor', account(own))), ...bucket({ projectNumber: '123' }) },
      with: { deployment: 'self-managed', principal: own },
      says: /^it is not certain that .* bindings\[0\] \(roles\/storage\.legacyBucketOwner\) gives it to projectEditor:acme, and whether that is the project of the bucket is not known$/,
      severity: 'medium',
    },
    'the number of the project would settle nothing': {
      given: policy(give(admin, 'group:ml@acme.example'), give('roles/storage.legacyBucketOwner', 'projectOwner:123')),
      unreadable: { bucket: 'access-denied' },
      with: isDedicated,
      says: /whether it takes in the service account/,
    },
    'the answer of the bucket has no number of its project': {
      given: { ...numbered('123'), ...project(give('roles/owner', account(own))), ...bucket() },
      with: { deployment: 'self-managed', principal: own },
      says: /gives it to projectOwner:123, and whether that is the project of the bucket is not known$/,
    },
    'some uses lack a permission on the bucket and its project': {
      given: {
        ...policy(give('roles/storage.legacyBucketWriter', account(deploy)), give('roles/storage.objectViewer', account(deploy))),
        ...project(),
      },
      with: isDedicated,
      says: /^IAM of bucket and project does not grant .* storage\.objects\.update: .*; does a role on a folder or on the organization\?$/,
      severity: 'low',
    },
    'only a custom role may hold what some uses need': {
      given: policy(
        give('roles/storage.legacyBucketWriter', account(deploy)),
        give('roles/storage.legacyObjectReader', account(deploy)),
        give('projects/acme/roles/wandb', account(deploy)),
      ),
      with: isDedicated,
      says: /^for some uses of W&B it is not certain that IAM grants .* storage\.objects\.update: /,
      severity: 'low',
    },
    'the deployment is not declared': {
      given: policy(give(admin, account(deploy))),
      says: `the deployment of W&B is not declared, so its service account is not known; IAM grants what W&B needs to ${deploy}, the account of dedicated deployments`,
    },
    'the server is self-managed and its account not declared': {
      given: policy(),
      with: { deployment: 'self-managed' },
      says: /not declared; IAM grants what W&B needs to none of W&B's published service accounts$/,
    },
    'the declared principal is one of AWS': {
      given: policy(give(admin, account(deploy))),
      with: { ...isDedicated, principal: 'arn:aws:iam::830241207209:root' },
      says: /^the declared principal arn:aws:iam::830241207209:root is not the e-mail address of a service account;/,
    },
    'the role is a custom one': {
      given: policy(give(custom, account(deploy))),
      with: isDedicated,
      says: /^it is not certain that IAM grants .* is a custom role, and its permissions are not in the policy$/,
      severity: 'medium',
    },
    'a group has the role': {
      given: policy(give(admin, 'group:ml@acme.example')),
      with: isDedicated,
      says: /whether it takes in the service account/,
    },
    'a member of an unknown kind is all there is': {
      given: policy(give(admin, 'robot:r2d2')),
      with: isDedicated,
      says: /has the member robot:r2d2, of a kind that byob-audit does not know$/,
    },
    'a condition is beyond reach': {
      given: policy(when('resource.matchTag("acme/env", "prod")')),
      with: isDedicated,
      says: /^it is not certain/,
    },
    'the policy of the bucket is not one': {
      given: policy(give('nonsense')),
      with: isDedicated,
      says: /does not understand the IAM policy of the bucket/,
    },
    'the policy of the project is not one': {
      given: { ...policy(give(admin, account(deploy))), ...project(give('nonsense')) },
      with: isDedicated,
      says: /does not understand the IAM policy of the project/,
    },
  },
  'cannot tell when': {
    'the bucket lets in those of a project by its number, and the bucket may not be read': {
      given: { ...numbered('123'), ...project(give('roles/owner', account(own))) },
      unreadable: { bucket: 'access-denied' },
      with: { deployment: 'self-managed', principal: own },
      says: /gives it to projectOwner:123, .*grant storage\.buckets\.get/,
    },
    'the basic role is on the project of the bucket, and the bucket lets in those of another project': {
      given: { ...numbered('124'), ...project(give('roles/editor', account(own))), ...bucket({ projectNumber: '123' }) },
      with: { deployment: 'self-managed', principal: own },
      says: /^no binding of the bucket|does not include it;/,
    },
    'nothing names the account': {
      given: { ...policy(...defaults), ...project(give('roles/owner', 'group:cloud@acme.example')) },
      with: isDedicated,
      says: /^no binding of the bucket or of its project names .*; a role on a folder or on the organization would serve as well; what is granted above the project is not read, which would take resourcemanager\.projects\.get, resourcemanager\.folders\.getIamPolicy, resourcemanager\.organizations\.getIamPolicy$/,
      severity: 'high',
    },
    'the role on the project is for objects': {
      given: { ...policy(), ...project(give('roles/storage.objectUser', account(deploy))) },
      with: isDedicated,
      says: /bindings\[0\] \(roles\/storage\.objectUser\) of the project does not include it; a role on a folder or on the organization would serve as well;/,
    },
    'nothing names the account and the project may not be read': {
      given: policy(...defaults),
      unreadable: { projectIamPolicy: 'access-denied' },
      with: isDedicated,
      says: /^no binding of the bucket names .*; a role on the project would serve as well; .*grant resourcemanager\.projects\.getIamPolicy/,
    },
    'the accounts are swapped and the project may not be read': {
      given: policy(give(admin, account(integration))),
      unreadable: { projectIamPolicy: 'access-denied' },
      with: isDedicated,
      says: /^IAM grants the permissions to wandb-integration@.* a role on the project would serve/,
    },
  },
});

const commands = (...bindings: Binding[]) =>
  judge(gcsIamWandb, { given: policy(...bindings), with: isDedicated }).remediation?.commands;

it('adds the binding, without a condition where the policy has some', () => {
  const command = `gcloud storage buckets add-iam-policy-binding gs://acme-wandb --member=serviceAccount:${deploy} --role=${admin}`;
  expect(commands()).toEqual([command]);
  expect(commands(when('request.time < timestamp("2026-01-01T00:00:00Z")'))).toEqual([`${command} --condition=None`]);
});

it('tells how to see what is in a custom role', () => {
  const { details } = judge(gcsIamWandb, { given: policy(give(custom, account(deploy))), with: isDedicated });
  expect(details).toContain('to see what is in it: gcloud iam roles describe wandb --project=acme');
});

it('tells that a grant ends', () => {
  const given = policy(when('request.time < timestamp("2030-01-01T00:00:00Z")'));
  expect(judge(gcsIamWandb, { given, with: isDedicated }).details).toEqual([
    `bindings[0] (${admin}) holds for a limited time: request.time < timestamp("2030-01-01T00:00:00Z")`,
    'deny policies and VPC Service Controls are not part of this',
  ]);
});

it('asks for the whole bucket below a path where the rule sub-path-grant is strict', () => {
  const below = when(
    'resource.name.startsWith("projects/_/buckets/acme-wandb/objects/team/") || resource.type == "storage.googleapis.com/Bucket"',
  );
  const target = { uri: 'gs://acme-wandb/team', bucket: 'acme-wandb', prefix: 'team' };
  const run = (rules?: { 'sub-path-grant': 'strict' }) =>
    judge(gcsIamWandb, { given: policy(below), with: { ...isDedicated, target, ...(rules === undefined ? {} : { rules }) } })
      .status;
  expect([run(), run({ 'sub-path-grant': 'strict' })]).toEqual(['pass', 'fail']);
});

it('shows the member of the policy as evidence, not whom it stands for', () => {
  const given = { ...policy(...defaults), ...project(give('roles/editor', account(own))) };
  const { evidence } = judge(gcsIamWandb, { given, with: { deployment: 'self-managed', principal: own } });
  expect(evidence?.[0]?.value).toMatchObject({ members: ['projectOwner:acme', 'projectEditor:acme'] });
});
