import { parseSync } from 'oxc-parser';
import { importsOf, isNode, literal, targetOf, walk, type Import, type SyntaxNode } from './imports.ts';

/** What the files of a folder of `src` may import. A folder that is not in the table is a violation by itself. */
interface Room {
  /** Why the room is bound as it is: printed when that is broken. */
  readonly why: string;
  /** Folders, or single files, of `src` that may be imported. */
  readonly folders: readonly string[];
  /** Folders of which only types may be imported. */
  readonly types?: readonly string[];
  /** What may not be imported of these, although it is inside. */
  readonly except?: readonly string[];
  /** Packages and Node modules; `*` at the end stands for anything. */
  readonly packages: readonly string[];
  /** Whether the room may touch the process, the clock, chance, files and the network. */
  readonly effects?: boolean;
  /** The folders that the room is divided into; a file in another one is a violation. Without it there are none. */
  readonly parts?: readonly string[];
}

const clouds = ['aws', 'azure', 'azure-ai', 'coreweave', 'gcs', 's3-compatible'];
const everything = [
  'audit',
  'catalogue',
  'checks',
  'core',
  'declared',
  'evidence',
  'fixes',
  'launch',
  'permissions',
  'policy',
  'providers',
  'reporters',
  'requirements',
];

const providers: Room = {
  why: 'A provider turns a target into observations and has no opinions: it imports neither checks nor policy.',
  folders: ['core', 'evidence'],
  packages: ['@aws-sdk/*', '@azure/*', '@smithy/*', '@google-cloud/*', 'google-auth-library', 'node:*'],
  effects: true,
  parts: [...clouds, 'declared', 'document', 'recorded', 'shared', 'terraform'],
};
const policy: Room = {
  why: "Policy says what a document means, from its text and the vendors' facts: pure, and for every caller the same.",
  folders: ['requirements'],
  types: ['evidence'],
  packages: ['ipaddr.js'],
  parts: ['access', 'aws', 'azure', 'coreweave', 'cors', 'gcp', 'lifecycle', 'store-uri'],
};
const checks: Room = {
  why: 'A check is a pure opinion on evidence: it reads nothing and prints nothing.',
  folders: ['core', 'evidence', 'fixes', 'policy', 'requirements'],
  packages: [],
  parts: [...clouds, 'support', 'wandb'],
};
/** What is written in a document is known only once it is read as its service reads it. */
const reader: Room = {
  ...providers,
  why: 'A provider that reads texts may use the readers of policy, and judges nothing: checks do.',
  folders: ['core', 'evidence', 'policy'],
  parts: [],
};

/**
 * The house as a whitelist: a file belongs to the row whose name is the longest beginning of its path. The empty name
 * is `src` itself, the public API. Rows of folders inside of a room may wait for their files.
 */
export const house: Readonly<Record<string, Room>> = {
  evidence: { why: 'Evidence is the vocabulary of all others and knows none of them.', folders: [], packages: ['valibot'] },
  requirements: { why: "The vendors' facts are data, and data imports nothing.", folders: [], packages: [], parts: ['rows'] },
  core: {
    why: 'The engine knows evidence alone, so that no check, provider or format can bend it.',
    folders: ['evidence'],
    packages: ['node:crypto'],
  },
  policy,
  'policy/aws': { ...policy, parts: ['document', 'network', 'pattern', 'request', 'verdict'] },
  fixes: {
    why: 'A fix is made from what a policy means; who judged it does not matter.',
    folders: ['policy'],
    types: ['evidence'],
    packages: [],
  },
  checks,
  'checks/support': { ...checks, parts: [...clouds, 'any', 's3', 'uri'] },
  providers,
  'providers/declared': reader,
  'providers/document': reader,
  'providers/terraform': reader,
  reporters: {
    why: 'A reporter is a pure render of the report and cannot look behind it.',
    folders: ['core'],
    types: ['evidence'],
    packages: ['chalk', 'cli-table3'],
    parts: ['html'],
  },
  audit: {
    why: 'The run is called by programs as well: it knows no command line, and what it is given comes as values.',
    folders: ['checks', 'core', 'declared', 'evidence', 'fixes', 'providers'],
    packages: [],
    parts: ['target', 'uri'],
  },
  catalogue: {
    why: 'What the checks say of themselves stands without anything that runs them.',
    folders: ['checks'],
    types: ['core'],
    packages: [],
  },
  declared: {
    why: 'What only the user knows is a table of facts and their forms, which every way to declare them reads.',
    folders: ['evidence', 'policy'],
    packages: [],
  },
  permissions: {
    why: 'The permissions follow from what the run plans to read and from the table of facets, and from nothing else.',
    folders: ['audit/plan.ts', 'evidence', 'fixes'],
    types: ['core'],
    packages: [],
  },
  launch: {
    why: 'The launcher is loaded before everything else, and decides alone what code may be loaded.',
    folders: [],
    packages: ['node:*'],
    effects: true,
  },
  cli: {
    why: 'The command line parses, wires and writes: what judges is below it, where a program can call it too.',
    folders: [...everything, 'policy/access', 'policy/store-uri'],
    except: ['core/evaluate.ts', 'policy'],
    packages: ['*'],
    effects: true,
    parts: ['commands', 'flags', 'output', 'policy', 'settings', 'target', 'uri'],
  },
  '': { why: 'The public API hands out what the rooms have and does nothing itself.', folders: everything, packages: [] },
};

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
const topOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '');

/** The name of the row that a file belongs to. */
const rowOf = (file: string): string =>
  longest(Object.keys(house).filter((name) => name !== '' && file.startsWith(`${name}/`))) ?? topOf(file);

const longest = (names: readonly string[]): string | undefined => names.toSorted((a, b) => b.length - a.length)[0];

/** Every violation in one file of `src`, as sentences that end with the reason. @param file path below `src` */
export function violations(file: string, source: string): string[] {
  const parsed = parseSync(file, source);
  const [error] = parsed.errors;
  if (error !== undefined) return [`${file} cannot be parsed: ${error.message}`];
  const row = rowOf(file);
  const room = house[row];
  if (room === undefined) return [`${file} is in a folder that the house does not know: ${topOf(file)}`];
  const found: string[] = [];
  const part = topOf(row === '' ? file : file.slice(row.length + 1));
  if (part !== '' && room.parts?.includes(part) !== true)
    found.push(`${file} is in a part of ${row} that the house does not know: ${part}`);
  walk(parsed.program, (node, parent, key) => {
    for (const item of importsOf(node)) found.push(...forbidden(file, room, item));
    for (const what of effects(node, parent, key, room.effects === true)) found.push(`${file} ${what}`);
  });
  return [...new Set(found)].map((what) => `${what}. ${room.why}`);
}

function forbidden(file: string, room: Room, { specifier, typeOnly }: Import): string[] {
  if (specifier === null) return [`${file} imports a module whose name is computed`];
  if (!specifier.startsWith('.')) {
    const allowed = room.packages.some((item) =>
      item.endsWith('*') ? specifier.startsWith(item.slice(0, -1)) : specifier === item,
    );
    return allowed ? [] : [`${file} imports ${specifier}`];
  }
  const target = targetOf(file, specifier);
  if (target.startsWith('..')) return [`${file} imports ${specifier}, which is outside of src`];
  if (topOf(target) === topOf(file)) return [];
  const { folders, types = [], except = [] } = room;
  // The most exact row decides: a part of what is excepted may be allowed again.
  const row = longest([...folders, ...types, ...except].filter((folder) => isWithin(target, folder)));
  const what = topOf(target) === '' ? target : topOf(target);
  if (row === undefined) return [`${file} imports ${what}`];
  if (except.includes(row)) return [`${file} imports ${target}`];
  return folders.includes(row) || typeOnly ? [] : [`${file} imports more than types of ${what}`];
}

/** Names that reach outside. `console` is nobody's: stdout carries reports only. */
const nobody = new Set(['console', 'require', 'eval']);
const outside = new Set([
  'process',
  'globalThis',
  'global',
  'performance',
  'fetch',
  'crypto',
  'Buffer',
  'setTimeout',
  'setInterval',
  'setImmediate',
]);
const chance: Readonly<Record<string, string>> = { Date: 'now', Math: 'random' };

function effects(node: SyntaxNode, parent: SyntaxNode | null, key: string, allowed: boolean): string[] {
  const property = memberName(node);
  const object = isNode(node['object']) ? node['object']['name'] : undefined;
  if (object === 'process' && property === 'exit') return ['calls process.exit, which cuts off what is still being written'];
  if (!allowed && typeof object === 'string' && property !== null && chance[object] === property)
    return [`uses ${object}.${property}`];
  if (!allowed && node.type === 'NewExpression' && isNode(node['callee']) && node['callee']['name'] === 'Date') {
    if (Array.isArray(node['arguments']) && node['arguments'].length === 0) return ['asks the clock with new Date()'];
  }
  if (node.type !== 'Identifier' || isName(parent, key)) return [];
  const used = String(node['name']);
  return nobody.has(used) || (!allowed && outside.has(used)) ? [`uses ${used}`] : [];
}

function memberName(node: SyntaxNode): string | null {
  if (node.type !== 'MemberExpression' || !isNode(node['property'])) return null;
  return node['computed'] === true ? literal(node['property']) : String(node['property']['name']);
}

/** Whether an identifier only names a property, as in `x.process` or `{ process: 1 }`. */
function isName(parent: SyntaxNode | null, key: string): boolean {
  if (parent === null || parent['computed'] === true) return false;
  if (key === 'property') return parent.type === 'MemberExpression';
  return key === 'key' && parent['shorthand'] !== true;
}
