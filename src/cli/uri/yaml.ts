import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type Node } from 'yaml';
import type { UriInput } from './model.ts';
import { UsageError } from '../usage-error.ts';

/** Text of bytes in UTF-8, or a UsageError with the name. Handed in, so that this file is a chunk without others. */
type Decode = (bytes: Uint8Array, name: string) => string;

/** What the place of a node says about its value. */
interface Place {
  /** Inside of `data` of a Secret, where values are base64. */
  readonly isBase64: boolean;
  /** `kind` of the nearest manifest around it. */
  readonly kind: string;
}

/**
 * The wanted variables of a Kubernetes manifest or of Helm values: entries of `env`, keys of ConfigMaps and Secrets,
 * and mappings with the name as a key. Errors name file, line and column and never the text there.
 */
export function readYaml(text: string, file: string, wanted: readonly string[], decode: Decode): readonly UriInput[] {
  const lines = new LineCounter();
  const placeOf = (offset: number): { readonly line: number; readonly column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const at = (offset: number): string => {
    const { line, column } = placeOf(offset);
    return `${file}:${line}:${column}`;
  };
  const found: UriInput[] = [];
  const elsewhere: string[] = [];
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
    for (const document of Array.isArray(documents) ? documents : []) {
      const [problem] = document.errors;
      if (problem !== undefined) {
        const what = problem.code.toLowerCase().replaceAll('_', ' ');
        throw new UsageError(
          `${at(problem.pos[0])}: this is not YAML (${what}); expected a manifest, Helm values or the value alone`,
        );
      }
      visit(document, { source: text, file, wanted, at, placeOf, found, elsewhere, decode });
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // The parser recurses, and hostile nesting ends its stack.
    throw new UsageError(`${file}: this YAML is nested too deeply or cannot be read`);
  }
  const [first] = elsewhere;
  if (found.length === 0 && first !== undefined) {
    throw new UsageError(`${first}: the value comes from a Secret or ConfigMap (valueFrom); give the manifest of that one`);
  }
  return found;
}

interface Search {
  readonly file: string;
  readonly source: string;
  readonly wanted: readonly string[];
  readonly at: (offset: number) => string;
  readonly placeOf: (offset: number) => { readonly line: number; readonly column: number };
  readonly found: UriInput[];
  readonly elsewhere: string[];
  readonly decode: Decode;
}

function visit(document: Document, search: Search): void {
  const pending: (readonly [unknown, Place])[] = [[document.contents, { isBase64: false, kind: '' }]];
  const resolved = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const add = (variable: string, node: unknown, place: Place): void => {
    const value = resolved(node);
    if (isMap(value)) {
      const inner: unknown = value.get('value', true);
      if (isScalar(inner)) add(variable, inner, place);
      else if (value.has('valueFrom')) search.elsewhere.push(search.at(value.range?.[0] ?? 0));
      return;
    }
    if (!isScalar(value)) return;
    const where = search.at(rangeOf(value));
    const text = value.value === null ? '' : typeof value.value === 'string' ? value.value : (value.source ?? '');
    const inContainer = !place.isBase64 && place.kind !== 'ConfigMap' && place.kind !== 'Secret';
    const begin = rangeOf(value) + (/^["']/.test(search.source.slice(rangeOf(value), rangeOf(value) + 1)) ? 1 : 0);
    search.found.push({
      variable,
      file: search.file,
      text: place.isBase64 ? fromBase64(text, where, search.decode) : text,
      ...search.placeOf(begin),
      isLiteral: !place.isBase64 && search.source.startsWith(text, begin),
      ...(inContainer ? { expandsVariables: true } : {}),
    });
  };
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, place] = next;
    if (isSeq(node)) pending.push(...node.items.map((item) => [item, place] as const).toReversed());
    if (!isMap(node)) continue;
    const kind: unknown = node.get('kind');
    const here = typeof kind === 'string' && node.has('apiVersion') ? { isBase64: false, kind } : place;
    const name: unknown = node.get('name');
    if (typeof name === 'string' && search.wanted.includes(name)) {
      const value: unknown = node.get('value', true);
      if (value !== undefined) add(name, value, here);
      else if (node.has('valueFrom')) search.elsewhere.push(search.at(node.range?.[0] ?? 0));
    }
    for (const { key, value } of node.items.toReversed()) {
      const written = isScalar(key) ? key.value : undefined;
      if (typeof written === 'string' && search.wanted.includes(written)) add(written, value, here);
      else pending.push([value, here.kind === 'Secret' && written === 'data' ? { ...here, isBase64: true } : here]);
    }
  }
}

const rangeOf = (node: Node): number => node.range?.[0] ?? 0;

function fromBase64(text: string, where: string, decode: Decode): string {
  const compact = text.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact) || compact.length % 4 !== 0) {
    throw new UsageError(`${where}: data of a Secret is base64, and this is not; plain text belongs in stringData`);
  }
  return decode(Buffer.from(compact, 'base64'), where);
}
