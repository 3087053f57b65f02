import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withSteps } from '../../src/audit/steps.ts';
import { checks } from '../../src/checks/all.ts';
import { severities } from '../../src/core/check.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { TargetReport } from '../../src/core/report.ts';
import type { Evidence } from '../../src/evidence/index.ts';
import { parseEvidence } from '../../src/evidence/parse.ts';
import { judgeEvidence } from '../support/hostile.ts';
import { paste } from '../support/paste.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const providers = ['aws', 's3-compatible', 'coreweave', 'gcs', 'azure'] as const;
const textsOf = (provider: string): readonly (readonly [string, string])[] =>
  readdirSync(join(fixtures, provider)).map((name) => [
    name,
    readFileSync(join(fixtures, provider, name, 'evidence.json'), 'utf8'),
  ]);

async function evidenceOf(input: unknown): Promise<Evidence> {
  const parsed = await parseEvidence(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.evidence;
}

const ofProvider = (evidence: Evidence) => checks.filter(({ provider }) => provider === evidence.provider);

/** What `check` says of evidence. */
const reportOf = (evidence: Evidence): TargetReport =>
  withSteps({
    target: { uri: evidence.target.uri, provider: evidence.provider, collectedAt: evidence.collectedAt, declared: {} },
    findings: judgeEvidence(evidence, ofProvider(evidence), {}),
  });

const isDocumentStep = (report: TargetReport, { step = 0 }: Finding): boolean => {
  const made = report.steps?.[step - 1];
  return made?.replaces !== undefined || made?.commands.some((command) => command.includes('cors-rule')) === true;
};

/** Whether a finding says of the target what no finding said before. */
const isWorse = (before: Finding | undefined, after: Finding): boolean =>
  after.status === 'error' ||
  (after.status === 'fail' &&
    (before?.status !== 'fail' || severities.indexOf(after.severity) < severities.indexOf(before.severity)));

/**
 * Whether a right that W&B does not need was there and a Deny of W&B hid it, which had to go: the statement that gives the
 * right is as it was.
 */
const isUncovered = ({ check, evidence = [] }: Finding, { facets }: Evidence): boolean =>
  check === 'aws/bucket-policy-over-grants' &&
  evidence.length > 0 &&
  evidence.every(({ facet, value }) =>
    JSON.stringify((facets as Readonly<Record<string, unknown>>)[facet]).includes(JSON.stringify(value)),
  );

/** What is wrong with the steps of a report: what pasting all of them leaves, breaks or undoes. One sentence each. */
async function wrongWith(evidence: Evidence): Promise<readonly string[]> {
  const before = reportOf(evidence);
  const commands = (before.steps ?? []).flatMap((step) => step.commands);
  const mended = await evidenceOf(paste(evidence, commands));
  const after = reportOf(mended).findings;
  const again = await evidenceOf(paste(mended, commands));
  const documents = (before.steps ?? []).flatMap(({ replaces, follows }) =>
    replaces === undefined || follows.length > 0 ? [] : [`${replaces.document.kind} of ${replaces.document.of}`],
  );
  return [
    ...before.findings.flatMap((finding, position) => {
      const now = after[position];
      const isLeft = isDocumentStep(before, finding) && now?.status === 'fail' && now.message === finding.message;
      return isLeft ? [`${finding.check} still fails: ${finding.message}`] : [];
    }),
    ...after.flatMap((finding, position) =>
      isWorse(before.findings[position], finding) && !isUncovered(finding, evidence)
        ? [`${finding.check} is worse: ${finding.message}`]
        : [],
    ),
    ...(new Set(documents).size < documents.length ? [`two steps replace one document: ${documents.join(', ')}`] : []),
    ...(JSON.stringify(again) === JSON.stringify(mended) ? [] : ['pasting the commands again changes something']),
  ];
}

describe.each(providers)('the steps of a report on %s', (provider) => {
  it.each(textsOf(provider))('mend what they say they mend in %s, and break nothing', async (_, text) => {
    expect(await wrongWith(await evidenceOf(JSON.parse(text)))).toEqual([]);
  });
});

type Json = Readonly<Record<string, unknown>>;
interface Recording {
  readonly target: { readonly bucket: string };
  readonly facets: Readonly<Record<string, { readonly state: string; readonly value?: Json }>>;
}

/** The recordings of a provider, all of one bucket. */
const recordings = (provider: string): readonly Recording[] =>
  textsOf(provider).map(([, text]) => {
    const { target } = JSON.parse(text) as Recording;
    return JSON.parse(provider === 'azure' ? text : text.replaceAll(target.bucket, 'acme-wandb')) as Recording;
  });

/** Every different item that some recording has in one place. */
function pool(from: readonly Recording[], facet: string, items: (value: Json) => unknown): readonly Json[] {
  const all = from.flatMap(({ facets }) => {
    const value = facets[facet]?.value;
    const found = value === undefined ? [] : items(value);
    return Array.isArray(found) ? (found as readonly Json[]) : [];
  });
  return [...new Map(all.map((item) => [JSON.stringify(item), item])).values()];
}

const member = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inside, name) => (typeof inside === 'object' && inside !== null ? (inside as Json)[name] : undefined),
    value,
  );

/** Some items in any order, each under a name of its own, as services ask for. */
const some = (items: readonly Json[], name?: string): fc.Arbitrary<readonly Json[]> =>
  fc
    .subarray([...items], { maxLength: Math.min(4, items.length) })
    .chain((chosen) => fc.shuffledSubarray(chosen, { minLength: chosen.length }))
    .map((chosen) => (name === undefined ? chosen : chosen.map((item, n) => ({ ...item, [name]: `item-${n}` }))));

const policy = (statements: readonly Json[]) => {
  const document = { Version: '2012-10-17', Statement: statements };
  return { Policy: JSON.stringify(document), document };
};

type Facet = readonly [facet: string, value: fc.Arbitrary<Json>];
/** For each provider the documents that its steps replace, put together from what the recordings have. */
const documents: Readonly<Record<(typeof providers)[number], (from: readonly Recording[]) => readonly Facet[]>> = {
  aws: (from) => [
    [
      'policy',
      some(
        pool(from, 'policy', (value) => member(value, 'document', 'Statement')),
        'Sid',
      ).map(policy),
    ],
    [
      'kmsKeyPolicy',
      some(
        pool(from, 'kmsKeyPolicy', (value) => member(value, 'document', 'Statement')),
        'Sid',
      ).map(policy),
    ],
    ...s3Documents(from),
    ['encryption', fc.constantFrom(...pool(from, 'encryption', (value) => [value])).map((value) => ({ ...value }))],
  ],
  // What a preflight was answered is a facet of its own, which no command changes.
  's3-compatible': (from) => s3Documents(from).filter(([facet]) => facet !== 'cors'),
  coreweave: (from) => s3Documents(from),
  gcs: (from) => {
    const [bucket = {}] = pool(from, 'bucket', (value) => [value]);
    const lists = fc.record({
      lifecycle: some(pool(from, 'bucket', (value) => member(value, 'lifecycle', 'rule'))).map((rule) => ({ rule })),
      cors: some(pool(from, 'bucket', (value) => value['cors'])),
    });
    return [['bucket', lists.map((chosen) => ({ ...bucket, name: 'acme-wandb', ...chosen }))]];
  },
  azure: (from) => {
    const rules = pool(from, 'managementPolicy', (value) => member(value, 'properties', 'policy', 'rules'));
    const cors = pool(from, 'blobService', (value) => member(value, 'properties', 'cors', 'corsRules'));
    const [service = {}] = pool(from, 'blobService', (value) => [value]);
    const properties = service['properties'] as Json;
    return [
      ['managementPolicy', some(rules, 'name').map((chosen) => ({ properties: { policy: { rules: chosen } } }))],
      ['blobService', some(cors).map((corsRules) => ({ ...service, properties: { ...properties, cors: { corsRules } } }))],
    ];
  },
};

function s3Documents(from: readonly Recording[]): readonly Facet[] {
  return [
    [
      'lifecycle',
      some(
        pool(from, 'lifecycle', (value) => value['Rules']),
        'ID',
      ).map((Rules) => ({ Rules })),
    ],
    ['cors', some(pool(from, 'cors', (value) => value['CORSRules'])).map((CORSRules) => ({ CORSRules }))],
  ];
}

/** What the service answers where a list is empty. */
const observed = (value: Json) =>
  ['Rules', 'CORSRules'].some((name) => member(value, name) !== undefined && (value[name] as readonly unknown[]).length === 0)
    ? { state: 'absent', code: 'NoSuchConfiguration' }
    : { state: 'present', value };

describe.each(providers)('on %s, whatever its documents hold together', (provider) => {
  const from = recordings(provider);
  const base = from.filter(({ facets }) => Object.values(facets).every(({ state }) => state !== 'unreadable'));
  const facets = documents[provider](from);
  const mixed = fc.tuple(fc.constantFrom(...base), fc.tuple(...facets.map(([, value]) => value))).map(([recording, values]) => ({
    ...recording,
    facets: { ...recording.facets, ...Object.fromEntries(facets.map(([name], at) => [name, observed(values[at] ?? {})])) },
  }));

  it(
    'all steps of a report, run one after the other, mend what they say they mend and break nothing',
    { timeout: 120_000 },
    async () => {
      const property = fc.asyncProperty(mixed, async (input) => {
        expect(await wrongWith(await evidenceOf(input))).toEqual([]);
      });
      await fc.assert(property, { numRuns: provider === 'aws' ? 300 : 100 });
    },
  );
});
