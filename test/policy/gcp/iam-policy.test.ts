import { describe, expect, it } from 'vitest';
import { readIamPolicy } from '../../../src/policy/gcp/iam-policy.ts';
import { policyOf, saas } from './support.ts';

const member = `serviceAccount:${saas}`;
const problemOf = (document: unknown): string => {
  const read = readIamPolicy(typeof document === 'string' ? document : JSON.stringify(document));
  return read.ok ? 'accepted' : read.problem;
};
const one = (more: object): object => ({ bindings: [{ role: 'roles/storage.admin', members: [member], ...more }], version: 3 });
const condition = { title: 't', expression: 'true' };

describe('an IAM policy', () => {
  it('is read as gcloud prints it', () => {
    const text = `{"bindings":[{"members":["${member}"],"role":"roles/storage.admin"}],"etag":"CAE=","kind":"storage#policy","resourceId":"projects/_/buckets/acme","version":1}`;
    expect(policyOf(`\ufeff${text}`)).toMatchObject({ bucket: 'acme', bindings: [{ index: 0, role: 'roles/storage.admin' }] });
  });

  it('may be empty, and then grants nothing', () => {
    expect(policyOf('{"etag": "ACAB"}').bindings).toEqual([]);
    expect(policyOf('{"bindings": [{"role": "roles/storage.admin"}]}').bindings[0]?.members).toEqual([]);
  });

  it('with a condition and no etag is advised against', () => {
    expect(policyOf(JSON.stringify(one({ condition }))).advice).toEqual([
      'etag is absent: without it a writer of version 1 drops every condition unnoticed',
    ]);
    expect(policyOf(JSON.stringify({ ...one({ condition }), etag: 'CAE=' })).advice).toEqual([]);
  });

  it.each([
    ['[]', 'the document is not a JSON object (line 1, column 1)'],
    ['bindings:\n- members: []', 'gcloud writes JSON with --format=json'],
    ['{"bindings":[],"bindings":[]}', 'occurs twice'],
    [{ Version: '2012-10-17', Statement: [] }, 'Version is not a field of an IAM policy'],
    [{ bindings: {} }, 'bindings is not a list'],
    [{ bindings: [[]] }, 'bindings[0] is not a JSON object'],
    [{ version: 2 }, 'version is neither 1 nor 3'],
    [{ version: '3' }, 'version is neither 1 nor 3'],
    [{ etag: 1 }, 'etag is not a string'],
    [{ bindings: [{ members: [] }] }, 'bindings[0].role is absent'],
    [{ bindings: [{ role: 'storage.admin' }] }, 'bindings[0].role "storage.admin" is not the name of a role'],
    [{ bindings: [{ role: 'Storage Admin' }] }, 'bindings[0].role "Storage Admin" is not the name of a role'],
    [one({ members: member }), 'bindings[0].members is not a list'],
    [one({ members: [1] }), 'bindings[0].members[0] is not a string'],
    [one({ members: [`user:${saas}`] }), `bindings[0].members[0] "user:${saas}" names a service account as user`],
    [one({ roles: [] }), 'roles is not a field of a binding'],
    [one({ condition: 'true' }), 'bindings[0].condition is not a JSON object'],
    [one({ condition: { title: 't' } }), 'bindings[0].condition.expression is absent'],
    [one({ condition: { expression: 'true' } }), 'bindings[0].condition.title is absent'],
    [{ ...one({ condition }), version: 1 }, 'version is 1, and bindings[0] has a condition, which takes version 3'],
    [{ bindings: [{ role: 'roles/viewer', members: [], condition }] }, 'version is absent, and bindings[0] has a condition'],
    [one({ members: Array.from({ length: 1501 }, () => member) }), 'bindings hold 1501 members, and IAM accepts 1500'],
    [
      { version: 3, bindings: Array.from({ length: 101 }, () => ({ role: 'roles/viewer', members: [], condition })) },
      '101 bindings have a condition, and IAM accepts 100',
    ],
  ])('%j is refused: %s', (document, problem) => {
    expect(problemOf(document)).toContain(problem);
  });

  it('tells line and column of what is refused', () => {
    expect(problemOf('{\n  "bindings": [\n    { "role": "admin" }\n  ]\n}')).toContain('(line 3, column 15)');
    expect(problemOf('{\n  "bindings": [\n')).toContain('line 3, column 1');
  });
});
