import type { Evidence } from '../../src/evidence/index.ts';

/** The words of one command as a POSIX shell reads them; single quotes and a backslash are all that commands use. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  for (const [, word = ''] of line.matchAll(/((?:'[^']*'|\\.|[^\s'\\])+)/g))
    words.push(
      word.replaceAll(/'([^']*)'|\\(.)/g, (_, quoted: string | undefined, char: string | undefined) => quoted ?? char ?? ''),
    );
  return words;
}

type Facets = Record<string, unknown>;
type Json = Readonly<Record<string, unknown>>;

const present = (value: unknown) => ({ state: 'present', value });
const absent = (code: string) => ({ state: 'absent', code });

/** What a facet holds, with members changed. */
function withMembers(facets: Facets, name: string, members: (value: Json) => Json): void {
  const observation = facets[name] as { readonly value?: Json } | undefined;
  facets[name] = present({ ...observation?.value, ...members(observation?.value ?? {}) });
}

/** What the services do with commands that apply a document: the facet holds it afterwards. */
const effects: Readonly<Record<string, (facets: Facets, document: unknown, words: readonly string[]) => void>> = {
  'put-bucket-policy': (facets, document) => (facets['policy'] = present({ Policy: JSON.stringify(document), document })),
  'put-key-policy': (facets, document) => {
    withMembers(facets, 'kmsKeyPolicy', () => ({ Policy: JSON.stringify(document), document }));
  },
  'put-bucket-lifecycle-configuration': (facets, document, words) => {
    const size = words.indexOf('--transition-default-minimum-object-size');
    const kept = size === -1 ? {} : { TransitionDefaultMinimumObjectSize: words[size + 1] };
    facets['lifecycle'] = present({ ...(document as Json), ...kept });
  },
  'delete-bucket-lifecycle': (facets) => (facets['lifecycle'] = absent('NoSuchLifecycleConfiguration')),
  'put-bucket-cors': (facets, document) => (facets['cors'] = present(document)),
  'put-bucket-encryption': (facets, document) =>
    (facets['encryption'] = present({ ServerSideEncryptionConfiguration: document })),
  '--lifecycle-file': (facets, document) => {
    withMembers(facets, 'bucket', () => document as Json);
  },
  '--clear-lifecycle': (facets) => {
    withMembers(facets, 'bucket', () => ({ lifecycle: {} }));
  },
  '--cors-file': (facets, document) => {
    withMembers(facets, 'bucket', () => ({ cors: document }));
  },
  '--ip-filter-file': (facets, document) => {
    withMembers(facets, 'bucket', () => ({ ipFilter: document }));
  },
  'management-policy create': (facets, document) => {
    withMembers(facets, 'managementPolicy', () => ({ properties: { policy: document } }));
  },
  'management-policy delete': (facets) => (facets['managementPolicy'] = absent('ManagementPolicyNotFound')),
  'cors-rule clear': (facets) => {
    corsRules(facets, () => []);
  },
  'cors-rule add': (facets, _, words) => {
    corsRules(facets, (rules) => [...rules, azureRule(words)]);
  },
};

function corsRules(facets: Facets, change: (rules: readonly unknown[]) => readonly unknown[]): void {
  withMembers(facets, 'blobService', ({ properties }) => {
    const { cors, ...rest } = properties as { readonly cors?: { readonly corsRules?: readonly unknown[] } };
    return { properties: { ...rest, cors: { corsRules: change(cors?.corsRules ?? []) } } };
  });
}

function azureRule(words: readonly string[]): Json {
  const of = (flag: string): readonly string[] => {
    const rest = words.slice(words.indexOf(flag) + 1);
    const end = rest.findIndex((word) => word.startsWith('--'));
    return rest.slice(0, end === -1 ? rest.length : end);
  };
  return {
    allowedOrigins: of('--allowed-origins'),
    allowedMethods: of('--allowed-methods'),
    allowedHeaders: of('--allowed-headers'),
    exposedHeaders: of('--exposed-headers'),
    maxAgeInSeconds: Number(of('--max-age')[0]),
  };
}

/**
 * The evidence after somebody has pasted commands into a shell, one after the other. Commands that apply no document are
 * passed over.
 */
export function paste(evidence: Evidence, commands: readonly string[]): unknown {
  const facets: Facets = { ...evidence.facets };
  const files = new Map<string, unknown>();
  for (const line of commands) {
    const words = shellWords(line);
    if (words[0] === 'printf') {
      files.set(words.at(-1) ?? '', JSON.parse(words[2] ?? ''));
      continue;
    }
    const name = Object.keys(effects).find((each) =>
      each.split(' ').every((part) => words.some((word) => word.split('=')[0] === part)),
    );
    if (name === undefined) continue;
    const last = words.at(-1) ?? '';
    const file = /^(?:--[\w-]+=|@)(.*)$/.exec(last)?.[1];
    const takesDocument = !/^delete-|^--clear-|delete$|clear$|add$/.test(name);
    effects[name]?.(facets, takesDocument ? (file === undefined ? JSON.parse(last) : files.get(file)) : undefined, words);
  }
  return JSON.parse(JSON.stringify({ ...evidence, facets })) as unknown;
}
