import { parseSync } from 'oxc-parser';
import { isNode } from './imports.ts';

const declarations = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSEnumDeclaration', 'ClassDeclaration']);

/** The types that a file declares and exports; what it only passes on is not among them. */
export function exportedTypes(file: string, source: string): readonly string[] {
  return parseSync(file, source).program.body.flatMap((statement: unknown) => {
    if (!isNode(statement) || statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration } = statement;
    if (!isNode(declaration) || !declarations.has(declaration.type) || !isNode(declaration['id'])) return [];
    return [String(declaration['id']['name'])];
  });
}
