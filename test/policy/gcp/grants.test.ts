import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf, answerTo, binding, dedicated, now, saas, type RawBinding } from './support.ts';

const wandb = `serviceAccount:${saas}`;
const objects = 'projects/_/buckets/acme/objects/';
/** The permissions that W&B cannot do without, by answer. */
const core = (...args: Parameters<typeof answersOf>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    answersOf(...args).flatMap(({ need, answer }) => (need.weight === 'core' ? [[need.permission, answer]] : [])),
  );
const all = (answer: string): Readonly<Record<string, string>> => ({
  'storage.buckets.get': answer,
  'storage.objects.get': answer,
  'storage.objects.create': answer,
  'storage.objects.delete': answer,
  'storage.objects.list': answer,
});

describe('what the bindings give', () => {
  it('roles/storage.admin gives everything', () => {
    expect(answersOf([binding('roles/storage.admin', wandb)]).map(({ answer }) => answer)).not.toContain('false');
    expect(core([binding('roles/storage.admin', wandb)])).toEqual(all('true'));
  });

  it('nothing to an account that nobody names', () => {
    expect(core([binding('roles/storage.admin', `serviceAccount:${dedicated}`)])).toEqual(all('false'));
    expect(answerTo('storage.objects.get', []).why).toBe('no binding names it');
  });

  it.each([
    ['roles/storage.objectAdmin', ['storage.buckets.get']],
    ['roles/storage.objectUser', ['storage.buckets.get']],
    ['roles/storage.objectViewer', ['storage.buckets.get', 'storage.objects.create', 'storage.objects.delete']],
    [
      'roles/storage.objectCreator',
      ['storage.buckets.get', 'storage.objects.delete', 'storage.objects.get', 'storage.objects.list'],
    ],
    ['roles/storage.legacyBucketOwner', ['storage.objects.get']],
    ['roles/storage.legacyBucketWriter', ['storage.objects.get']],
    ['roles/storage.legacyBucketReader', ['storage.objects.create', 'storage.objects.delete', 'storage.objects.get']],
    ['roles/storage.legacyObjectReader', Object.keys(all('')).filter((name) => name !== 'storage.objects.get')],
    ['roles/owner', Object.keys(all(''))],
    ['roles/editor', Object.keys(all(''))],
    ['roles/viewer', Object.keys(all(''))],
  ])('%s lacks %j', (role, lacking) => {
    const answers = core([binding(role, wandb)]);
    expect(Object.keys(answers).filter((name) => answers[name] === 'false')).toEqual(
      Object.keys(all('')).filter((name) => lacking.includes(name)),
    );
  });

  it('names the role that does not include a permission', () => {
    expect(answerTo('storage.buckets.get', [binding('roles/storage.objectAdmin', wandb)]).why).toBe(
      'bindings[0] (roles/storage.objectAdmin) does not include it',
    );
  });

  it('several roles join', () => {
    expect(core([binding('roles/storage.objectUser', wandb), binding('roles/storage.bucketViewer', wandb)])).toEqual(all('true'));
  });

  it.each(['projects/acme/roles/wandb', 'organizations/123/roles/wandb', 'roles/storage.somethingNew'])(
    'what %s includes is not in the policy',
    (role) => {
      expect(core([binding(role, wandb)])).toEqual(all('unknown'));
      expect(answerTo('storage.buckets.get', [binding(role, wandb)]).why).toContain(role);
    },
  );

  it('a group and the public leave it open, and say on what it depends', () => {
    const group = [binding('roles/storage.admin', 'group:storage@acme.example')];
    expect(core(group)).toEqual(all('unknown'));
    expect(answerTo('storage.buckets.get', group).why).toBe(
      'bindings[0] (roles/storage.admin) gives it to group:storage@acme.example, and whether it takes in the service account is not in the policy',
    );
    expect(answerTo('storage.buckets.get', [binding('roles/storage.admin', 'allUsers')]).why).toContain(
      'public access is prevented',
    );
  });

  it('a deleted account has no access', () => {
    expect(core([binding('roles/storage.admin', `deleted:${wandb}?uid=123456789012345678901`)])).toEqual(all('false'));
  });
});

describe('conditions', () => {
  const admin = (expression: string): RawBinding => binding('roles/storage.admin', wandb, expression);

  it('an expired one grants nothing', () => {
    const expired = [admin('request.time < timestamp("2025-01-01T00:00:00Z")')];
    expect(core(expired)).toEqual(all('false'));
    expect(answerTo('storage.objects.get', expired).why).toContain('it has expired');
  });

  it('another bucket in resource.name grants nothing', () => {
    expect(core([admin('resource.name.startsWith("projects/_/buckets/other")')])).toEqual(all('false'));
  });

  it('a folder of objects excludes the bucket and the other objects, with the shortest name as witness', () => {
    const folder = [admin(`resource.name.startsWith("${objects}team/")`)];
    expect(core(folder)).toEqual(all('false'));
    expect(answerTo('storage.objects.get', folder).resource.name).toBe(`${objects}b`);
    expect(core(folder, { prefix: 'team' })).toEqual({
      ...all('true'),
      'storage.buckets.get': 'false',
      'storage.objects.list': 'false',
    });
    expect(core(folder, { prefix: 'team/sub/' })['storage.objects.get']).toBe('true');
    expect(core(folder, { prefix: 'tea' })['storage.objects.get']).toBe('false');
  });

  it('a hole is found: one name, one folder', () => {
    const name = [admin(`resource.name != "${objects}team/secret"`)];
    expect(answerTo('storage.objects.get', name)).toMatchObject({
      answer: 'false',
      resource: { name: `${objects}team/secret` },
    });
    const folder = [admin(`!resource.name.startsWith("${objects}private/")`)];
    expect(answerTo('storage.objects.get', folder)).toMatchObject({
      answer: 'false',
      resource: { name: `${objects}private/` },
    });
    expect(answerTo('storage.objects.get', folder, { prefix: 'team' }).answer).toBe('true');
  });

  it('two bindings together cover what neither covers alone', () => {
    const joined = [
      admin(`resource.name.startsWith("${objects}a")`),
      admin(`!resource.name.startsWith("${objects}a") || resource.type == "storage.googleapis.com/Bucket"`),
    ];
    expect(core(joined)).toEqual(all('true'));
    expect(core(joined.slice(0, 1))).toEqual(all('false'));
  });

  it('only one type of resource', () => {
    expect(core([admin('resource.type == "storage.googleapis.com/Object"')])).toEqual({
      ...all('true'),
      'storage.buckets.get': 'false',
      'storage.objects.list': 'false',
    });
  });

  it('one that cannot be decided is never a grant', () => {
    const tagged = [admin('resource.matchTag("acme/env", "prod")')];
    expect(core(tagged)).toEqual(all('unknown'));
    expect(answerTo('storage.buckets.get', tagged).why).toContain('whether resource.matchTag("acme/env", "prod") holds');
    expect(core([...tagged, binding('roles/storage.admin', wandb)])).toEqual(all('true'));
  });

  it('without a bucket a name stays open', () => {
    expect(core([admin('resource.name.startsWith("projects/_/buckets/acme")')], { bucket: null })).toEqual(all('unknown'));
  });
});

describe('any policy', () => {
  const expression = fc.constantFrom(
    undefined,
    `request.time < timestamp("${new Date(now + 1000).toISOString()}")`,
    'request.time < timestamp("2020-01-01T00:00:00Z")',
    `resource.name.startsWith("${objects}a")`,
    `resource.name.startsWith("${objects}ab")`,
    `!resource.name.startsWith("${objects}a")`,
    `resource.name == "${objects}b"`,
    'resource.type == "storage.googleapis.com/Bucket"',
    'resource.matchTag("a", "b")',
  );
  const member = fc.constantFrom(wandb, `serviceAccount:${dedicated}`, 'group:g@acme.example', 'user:ada@acme.example');
  const role = fc.constantFrom(
    'roles/storage.admin',
    'roles/storage.objectUser',
    'roles/storage.objectViewer',
    'roles/storage.legacyBucketReader',
    'projects/acme/roles/x',
  );
  const bindings = fc.array(
    fc.tuple(role, fc.array(member, { maxLength: 3 }), expression).map((parts) => binding(...parts)),
    { maxLength: 5 },
  );
  const rank = { true: 2, unknown: 1, false: 0 } as const;
  const ranks = (list: readonly RawBinding[]): readonly number[] => answersOf(list).map(({ answer }) => rank[answer]);

  it('means the same in another order, and with members one by one', () => {
    fc.assert(
      fc.property(bindings, (list) => {
        expect(ranks(list.toReversed())).toEqual(ranks(list));
        const split = list.flatMap((one) => one.members.map((only) => ({ ...one, members: [only] })));
        expect(ranks(split)).toEqual(ranks(list));
        expect(ranks([...list, ...list])).toEqual(ranks(list));
      }),
    );
  });

  it('gives no less with one more binding', () => {
    fc.assert(
      fc.property(bindings, bindings, (list, more) => {
        const before = ranks(list);
        for (const [index, after] of ranks([...list, ...more]).entries())
          expect(after).toBeGreaterThanOrEqual(before[index] ?? 0);
      }),
    );
  });

  it('is granted only where it is granted on every object that one could name', () => {
    const keys = fc.stringMatching(/^[abc]{1,4}$/);
    fc.assert(
      fc.property(bindings, keys, (list, key) => {
        const [whole, exact] = [answersOf(list), answersOf(list, { prefix: key })].map((answers) =>
          answers.map(({ answer }) => rank[answer]),
        );
        // What holds for all objects holds for those below one folder.
        for (const [index, below] of (exact ?? []).entries()) expect(below).toBeGreaterThanOrEqual(whole?.[index] ?? 0);
      }),
    );
  });

  it('finds a name that no condition speaks of, however many letters they use', () => {
    const letters = Array.from('abcdefghijklmnopqrstuvwxyz0123456789').join('');
    const some = [binding('roles/storage.admin', wandb, `resource.name.startsWith("${objects}${letters}")`)];
    const { answer, resource } = answerTo('storage.objects.get', some);
    expect(answer).toBe('false');
    expect(resource.name?.startsWith(objects)).toBe(true);
    const tooLong = binding('roles/storage.admin', wandb, `resource.name != "${objects}${'a'.repeat(1025)}"`);
    expect(answerTo('storage.objects.get', [tooLong]).answer).toBe('true');
  });

  it('with hostile conditions is judged in bounded time', () => {
    const hostile = Array.from({ length: 100 }, (_, index) =>
      binding(
        'roles/storage.admin',
        wandb,
        Array.from({ length: 30 }, (__, other) => `resource.name == "${objects}${'x'.repeat(index)}${other}"`).join(' || '),
      ),
    );
    const started = performance.now();
    expect(answerTo('storage.objects.get', hostile).answer).toBe('false');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
