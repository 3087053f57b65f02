import { describe, expect, it } from 'vitest';
import { matchMember, parseMember } from '../../../src/policy/gcp/member.ts';
import { dedicated, saas } from './support.ts';

const match = (text: string): string => {
  const member = parseMember(text);
  return 'problem' in member ? member.problem : matchMember(member, saas);
};

describe('members', () => {
  it.each([
    [`serviceAccount:${saas}`, 'true'],
    [`serviceAccount:${saas.toUpperCase()}`, 'true'],
    [`serviceAccount:${dedicated}`, 'false'],
    ['serviceAccount:acme.svc.id.goog[default/wandb]', 'false'],
    ['allUsers', 'unknown'],
    ['allAuthenticatedUsers', 'unknown'],
    ['group:storage@acme.example', 'unknown'],
    ['user:ada@acme.example', 'false'],
    ['domain:acme.example', 'false'],
    ['projectOwner:acme-prod', 'false'],
    ['projectEditor:acme.example:acme-prod', 'false'],
    ['projectViewer:acme-prod', 'false'],
    [`deleted:serviceAccount:${saas}?uid=123456789012345678901`, 'false'],
    ['deleted:user:ada@acme.example?uid=1234567890', 'false'],
    ['deleted:principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/s', 'false'],
    ['principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/s', 'false'],
    [`principal://iam.googleapis.com/projects/-/serviceAccounts/${saas}`, 'unknown'],
    ['principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/*', 'false'],
    ['principalSet://cloudresourcemanager.googleapis.com/projects/1/type/ServiceAccount', 'unknown'],
  ])('%s takes in the service account of W&B: %s', (text, expected) => {
    expect(match(text)).toBe(expected);
  });

  it.each([
    [`user:${saas}`, `names a service account as user; expected serviceAccount:${saas}`],
    [`group:${saas}`, `names a service account as group; expected serviceAccount:${saas}`],
    [saas, `has no type; expected serviceAccount:${saas}`],
    ['ada@acme.example', 'has no type; expected user:ada@acme.example'],
    [`serviceaccount:${saas}`, 'is of a type that IAM does not know'],
    [`deleted:serviceAccount:${saas}`, 'names a deleted principal without its ?uid='],
    ['deleted:domain:acme.example?uid=1', 'is of a type that IAM does not know'],
    ['serviceAccount:wandb', 'is not the address of a service account'],
    ['user:', 'is not an e-mail address'],
    ['domain:acme', 'is not a domain'],
    ['projectOwner:', 'does not name a project'],
    ['allusers', 'is of a type that IAM does not know'],
    ['arn:aws:iam::830241207209:root', 'is of a type that IAM does not know'],
    ['', 'is of a type that IAM does not know'],
  ])('%s is refused: %s', (text, problem) => {
    expect(match(text)).toBe(problem);
  });

  it('one of endless length is refused at once', () => {
    expect(match(`user:a@${'.a'.repeat(5_000_000)} `)).toBe('has 10000008 characters, more than any principal');
  });
});
