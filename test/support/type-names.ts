import { parseSync } from 'oxc-parser';
import { isNode } from './imports.ts';

const declarations = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSEnumDeclaration', 'ClassDeclaration']);

interface DeclaredType {
  readonly name: string;
  readonly isExported: boolean;
}

/** The types that a file declares itself; what it only imports or passes on is not among them. */
function declaredTypes(file: string, source: string): readonly DeclaredType[] {
  return parseSync(file, source).program.body.flatMap((statement: unknown) => {
    if (!isNode(statement)) return [];
    const isExported = statement.type === 'ExportNamedDeclaration';
    const declaration = isExported ? statement['declaration'] : statement;
    if (!isNode(declaration) || !declarations.has(declaration.type) || !isNode(declaration['id'])) return [];
    return [{ name: String(declaration['id']['name']), isExported }];
  });
}

/**
 * Names of types with more than one meaning, as `Name: a.ts, b.ts`: a name that some file exports is declared in another
 * file too. Names that no file exports meet nowhere.
 */
export function ambiguousTypes(sources: ReadonlyMap<string, string>): readonly string[] {
  const places = new Map<string, string[]>();
  const exported = new Set<string>();
  for (const [file, source] of sources) {
    for (const { name, isExported } of declaredTypes(file, source)) {
      places.set(name, [...(places.get(name) ?? []), file]);
      if (isExported) exported.add(name);
    }
  }
  return [...places].flatMap(([name, files]) => (files.length > 1 && exported.has(name) ? [`${name}: ${files.join(', ')}`] : []));
}
