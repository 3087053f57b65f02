import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeDocument } from '../../src/audit/document.ts';
import { withSteps } from '../../src/audit/steps.ts';
import { checks } from '../../src/checks/all.ts';
import type { Check, CheckContext } from '../../src/core/check.ts';
import { evaluate } from '../../src/core/evaluate.ts';
import { defaultGate } from '../../src/core/gate.ts';
import type { Finding } from '../../src/core/finding.ts';
import { newestEdition, type Declared } from '../../src/evidence/declared.ts';
import type { DocumentKind } from '../../src/evidence/document.ts';
import type { Evidence, FacetName, FacetValue, Facets, ProviderName, TargetRef } from '../../src/evidence/index.ts';
import { absent, present, unnamed, type Observation } from '../../src/evidence/observation.ts';
import { parseEvidence } from '../../src/evidence/parse.ts';
import { readPolicy } from '../../src/policy/aws/document/document.ts';
import { findPublicStatement } from '../../src/policy/aws/verdict/public.ts';
import { readDocument } from '../../src/providers/document/index.ts';
import { debatableIds, debatableRules, stancesOf } from '../../src/requirements/debatable.ts';
import { runCli } from '../support/run-cli.ts';

// The same opinion on the same words: what `check` says of evidence that holds a document and what follows from it, and
// nothing else, is what `policy check` says of the document.

const root = join(import.meta.dirname, '../../fixtures');

interface Documented {
  readonly name: string;
  readonly kind: DocumentKind;
  readonly text: string;
  /** Evidence without everything that the document does not tell. */
  readonly stripped: Evidence;
}

const valueOf = <P extends ProviderName, F extends FacetName<P>>(facets: Facets<P>, name: F): FacetValue<P, F> | undefined => {
  const observation: Observation<FacetValue<P, F>> | undefined = facets[name];
  return observation?.state === 'present' ? observation.value : undefined;
};

/** What is declared of a document; the rest is about things that it does not touch. */
const declaredFor = ({ deployment, level, principal, kmsKey, origins, account, region, orgId }: Declared = {}): Declared => ({
  deployment,
  level,
  principal,
  kmsKey,
  origins,
  account,
  region,
  orgId,
});

function documentsIn(name: string, evidence: Evidence): Documented[] {
  const found: Documented[] = [];
  const add = (kind: DocumentKind, text: string, facets: object, target: Partial<TargetRef> = {}, more: Declared = {}): void => {
    const declared = { ...declaredFor(evidence.declared), ...more };
    found.push({ name, kind, text, stripped: { ...evidence, target: { ...evidence.target, ...target }, declared, facets } });
  };
  if (evidence.provider === 'aws') {
    const facets: Facets<'aws'> = evidence.facets;
    const { Policy: text } = valueOf<'aws', 'policy'>(facets, 'policy') ?? {};
    if (text !== undefined) {
      const read = readPolicy(text);
      const statement = read.ok ? findPublicStatement(read.statements)?.statement.index : undefined;
      const derived = statement === undefined ? {} : { statement };
      const policyStatus = present({ PolicyStatus: { IsPublic: statement !== undefined }, derived });
      add('s3-bucket-policy', text, { policy: facets.policy, policyStatus });
    }
    const key = valueOf<'aws', 'kmsKeyPolicy'>(facets, 'kmsKeyPolicy');
    const { KeyMetadata: about } = valueOf<'aws', 'kmsKey'>(facets, 'kmsKey') ?? {};
    if (key !== undefined && about !== undefined) {
      const { Arn, KeyId } = about;
      const kmsKey = present({ KeyMetadata: { Arn, KeyId, KeyManager: 'CUSTOMER' } });
      const told = { kmsKey, kmsKeyPolicy: facets.kmsKeyPolicy, kmsGrants: absent(unnamed) };
      add('kms-key-policy', key.Policy, told, { uri: Arn, prefix: undefined }, { kmsKey: Arn });
    }
    const cors = valueOf<'aws', 'cors'>(facets, 'cors');
    if (cors !== undefined) add('s3-cors', JSON.stringify(cors), { cors: facets.cors }, { prefix: undefined });
  }
  if (evidence.provider === 'gcs') {
    const facets: Facets<'gcs'> = evidence.facets;
    const { cors } = valueOf<'gcs', 'bucket'>(facets, 'bucket') ?? {};
    const bucket = present({ name: evidence.target.bucket, cors });
    if (cors !== undefined) add('gcs-cors', JSON.stringify(cors), { bucket }, { prefix: undefined });
    const policy = valueOf<'gcs', 'iamPolicy'>(facets, 'iamPolicy');
    const told = { iamPolicy: facets.iamPolicy, projectIamPolicy: absent(unnamed) };
    if (policy !== undefined) add('gcs-iam', JSON.stringify(policy), told);
  }
  if (evidence.provider === 'azure') {
    const facets: Facets<'azure'> = evidence.facets;
    const { corsRules } = valueOf<'azure', 'blobService'>(facets, 'blobService')?.properties.cors ?? {};
    const blobService = present({ id: '', properties: { cors: { corsRules } } });
    const account = evidence.target.account ?? '';
    const target = { uri: `az://${account}`, bucket: 'BUCKET', prefix: undefined, resourceId: undefined };
    if (corsRules !== undefined && corsRules !== null)
      add('azure-cors', JSON.stringify(corsRules), { blobService }, target, { principal: undefined });
  }
  if (evidence.provider === 'coreweave') {
    const facets: Facets<'coreweave'> = evidence.facets;
    const { Policy: text } = valueOf<'coreweave', 'policy'>(facets, 'policy') ?? {};
    if (text !== undefined) add('coreweave-bucket-policy', text, { policy: facets.policy });
  }
  return found;
}

/** A document may be called otherwise than its bucket, and a recording may not. */
function recorded({ provider, target }: Evidence): TargetRef {
  const { account, bucket, prefix } = target;
  const scheme = { aws: 's3', gcs: 'gs', azure: 'az', coreweave: 'cw' }[provider as 'aws'];
  const place = [...(provider === 'azure' ? [account] : []), bucket, ...(prefix === undefined ? [] : [prefix])].join('/');
  return { ...target, uri: `${scheme}://${place}` };
}

const evidences = await Promise.all(
  ['aws', 'gcs', 'azure', 'coreweave'].flatMap((provider) =>
    readdirSync(join(root, provider)).map(async (name) => {
      const text = readFileSync(join(root, provider, name, 'evidence.json'), 'utf8');
      const parsed = await parseEvidence(JSON.parse(text));
      if (!parsed.ok) throw new Error(parsed.problem);
      return { name: `${provider}/${name}`, evidence: parsed.evidence };
    }),
  ),
);
const documents = evidences.flatMap(({ name, evidence }) => documentsIn(name, evidence));
const kinds = new Set(documents.map(({ kind }) => kind));

const bucketOf = ({ provider, target }: Evidence): string => (provider === 'azure' ? (target.account ?? '') : target.bucket);

/** A finding without what only a document has, and with an open fact called the same on both sides. */
function said({
  check,
  status,
  severity,
  message,
  key,
  details,
  evidence,
  remediation,
  answer,
  step,
  obstacles,
}: Finding): unknown {
  const isOutside = key === 'outside-the-document';
  const open = status === 'unknown' || isOutside;
  const [first] = obstacles ?? [];
  const end = isOutside
    ? message.lastIndexOf('it depends on ')
    : first === undefined
      ? message.length
      : message.indexOf(first.message);
  const told = open ? { status: 'open', head: message.slice(0, end) } : { status, key, message };
  return { check, severity, details, evidence, remediation, answer, step, ...told };
}

/** What both say, of the checks that judge documents and buckets alike. */
async function both(
  { kind, text, stripped }: Documented,
  rules: CheckContext['rules'],
): Promise<{ readonly ofDocument: readonly Finding[]; readonly ofEvidence: readonly Finding[] }> {
  const { declared = {}, target, collectedAt } = stripped;
  const { prefix } = target;
  const about = { kind, text, file: 'document.json', declared, bucket: bucketOf(stripped), prefix, now: collectedAt };
  const read = await readDocument(about);
  if (!read.ok) throw new Error(read.problem);
  const run = { declared, gate: defaultGate, file: 'document.json', edition: newestEdition, rules };
  // Without the checks of documents alone, which would speak for a document that its service refuses.
  const own = checks.filter(({ documents: kindsOf }) => kindsOf === undefined);
  const ofDocument = judgeDocument(read, own, run).report.findings;
  const context: CheckContext = { ...declared, edition: newestEdition, rules, target, collectedAt: Date.parse(collectedAt) };
  const judged = new Set(ofDocument.map(({ check }) => check));
  const findings = evaluate(stripped, own, context).filter(({ check }) => judged.has(check));
  const { uri } = target;
  const ofEvidence = withSteps({ target: { uri, provider: stripped.provider, collectedAt, declared }, findings }).findings;
  return { ofDocument, ofEvidence };
}

/** Each choice of each rule that touches a check of the provider. */
const choicesFor = (provider: string): readonly NonNullable<CheckContext['rules']>[] =>
  debatableIds
    .filter((id) => debatableRules[id].checks.some((check) => check.startsWith(`${provider}/`)))
    .flatMap((id) => stancesOf(id).map((stance) => ({ [id]: stance })));

describe('policy check and check agree', () => {
  it('there are documents of every kind to compare', () => {
    expect(kinds.size).toBe(7);
    expect(documents.length).toBeGreaterThan(150);
  });

  it.each([...kinds])(
    'on every %s of the fixtures, under every debatable rule',
    async (kind) => {
      const ofKind = documents.filter((one) => one.kind === kind);
      const { provider } = ofKind[0]?.stripped ?? { provider: '' };
      // Fixtures that differ in nothing but the name of the bucket are compared under the default rules alone.
      const seen = new Set<string>();
      let compared = 0;
      for (const documented of ofKind) {
        const key = JSON.stringify([
          documented.text.replaceAll(bucketOf(documented.stripped), 'B'),
          documented.stripped.declared,
        ]);
        const choices = seen.has(key) ? [{}] : [{}, ...choicesFor(provider)];
        seen.add(key);
        for (const rules of choices) {
          const { ofDocument, ofEvidence } = await both(documented, rules);
          expect(ofDocument.map(said), `${documented.name} ${JSON.stringify(rules)}`).toEqual(ofEvidence.map(said));
          compared += ofDocument.length;
        }
      }
      expect(compared).toBeGreaterThan(ofKind.length);
    },
    60_000,
  );

  it('and so do the two commands', async () => {
    const flagOf = {
      deployment: '--deployment',
      level: '--level',
      principal: '--principal',
      kmsKey: '--kms-key',
      origins: '--origin',
      account: '--account',
      region: '--region',
      orgId: '--org-id',
    } as const;
    for (const { name, kind, text, stripped } of [...kinds].flatMap((one) =>
      documents.filter(({ kind: of }) => of === one).slice(0, 8),
    )) {
      const declared = Object.entries(flagOf).flatMap(([key, flag]) =>
        [(stripped.declared ?? {})[key as keyof typeof flagOf] ?? []].flat().flatMap((value) => [flag, value]),
      );
      const prefix = stripped.target.prefix === undefined ? [] : ['--prefix', stripped.target.prefix];
      const files = { 'document.json': text, 'evidence.json': JSON.stringify({ ...stripped, target: recorded(stripped) }) };
      const now = (): Date => new Date(stripped.collectedAt);
      const argv = [
        'policy',
        'check',
        kind,
        'document.json',
        '--bucket',
        bucketOf(stripped),
        ...prefix,
        ...declared,
        '--format',
        'json',
      ];
      const policy = await runCli(argv, { files, now });
      const audit = await runCli(['check', 'evidence.json', '--format', 'json'], { files, now });
      const [ofDocument, ofEvidence] = [policy, audit].map(({ stdout, stderr }) => {
        expect(stderr, name).toBe('');
        return (JSON.parse(stdout) as { readonly findings: readonly Finding[] }).findings;
      });
      const of = (findings: readonly Finding[] = []) => new Map(findings.map((finding) => [finding.check, said(finding)]));
      const expected = of(ofEvidence);
      const compared = [...of(ofDocument)].filter(([id]) => expected.has(id));
      expect(compared.length, name).toBeGreaterThan(0);
      for (const [id, finding] of compared) expect(finding, `${name} ${id}`).toEqual(expected.get(id));
    }
  });

  it('no check is left out that the document decides', async () => {
    const partial = ['kmsKey', 'bucket', 'blobService'];
    for (const documented of documents) {
      const { ofDocument } = await both(documented, {});
      const facets = Object.keys(documented.stripped.facets).filter((facet) => !partial.includes(facet));
      const able = checks.filter(
        ({ provider, documents: ownKinds, requires }) =>
          provider === documented.stripped.provider &&
          ownKinds === undefined &&
          requires.some((facet) => facets.includes(facet)) &&
          requires.every((facet) => Object.hasOwn(documented.stripped.facets, facet)),
      );
      expect(ofDocument.map(({ check }) => check)).toEqual(expect.arrayContaining(able.map(({ id }) => id)));
    }
  });

  it.each([
    ['gcs', 'bucket', ['cors', 'name']],
    ['azure', 'blobService', ['properties', 'properties.cors', 'id']],
  ] as const)('a check of %s that reads nothing else of %s says so', (provider, facet, members) => {
    const found = checks.filter((check) => check.provider === provider && [...check.requires, ...check.consults].includes(facet));
    for (const check of found) {
      const seen = readBy(check, provider, facet);
      const isNarrow = seen.has(members[0]) && [...seen].every((member) => (members as readonly string[]).includes(member));
      const readsCors = seen.has('cors') || seen.has('properties.cors');
      expect(check.reads !== undefined, check.id).toBe(isNarrow && readsCors);
    }
  });
});

/** The members of a facet that a check reads in any fixture. */
function readBy(check: Check, provider: ProviderName, facet: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const watched = (value: object, path: string): object =>
    new Proxy(value, {
      get(members, name) {
        const member: unknown = Reflect.get(members, name);
        if (typeof name !== 'string') return member;
        seen.add(`${path}${name}`);
        return name === 'properties' && typeof member === 'object' && member !== null ? watched(member, `${name}.`) : member;
      },
    });
  for (const { evidence } of evidences.filter((one) => one.evidence.provider === provider)) {
    const facets = evidence.facets as Readonly<Record<string, Observation<object> | undefined>>;
    const observation = facets[facet];
    if (observation?.state !== 'present') continue;
    const { target, declared, collectedAt } = evidence;
    const context = { ...declared, edition: newestEdition, target, collectedAt: Date.parse(collectedAt) };
    const watching = { ...evidence, facets: { ...facets, [facet]: present(watched(observation.value, '')) } } as Evidence;
    evaluate(watching, [check], context);
  }
  return seen;
}
