import { describe, expect, it } from 'vitest';
import { checks } from '../src/checks/all.ts';
import type { Check } from '../src/core/check.ts';
import type { Finding } from '../src/core/finding.ts';
import type { Declared } from '../src/evidence/declared.ts';
import type { Evidence } from '../src/evidence/index.ts';
import { absent, present } from '../src/evidence/observation.ts';
import {
  debatableIds,
  debatableRules,
  stances,
  stancesOf,
  type DebatableId,
  type DebatableRule,
  type Stance,
} from '../src/requirements/debatable.ts';
import { bucketNeeds } from '../src/policy/aws/request/needs.ts';
import { sourceDocuments } from '../src/requirements/sources.ts';
import { bucketPolicyActions, keyPolicyActions } from '../src/requirements/aws.ts';
import {
  bucketStatement,
  dedicated,
  deny,
  external,
  internal,
  policyText,
  run,
  saas,
  withKey,
  withPolicy,
} from './policy/support.ts';
import { service } from './support/azure-facets.ts';
import { corsRule } from './support/cases/azure/base.ts';
import { runCli } from './support/run-cli.ts';

const check = (id: string): Check => {
  const found = checks.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no check ${id}`);
  return found;
};

type Outcome = Finding['status'] | `fail ${Finding['severity']}`;
interface Switch {
  readonly rule: DebatableId;
  readonly name: string;
  readonly check: string;
  readonly facets: Evidence['facets'];
  readonly declared?: Declared;
  readonly prefix?: string;
  readonly says: { readonly default: Outcome } & { readonly [S in Stance]?: Outcome };
}

const cors = (change: Readonly<Record<string, unknown>>): Evidence<'aws'>['facets'] => ({
  cors: present({
    CORSRules: [
      {
        AllowedHeaders: ['*'],
        AllowedMethods: ['GET', 'HEAD', 'PUT'],
        AllowedOrigins: ['*'],
        ExposeHeaders: ['ETag'],
        MaxAgeSeconds: 3000,
        ...change,
      },
    ],
  }),
});
const gcsCors = (change: Readonly<Record<string, unknown>>): Evidence<'gcs'>['facets'] => ({
  bucket: present({
    name: 'acme',
    cors: [{ origin: ['*'], method: ['GET', 'HEAD', 'PUT'], responseHeader: ['*'], maxAgeSeconds: 3000, ...change }],
  }),
});
const azureCors = (change: Readonly<Record<string, unknown>>): Evidence<'azure'>['facets'] => ({
  blobService: present({
    ...service({ cors: { corsRules: [{ ...corsRule, ...change }] } }).blobService,
  }),
});
/** A server on which the rules hold for one origin, and an arbitrary one is refused. */
const onStore: Evidence<'s3-compatible'>['facets'] = {
  ...cors({ AllowedOrigins: ['https://wandb.ai'] }),
  preflight: present({
    preflights: ['PUT', 'GET'].map((method) => ({ method, origin: 'https://byob-audit.example', status: 403 })),
    requests: [],
  }),
};
const gcsBelow: Evidence<'gcs'>['facets'] = {
  iamPolicy: present({
    version: 3,
    bindings: [
      {
        role: 'roles/storage.admin',
        members: ['serviceAccount:deploy@wandb-production.iam.gserviceaccount.com'],
        condition: {
          title: 'below',
          expression:
            'resource.name.startsWith("projects/_/buckets/acme/objects/team/") || resource.type == "storage.googleapis.com/Bucket"',
        },
      },
    ],
  }),
  projectIamPolicy: present({}),
};
const isDedicated: Declared = { deployment: 'dedicated' };
const nodeRole = 'arn:aws:iam::830241207209:role/acme-node';
const org = { 'aws:PrincipalOrgID': 'o-hn017huuqa' };
const allowed = bucketStatement(dedicated);
const grantsOf = (change: Readonly<Record<string, unknown>>) => withPolicy(policyText(bucketStatement(dedicated, change)));
const denies = (change: Readonly<Record<string, unknown>>) => withPolicy(policyText(allowed, deny(change)));
const keyAllows = (change: Readonly<Record<string, unknown>>) => withKey(policyText(internal, external(dedicated, change)));
const ownServer = 'arn:aws:iam::111122223333:role/wandb-server';
const members = ['s3:GetObject', 's3:GetObjectVersion'];
const others = bucketPolicyActions.object.filter((action) => action !== 's3:GetObject*');

const switches: readonly Switch[] = [
  {
    rule: 'cors-max-age',
    name: 'the max age of older editions on Cloud Storage',
    check: 'gcs/cors-exact',
    facets: gcsCors({ maxAgeSeconds: 3600 }),
    says: { default: 'pass', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'cors-max-age',
    name: 'a max age of nobody on Cloud Storage',
    check: 'gcs/cors-exact',
    facets: gcsCors({ maxAgeSeconds: 600 }),
    says: { default: 'fail low', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'cors-origin-star',
    name: 'the domain of W&B alone on Cloud Storage',
    check: 'gcs/cors-works',
    facets: gcsCors({ origin: ['https://wandb.ai'] }),
    says: { default: 'manual', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'cors-max-age',
    name: 'the max age of older editions on Azure',
    check: 'azure/cors-exact',
    facets: azureCors({ maxAgeInSeconds: 3600 }),
    says: { default: 'pass', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'cors-origin-star',
    name: 'the domain of W&B alone on Azure',
    check: 'azure/cors-works',
    facets: azureCors({ allowedOrigins: ['https://wandb.ai'] }),
    says: { default: 'manual', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'cors-origin-star',
    name: 'the domain of W&B alone on an S3-compatible server',
    check: 's3-compatible/cors-works',
    facets: onStore,
    says: { default: 'manual', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'cors-origin-star',
    name: 'the domain of W&B alone at CoreWeave',
    check: 'coreweave/cors-works',
    facets: cors({ AllowedOrigins: ['https://wandb.ai'] }),
    says: { default: 'manual', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'sub-path-grant',
    name: 'a grant below the path on Cloud Storage',
    check: 'gcs/iam-wandb',
    facets: { ...gcsBelow, projectIamPolicy: absent() },
    declared: isDedicated,
    prefix: 'team',
    says: { default: 'pass', strict: 'fail medium' },
  },
  {
    rule: 'sub-path-grant',
    name: 'a grant below the path on Cloud Storage, where a role above the project may give the rest',
    check: 'gcs/iam-wandb',
    facets: gcsBelow,
    declared: isDedicated,
    prefix: 'team',
    says: { default: 'pass', strict: 'unknown' },
  },
  {
    rule: 'cors-exact',
    name: 'a further method and a further exposed header',
    check: 'aws/cors-exact',
    facets: cors({ AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'], ExposeHeaders: ['ETag', 'x-amz-request-id'] }),
    says: { default: 'fail medium', lenient: 'fail low' },
  },
  {
    rule: 'cors-exact',
    name: 'a further method on Cloud Storage',
    check: 'gcs/cors-exact',
    facets: gcsCors({ method: ['GET', 'HEAD', 'PUT', 'DELETE'] }),
    says: { default: 'fail medium', lenient: 'fail low' },
  },
  {
    rule: 'cors-exact',
    name: 'a further method on Azure',
    check: 'azure/cors-exact',
    facets: azureCors({ allowedMethods: ['GET', 'HEAD', 'PUT', 'DELETE'] }),
    says: { default: 'fail medium', lenient: 'fail low' },
  },
  {
    rule: 'cors-exact',
    name: 'the documented rule',
    check: 'aws/cors-exact',
    facets: cors({}),
    says: { default: 'pass', lenient: 'pass' },
  },
  {
    rule: 'cors-max-age',
    name: 'the max age of older editions',
    check: 'aws/cors-exact',
    facets: cors({ MaxAgeSeconds: 3600 }),
    says: { default: 'pass', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'cors-max-age',
    name: 'a max age of nobody',
    check: 'aws/cors-exact',
    facets: cors({ MaxAgeSeconds: 600 }),
    says: { default: 'fail low', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'cors-max-age',
    name: 'the max age of the edition',
    check: 'aws/cors-exact',
    facets: cors({}),
    says: { default: 'pass', strict: 'pass', lenient: 'pass' },
  },
  {
    rule: 'cors-origin-star',
    name: 'the domain of W&B alone',
    check: 'aws/cors-works',
    facets: cors({ AllowedOrigins: ['https://wandb.ai'] }),
    says: { default: 'manual', strict: 'fail medium', lenient: 'pass' },
  },
  {
    rule: 'cors-origin-star',
    name: 'another domain alone',
    check: 'aws/cors-works',
    facets: cors({ AllowedOrigins: ['https://acme.com'] }),
    says: { default: 'manual', strict: 'fail medium', lenient: 'manual' },
  },
  {
    rule: 'dedicated-node-role',
    name: 'one role of the account',
    check: 'aws/bucket-policy-grants',
    facets: withPolicy(policyText(bucketStatement(nodeRole))),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'dedicated-node-role',
    name: 'one role of the account, on the key',
    check: 'aws/kms-key-policy-wandb',
    facets: withKey(policyText(internal, external(nodeRole))),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'dedicated-node-role',
    name: 'a role of another account',
    check: 'aws/bucket-policy-grants',
    facets: withPolicy(policyText(bucketStatement(saas))),
    declared: isDedicated,
    says: { default: 'fail high', strict: 'fail high', lenient: 'fail high' },
  },
  {
    rule: 'dedicated-node-role',
    name: 'one role of the account under a condition that depends',
    check: 'aws/bucket-policy-grants',
    facets: withPolicy(policyText(bucketStatement(nodeRole, { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'ml' } } }))),
    declared: isDedicated,
    says: { default: 'manual', lenient: 'manual' },
  },
  {
    rule: 'key-owner-caller',
    name: "the caller of W&B's Terraform",
    check: 'aws/kms-key-policy-owner',
    facets: withKey(policyText({ ...internal, Principal: { AWS: 'arn:aws:iam::111122223333:user/terraform' } })),
    says: { default: 'pass', strict: 'fail medium' },
  },
  {
    rule: 'unused-get-object-member',
    name: 'only the members that W&B uses',
    check: 'aws/bucket-policy-grants',
    facets: grantsOf({ Action: [...members, ...others, ...bucketPolicyActions.bucket] }),
    declared: isDedicated,
    says: { default: 'fail medium', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'unused-get-object-member',
    name: 'a member denied',
    check: 'aws/bucket-policy-deny',
    facets: denies({ Action: 's3:GetObjectTorrent' }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'unused-get-object-member',
    name: 'a member of a key pattern missing',
    check: 'aws/kms-key-policy-wandb',
    facets: keyAllows({
      Action: ['kms:GenerateDataKey', ...keyPolicyActions.filter((action) => action !== 'kms:GenerateDataKey*')],
    }),
    declared: isDedicated,
    says: { default: 'fail medium', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'sse-header-deny',
    name: 'uploads without the header',
    check: 'aws/bucket-policy-deny',
    facets: denies({ Action: 's3:PutObject', Condition: { Null: { 's3:x-amz-server-side-encryption': 'true' } } }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'sse-header-deny',
    name: 'uploads with another header value',
    check: 'aws/bucket-policy-deny',
    facets: denies({ Action: 's3:PutObject', Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } } }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'sse-header-deny',
    name: 'uploads with the header, which nobody who sends none meets',
    check: 'aws/bucket-policy-deny',
    facets: denies({ Action: 's3:PutObject', Condition: { StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' } } }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'pass', lenient: 'pass' },
  },
  {
    rule: 'kms-via-service',
    name: 'the key through S3 alone',
    check: 'aws/kms-key-policy-wandb',
    facets: keyAllows({ Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'kms-via-service',
    name: 'a Deny of what does not come through S3',
    check: 'aws/kms-key-policy-deny',
    facets: withKey(
      policyText(internal, external(dedicated), {
        Effect: 'Deny',
        Principal: '*',
        Action: 'kms:*',
        Resource: '*',
        Condition: { StringNotEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
      }),
    ),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'upload-guard-deny',
    name: 'a Deny of public ACLs',
    check: 'aws/bucket-policy-deny',
    facets: denies({ Action: 's3:PutObject', Condition: { StringEquals: { 's3:x-amz-acl': 'public-read' } } }),
    declared: isDedicated,
    says: { default: 'pass', strict: 'fail high' },
  },
  {
    rule: 'sub-path-grant',
    name: 'the declared path alone',
    check: 'aws/bucket-policy-grants',
    facets: grantsOf({ Resource: ['arn:aws:s3:::acme', 'arn:aws:s3:::acme/team/*'] }),
    declared: isDedicated,
    prefix: 'team',
    says: { default: 'pass', strict: 'fail high' },
  },
  {
    rule: 'not-principal',
    name: 'W&B is listed',
    check: 'aws/bucket-policy-deny',
    facets: withPolicy(policyText(allowed, deny({ Principal: undefined, NotPrincipal: { AWS: dedicated } }))),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'not-principal',
    name: 'W&B is not listed',
    check: 'aws/bucket-policy-deny',
    facets: withPolicy(policyText(allowed, deny({ Principal: undefined, NotPrincipal: { AWS: saas } }))),
    declared: isDedicated,
    says: { default: 'fail high', strict: 'fail high', lenient: 'fail high' },
  },
  {
    rule: 'not-principal',
    name: 'W&B is listed in a network restriction',
    check: 'aws/network-carve-out',
    facets: withPolicy(
      policyText(
        allowed,
        deny({
          Principal: undefined,
          NotPrincipal: { AWS: dedicated },
          Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
        }),
      ),
    ),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'not-applicable' },
  },
  {
    rule: 'wandb-organization',
    name: 'a network restriction that excepts it',
    check: 'aws/network-carve-out',
    facets: denies({
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0', ...org } },
    }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'not-applicable' },
  },
  {
    rule: 'not-principal',
    name: 'W&B is listed in the key policy',
    check: 'aws/kms-key-policy-deny',
    facets: withKey(
      policyText(internal, external(dedicated), {
        Effect: 'Deny',
        NotPrincipal: { AWS: dedicated },
        Action: 'kms:Decrypt',
        Resource: '*',
      }),
    ),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'wandb-organization',
    name: 'a Deny of all others',
    check: 'aws/bucket-policy-deny',
    facets: denies({ Condition: { StringNotEquals: org } }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'wandb-organization',
    name: 'an Allow for it',
    check: 'aws/bucket-policy-grants',
    facets: grantsOf({ Condition: { StringEquals: org } }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'wandb-organization',
    name: 'an Allow for it under another condition that depends',
    check: 'aws/bucket-policy-grants',
    facets: grantsOf({ Condition: { StringEquals: { ...org, 'aws:PrincipalTag/team': 'ml' } } }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'manual' },
  },
  {
    rule: 'wandb-organization',
    name: "an Allow for it, and a server of the customer's",
    check: 'aws/bucket-policy-grants',
    facets: withPolicy(policyText(bucketStatement(ownServer, { Condition: { StringEquals: org } }))),
    declared: { deployment: 'self-managed', principal: ownServer, account: '444455556666' },
    says: { default: 'manual', strict: 'manual', lenient: 'manual' },
  },
  {
    rule: 'wandb-organization',
    name: 'an Allow for it, and a principal of nobody knows which deployment',
    check: 'aws/bucket-policy-grants',
    facets: withPolicy(policyText(bucketStatement(ownServer, { Condition: { StringEquals: org } }))),
    declared: { principal: ownServer, account: '444455556666' },
    says: { default: 'manual', strict: 'manual', lenient: 'manual' },
  },
  {
    rule: 'wandb-organization',
    name: 'an Allow for it on the key',
    check: 'aws/kms-key-policy-wandb',
    facets: keyAllows({ Condition: { StringEquals: org } }),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'wandb-organization',
    name: 'a Deny of all others on the key',
    check: 'aws/kms-key-policy-deny',
    facets: withKey(
      policyText(internal, external(dedicated), {
        Effect: 'Deny',
        Principal: '*',
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringNotEquals: org },
      }),
    ),
    declared: isDedicated,
    says: { default: 'manual', strict: 'fail high', lenient: 'pass' },
  },
  {
    rule: 'enumerated-actions',
    name: "today's members of s3:GetObject*",
    check: 'aws/bucket-policy-grants',
    facets: grantsOf({ Action: bucketNeeds.filter(({ role }) => role !== 'tomorrow').map(({ name }) => name) }),
    declared: isDedicated,
    says: { default: 'pass', strict: 'fail medium' },
  },
  {
    rule: 'enumerated-actions',
    name: "today's members of kms:ReEncrypt*",
    check: 'aws/kms-key-policy-wandb',
    facets: keyAllows({
      Action: ['kms:ReEncryptFrom', 'kms:ReEncryptTo', ...keyPolicyActions.filter((action) => action !== 'kms:ReEncrypt*')],
    }),
    declared: isDedicated,
    says: { default: 'pass', strict: 'fail medium' },
  },
];

const outcome = ({ status, severity }: Finding): Outcome => (status === 'fail' ? `fail ${severity}` : status);

describe.each(switches)('$rule: $name', (given) => {
  const { rule, facets, declared = {}, prefix, says } = given;
  const judged = (chosen: Readonly<Record<string, Stance>>): Finding =>
    run(check(given.check), facets, { ...declared, rules: chosen }, prefix);

  it.each(Object.entries(says))('%s: %s', (stance, expected) => {
    const finding = judged(stance === 'default' ? {} : { [rule]: stance as Stance });
    expect(outcome(finding), finding.message).toBe(expected);
    const changed = stance !== 'default' && expected !== says.default;
    if (changed) expect(finding.message).toContain(`(the rule ${rule} is ${stance})`);
    if (stance === 'default') expect(finding.message).not.toContain('(the rule');
    expect(debatableRules[rule].checks).toContain(given.check);
    if (finding.status === 'fail') expect(finding.remediation).toBeDefined();
  });

  it('does not change when other rules are switched', () => {
    const all = Object.fromEntries(debatableIds.filter((id) => id !== rule).map((id) => [id, stancesOf(id)[0] ?? 'strict']));
    const alone = outcome(judged({}));
    const unrelated = Object.fromEntries(
      Object.entries(all).filter(
        ([id]) => !(debatableRules[id as DebatableId].checks as readonly string[]).includes(given.check),
      ),
    );
    expect(outcome(judged(unrelated))).toBe(alone);
  });
});

const touches = (id: DebatableId, check: string): boolean => {
  const rule: DebatableRule = debatableRules[id];
  return rule.checks.includes(check);
};

describe('the table of debatable rules', () => {
  it('has a case for every switch that changes the verdict', () => {
    const wanted = debatableIds.flatMap((rule) => stancesOf(rule).map((stance) => `${rule}=${stance}`));
    const shown = switches.flatMap(({ rule, says }) =>
      stances
        .filter((stance) => says[stance] !== undefined && says[stance] !== says.default)
        .map((stance) => `${rule}=${stance}`),
    );
    expect([...new Set(shown)].toSorted()).toEqual(wanted.toSorted());
  });

  it('has a case for every check that a switch touches', () => {
    const wanted = debatableIds
      .filter((rule) => stancesOf(rule).length > 0)
      .flatMap((rule) => debatableRules[rule].checks.map((id) => `${rule} ${id}`));
    const shown = new Set(switches.map(({ rule, check: id }) => `${rule} ${id}`));
    expect(wanted.filter((one) => !shown.has(one))).toEqual([]);
  });

  it.each(debatableIds)('%s names checks and documents that exist', (id) => {
    const rule: DebatableRule = debatableRules[id];
    const ids = checks.map((one) => one.id);
    expect(rule.checks.filter((one) => !ids.includes(one))).toEqual([]);
    expect(rule.sources.filter(({ document }) => !(document in sourceDocuments))).toEqual([]);
    expect(rule.question).toMatch(/\?$/);
    expect(rule.sources.length).toBeGreaterThan(0);
  });
});

describe('the command line', () => {
  const fixture = new URL('../fixtures/aws/', import.meta.url).pathname;
  const exit = async (name: string, ...flags: string[]): Promise<number> =>
    (await runCli(['check', `${fixture}${name}/evidence.json`, ...flags], {})).code;

  it('switches a rule for a recording', async () => {
    expect(await exit('cors-max-age')).toBe(0);
    expect(await exit('cors-max-age', '--rule', 'cors-max-age=strict')).toBe(1);
  });

  it('reports what was chosen', async () => {
    const argv = ['check', `${fixture}compliant-dedicated/evidence.json`, '--rule', 'not-principal=strict', '--format', 'json'];
    expect(JSON.parse((await runCli(argv, {})).stdout)).toMatchObject({ rules: { 'not-principal': 'strict' } });
    const table = await runCli([...argv.slice(0, 4), '--format', 'table'], {});
    expect(table.stdout.split('\n')[0]).toContain(' · not-principal strict · ');
  });

  it('takes rules from the configuration, and flags win', async () => {
    const files = { 'byob-audit.yaml': 'rules: { cors-max-age: strict }' };
    const evidence = `${fixture}cors-max-age/evidence.json`;
    expect((await runCli(['check', evidence], { files })).code).toBe(1);
    expect((await runCli(['check', evidence, '--rule', 'cors-max-age=default'], { files })).code).toBe(0);
  });

  it.each<[string, string[], RegExp]>([
    [
      'an unknown rule',
      ['--rule', 'cors-maxage=strict'],
      /no debatable rule is named "cors-maxage" \(did you mean cors-max-age\?\)/,
    ],
    [
      'an unknown value',
      ['--rule', 'cors-max-age=stric'],
      /expected cors-max-age=strict or .*\(did you mean cors-max-age=strict\?\)/,
    ],
    [
      'a stance that the rule has not',
      ['--rule', 'sub-path-grant=lenient'],
      /expected sub-path-grant=strict or sub-path-grant=default/,
    ],
    ['a fixed rule', ['--rule', 'resource-star=strict'], /resource-star is fixed/],
    ['no value', ['--rule', 'cors-max-age'], /expected cors-max-age=strict/],
    [
      'a rule twice',
      ['--rule', 'cors-max-age=strict', '--rule', 'cors-max-age=lenient'],
      /given twice, as strict and as lenient/,
    ],
  ])('refuses %s', async (_, flags, expected) => {
    const { code, stdout, stderr } = await runCli(['check', `${fixture}cors-max-age/evidence.json`, ...flags], {});
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(expected);
  });

  it.each([
    [
      'an unknown rule',
      'rules:\n  cors-maxage: strict',
      '2:3: rules.cors-maxage: no debatable rule is named "cors-maxage" (did you mean cors-max-age?)',
    ],
    [
      'a value',
      'rules: { cors-max-age: hard }',
      '1:24: rules.cors-max-age: expected one of strict, lenient, default, found "hard"',
    ],
  ])('refuses %s in the configuration', async (_, yaml, expected) => {
    const { code, stderr } = await runCli(['check'], { files: { 'byob-audit.yaml': yaml } });
    expect(code).toBe(2);
    expect(stderr).toContain(`byob-audit.yaml:${expected}`);
  });

  it.each(debatableIds.flatMap((id) => debatableRules[id].checks.map((touched) => [touched, id] as const)))(
    'explain %s names %s',
    async (touched, id) => {
      const { stdout } = await runCli(['explain', touched], {});
      const text = stdout.replaceAll(/\s+/g, ' ');
      expect(text).toContain(`Debatable - ${debatableRules[debatableIds.find((one) => touches(one, touched)) ?? id].question}`);
      expect(text).toContain(debatableRules[id].question);
      expect(text).toContain(stancesOf(id).length === 0 ? `(${id} is fixed)` : `--rule ${id}=${stancesOf(id)[0]}: `);
    },
  );
});
