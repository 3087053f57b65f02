import { expect, it } from 'vitest';
import { gcsIamPublic } from '../../../src/checks/gcs/iam-public.ts';
import { describeCheck, judge } from '../../support/describe-check.ts';
import { bucket, deploy } from './support.ts';

const policy = (role: string, ...members: string[]) => ({ iamPolicy: { bindings: [{ role, members }] } });

describeCheck<'gcs'>(gcsIamPublic, {
  'passes when': {
    'only accounts are named': {
      given: policy('roles/storage.admin', `serviceAccount:${deploy}`, 'projectOwner:acme', 'domain:acme.example'),
      says: 'no binding names allUsers or allAuthenticatedUsers',
    },
    'the policy is empty': { given: { iamPolicy: {} }, says: /^no binding/ },
  },
  'fails when': {
    'everybody may read': {
      given: policy('roles/storage.objectViewer', 'allUsers'),
      says: 'bindings[0] (roles/storage.objectViewer) gives the role to allUsers, which is everybody on the Internet',
      severity: 'medium',
    },
    'everybody with an account may read, and the bucket may not be read': {
      given: policy('roles/storage.objectViewer', 'allAuthenticatedUsers'),
      unreadable: { bucket: 'access-denied' },
      says: /everybody with a Google account$/,
      severity: 'medium',
    },
    'prevention makes it idle': {
      given: {
        ...policy('roles/storage.objectViewer', 'allUsers'),
        ...bucket({ iamConfiguration: { publicAccessPrevention: 'enforced' } }),
      },
      says: /; it has no effect while public access prevention is enforced$/,
      severity: 'low',
    },
    'a condition limits it': {
      given: {
        iamPolicy: {
          version: 3,
          bindings: [
            { role: 'roles/storage.objectViewer', members: ['allUsers'], condition: { title: 'site', expression: 'true' } },
          ],
        },
      },
      says: /under the condition "site"$/,
    },
  },
  'asks when': {
    'a member is of a kind that nobody knows': {
      given: policy('roles/storage.objectViewer', 'everyone:internet'),
      says: 'no binding names allUsers or allAuthenticatedUsers; bindings[0] (roles/storage.objectViewer) has the member everyone:internet, of a kind that byob-audit does not know',
      severity: 'medium',
    },
    'the policy is not one': { given: { iamPolicy: { bindings: [{ role: 'x' }] } }, says: /does not understand the IAM policy/ },
  },
});

it('takes out the public members and nobody else', () => {
  expect(
    judge(gcsIamPublic, { given: policy('roles/storage.objectViewer', 'allUsers', 'user:a@acme.example') }).remediation?.commands,
  ).toEqual([
    'gcloud storage buckets remove-iam-policy-binding gs://acme-wandb --member=allUsers --role=roles/storage.objectViewer',
  ]);
});

it('tells gcloud which binding is meant as soon as any has a condition', () => {
  const conditional = {
    role: 'roles/storage.admin',
    members: ['user:a@acme.example'],
    condition: { title: 't', expression: 'true' },
  };
  const iamPolicy = { version: 3, bindings: [conditional, { role: 'roles/storage.objectViewer', members: ['allUsers'] }] };
  expect(judge(gcsIamPublic, { given: { iamPolicy } }).remediation?.commands?.[0]).toMatch(/ --all$/);
});
