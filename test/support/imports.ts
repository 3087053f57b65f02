import { dirname, join, normalize } from 'node:path/posix';
import { parseSync } from 'oxc-parser';

/** A node of a syntax tree as oxc-parser makes it. */
export type SyntaxNode = Readonly<Record<string, unknown>> & { readonly type: string };

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Calls `visit` for a node and for everything below it, each with the node above it and its key there. */
export function walk(
  value: unknown,
  visit: (node: SyntaxNode, parent: SyntaxNode | null, key: string) => void,
  parent: SyntaxNode | null = null,
  key = '',
): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit, parent, key);
  if (!isNode(value)) return;
  visit(value, parent, key);
  for (const [name, child] of Object.entries(value)) walk(child, visit, value, name);
}

/** The text of a string literal. */
export const literal = (value: unknown): string | null =>
  isNode(value) && value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : null;

export interface Import {
  /** Null when it is computed, so that nobody can tell what it loads. */
  readonly specifier: string | null;
  readonly typeOnly: boolean;
}

/** What one node imports, whatever the form: declarations, re-exports, `import()` of values and of types. */
export function importsOf(node: SyntaxNode): readonly Import[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration': {
      if (!isNode(node['source'])) return [];
      const kind = node['importKind'] ?? node['exportKind'];
      const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
      const inline = specifiers.length > 0 && specifiers.every((item) => (item['importKind'] ?? item['exportKind']) === 'type');
      return [{ specifier: literal(node['source']), typeOnly: kind === 'type' || inline }];
    }
    case 'ImportExpression':
      return [{ specifier: literal(node['source']), typeOnly: false }];
    case 'TSImportType':
      return [{ specifier: literal(node['source']), typeOnly: true }];
    case 'TSExternalModuleReference':
      return [{ specifier: literal(node['expression']), typeOnly: false }];
    default:
      return [];
  }
}

/** The path below `src` that a relative import of a file leads to; it begins with `..` outside of `src`. */
export const targetOf = (file: string, specifier: string): string => normalize(join(dirname(file), specifier));

/** The files of `src` that a file imports, for values or for types. @param file path below `src` */
export function importedFiles(file: string, source: string): readonly string[] {
  const found = new Set<string>();
  walk(parseSync(file, source).program, (node) => {
    for (const { specifier } of importsOf(node)) if (specifier?.startsWith('.') === true) found.add(targetOf(file, specifier));
  });
  return [...found];
}
