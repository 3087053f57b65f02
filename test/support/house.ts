import { dirname, join, normalize } from 'node:path/posix';
import { parseSync } from 'oxc-parser';

/** What the files of a folder of `src` may import. A folder that is not in the table is a violation by itself. */
interface Room {
  readonly folders: readonly string[];
  /** Folders of which only types may be imported. */
  readonly types?: readonly string[];
  /** Packages and Node modules; `*` at the end stands for anything. */
  readonly packages: readonly string[];
  /** Whether the room may touch the process, the clock, chance, files and the network. */
  readonly effects?: boolean;
}

const everything = [
  'evidence',
  'core',
  'requirements',
  'policy',
  'checks',
  'providers',
  'reporters',
  'cli',
  'audit',
  'catalogue',
  'declared',
  'fixes',
  'launch',
  'permissions',
];

/** The column "imports" of the house, as a whitelist. The empty name is `src` itself: the public API. */
export const house: Readonly<Record<string, Room>> = {
  evidence: { folders: [], packages: ['valibot'] },
  core: { folders: ['evidence'], packages: ['node:crypto'] },
  requirements: { folders: [], packages: [] },
  policy: { folders: ['requirements'], types: ['evidence'], packages: ['ipaddr.js'] },
  checks: { folders: ['core', 'fixes', 'evidence', 'requirements', 'policy'], packages: [] },
  providers: {
    folders: ['core', 'evidence'],
    packages: ['@aws-sdk/*', '@azure/*', '@smithy/*', '@google-cloud/*', 'google-auth-library', 'node:*'],
    effects: true,
  },
  reporters: { folders: ['core'], types: ['evidence'], packages: ['chalk', 'cli-table3'] },
  audit: { folders: everything, packages: ['*'], effects: true },
  catalogue: { folders: ['checks'], types: ['core'], packages: [] },
  declared: { folders: ['evidence', 'policy'], packages: [] },
  fixes: { folders: ['policy'], types: ['evidence'], packages: [] },
  launch: { folders: [], packages: ['node:*'], effects: true },
  permissions: { folders: everything, packages: ['*'], effects: true },
  cli: { folders: everything, packages: ['*'], effects: true },
  '': { folders: everything, packages: [] },
};

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

interface Import {
  /** Null when it is computed, so that nobody can tell what it loads. */
  readonly specifier: string | null;
  readonly typeOnly: boolean;
}

/** Every violation in one file of `src`, as sentences. @param file path below `src` */
export function violations(file: string, source: string): string[] {
  const parsed = parseSync(file, source);
  const [error] = parsed.errors;
  if (error !== undefined) return [`${file} cannot be parsed: ${error.message}`];
  const name = file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
  const room = house[name];
  if (room === undefined) return [`${file} is in a folder that the house does not know: ${name}`];
  const imports: Import[] = [];
  const found: string[] = [];
  walk(parsed.program, null, '', (node, parent, key) => {
    imports.push(...importsOf(node));
    found.push(...effects(node, parent, key, room.effects === true).map((what) => `${file} ${what}`));
  });
  return [...imports.flatMap((item) => forbidden(file, name, room, item)), ...new Set(found)];
}

function walk(
  value: unknown,
  parent: Node | null,
  key: string,
  visit: (node: Node, parent: Node | null, key: string) => void,
): void {
  if (Array.isArray(value)) for (const item of value) walk(item, parent, key, visit);
  if (!isNode(value)) return;
  visit(value, parent, key);
  for (const [name, child] of Object.entries(value)) walk(child, value, name, visit);
}

const text = (value: unknown): string | null =>
  isNode(value) && value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : null;

function importsOf(node: Node): Import[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration': {
      if (!isNode(node['source'])) return [];
      const kind = node['importKind'] ?? node['exportKind'];
      const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
      const inline = specifiers.length > 0 && specifiers.every((item) => (item['importKind'] ?? item['exportKind']) === 'type');
      return [{ specifier: text(node['source']), typeOnly: kind === 'type' || inline }];
    }
    case 'ImportExpression':
      return [{ specifier: text(node['source']), typeOnly: false }];
    case 'TSImportType':
      return [{ specifier: text(node['source']), typeOnly: true }];
    case 'TSExternalModuleReference':
      return [{ specifier: text(node['expression']), typeOnly: false }];
    default:
      return [];
  }
}

function forbidden(file: string, name: string, room: Room, { specifier, typeOnly }: Import): string[] {
  if (specifier === null) return [`${file} imports a module whose name is computed`];
  if (!specifier.startsWith('.')) {
    const allowed = room.packages.some((item) =>
      item.endsWith('*') ? specifier.startsWith(item.slice(0, -1)) : specifier === item,
    );
    return allowed ? [] : [`${file} imports ${specifier}`];
  }
  const target = normalize(join(dirname(file), specifier));
  if (target.startsWith('..')) return [`${file} imports ${specifier}, which is outside of src`];
  const folder = target.includes('/') ? target.slice(0, target.indexOf('/')) : '';
  const allowed = folder === name || room.folders.includes(folder) || (typeOnly && room.types?.includes(folder) === true);
  if (allowed) return [];
  return [
    `${file} imports ${room.types?.includes(folder) === true ? 'more than types of ' : ''}${folder === '' ? target : folder}`,
  ];
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

function effects(node: Node, parent: Node | null, key: string, allowed: boolean): string[] {
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

function memberName(node: Node): string | null {
  if (node.type !== 'MemberExpression' || !isNode(node['property'])) return null;
  return node['computed'] === true ? text(node['property']) : String(node['property']['name']);
}

/** Whether an identifier only names a property, as in `x.process` or `{ process: 1 }`. */
function isName(parent: Node | null, key: string): boolean {
  if (parent === null || parent['computed'] === true) return false;
  if (key === 'property') return parent.type === 'MemberExpression';
  return key === 'key' && parent['shorthand'] !== true;
}
