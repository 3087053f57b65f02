import { mayHoldSecret, shown } from '../../core/shown.ts';
import { basename, dirname, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { isMap, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { FormName } from '../../declared/forms.ts';
import { readDeclared } from '../../declared/read.ts';
import { factList, type WrittenFacts } from '../../declared/table.ts';
import { notRegular, readRegular } from '../../providers/shared/regular-file.ts';
import { configSchema, type Config } from './schema.ts';
import { unknownRule } from './rules.ts';
import { didYouMean } from '../suggest.ts';
import { parseTarget, settleProvider } from '../target/index.ts';
import { UsageError } from '../usage-error.ts';
import { expectedFound, problemOf } from './declared.ts';

/** Far above any configuration. */
const largest = 10 * 1024 * 1024;

export const defaultConfigFile = 'byob-audit.yaml';

/** A configuration and the folder that its relative paths start from. */
export interface LoadedConfig {
  readonly config: Config;
  readonly base: string;
}

type Path = readonly (string | number)[];
type Fail = (path: Path, message: string, at?: 'key') => never;

/**
 * Reads the configuration: the file that `--config` names, or byob-audit.yaml in the working directory when it is there.
 * Every error is a {@link UsageError} that begins with file:line:column.
 */
export async function loadConfig(file: string | undefined, cwd: string): Promise<LoadedConfig> {
  const path = resolve(cwd, file ?? defaultConfigFile);
  const name = file ?? defaultConfigFile;
  let text: string;
  try {
    const read = readRegular(path, largest);
    if (read === 'special') throw new UsageError(`--config ${name} ${notRegular} such as ${defaultConfigFile}`);
    if (read === 'too-long')
      throw new UsageError(`--config ${name}: it is larger than 10 MB; expected a YAML file such as ${defaultConfigFile}`);
    text = read.toString('utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' && file === undefined) return { config: {}, base: cwd };
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : 'it cannot be read';
    throw new UsageError(`--config ${name}: ${why}; expected a YAML file such as ${defaultConfigFile}`);
  }
  return { config: parseConfig(text, relative(cwd, path).startsWith('..') ? path : name), base: dirname(path) };
}

/** @param name how the file is called in errors */
export function parseConfig(text: string, name: string = basename(defaultConfigFile)): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const fail: Fail = (path, message, which) => {
    // A secret in the place of a key is not repeated either.
    const dotted = path.map((part) => (mayHoldSecret(String(part)) ? '…' : part)).join('.');
    throw new UsageError(`${at(offsetOf(document, path, which === 'key'))}: ${dotted === '' ? '' : `${dotted}: `}${message}`);
  };
  const [problem] = document.errors;
  if (problem !== undefined) throw new UsageError(`${at(problem.pos[0])}: ${problem.message.split('\n')[0] ?? 'not YAML'}`);
  if (document.contents === null) return {};
  keepDigits(document);
  const result = v.safeParse(configSchema, toPlain(document, at));
  if (result.success) {
    checkValues(result.output, fail);
    return result.output;
  }
  return report(result.issues[0], fail);
}

/** YAML reads an unquoted account id as a number, and a leading zero would be lost: the same for every fact that is a text. */
function keepDigits(document: Document): void {
  const texts = new Set<unknown>(factList.flatMap(({ key, shape }) => (shape === 'text' ? [key] : [])));
  visit(document, {
    Pair: (_, { key, value }) => {
      if (
        isScalar(key) &&
        texts.has(key.value) &&
        isScalar(value) &&
        typeof value.value === 'number' &&
        value.source !== undefined
      ) {
        value.value = value.source;
      }
    },
  });
}

function toPlain(document: Document, at: (offset: number) => string): unknown {
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      throw new UsageError(`${at(alias.range?.[0] ?? 0)}: the alias *${alias.source} names no anchor`);
    },
  });
  try {
    return document.toJS();
  } catch (error) {
    throw new UsageError(`${at(0)}: ${error instanceof Error ? error.message : 'not a YAML document'}`);
  }
}

/** Where the value of a path begins, or its key; the nearest enclosing node when there is none. */
function offsetOf(document: Document, path: Path, key: boolean): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const parent: unknown = length === 0 ? undefined : document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === path[length - 1])
      : undefined;
    if (key && length === path.length && isScalar(pair?.key)) return pair.key.range?.[0] ?? 0;
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) return Number(node.range[0]);
  }
  return 0;
}

/** The keys that a mapping takes, from the schema itself. @param path of the mapping */
function keysAt(path: Path): readonly string[] {
  let schema: unknown = configSchema;
  for (const part of path) {
    const inner: unknown = unwrapped(schema);
    if (typeof inner !== 'object' || inner === null) return [];
    if ('item' in inner) schema = inner.item;
    else if ('entries' in inner && isRecord(inner.entries)) schema = inner.entries[part];
    else return [];
  }
  const found = unwrapped(schema);
  return isRecord(found) && isRecord(found['entries']) ? Object.keys(found['entries']) : [];
}

const isRecord = (value: unknown): value is Readonly<Record<string | number, unknown>> =>
  typeof value === 'object' && value !== null;

const unwrapped = (schema: unknown): unknown => (isRecord(schema) && 'wrapped' in schema ? schema['wrapped'] : schema);

/** valibot's `("a" | "b")`, `Array` and `string` in the words of someone who writes YAML. */
function expectation(expected: string): string {
  if (expected.startsWith('(')) return `one of ${expected.slice(1, -1).replaceAll('"', '').split(' | ').join(', ')}`;
  return expected === 'Array' ? 'a list' : expected === 'Object' ? 'a mapping' : `a ${expected}`;
}

function report(issue: v.BaseIssue<unknown>, fail: Fail): never {
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  const last = path.at(-1);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const parent = issue.path?.at(-1)?.input;
    if (Array.isArray(parent)) return fail(path.slice(0, -1), `expected a mapping, found ${shown(parent, 80)}`);
    if (path.length === 1 && last === 'waivers')
      return fail(path, 'this version does not know waivers yet, and ignores none silently', 'key');
    if (path.length === 2 && path[0] === 'rules') return fail(path, unknownRule(String(last)), 'key');
    const keys = keysAt(path.slice(0, -1));
    return fail(path, `unknown key${didYouMean(String(last), keys)}; known keys are ${keys.join(', ')}`, 'key');
  }
  if (issue.type === 'strict_object' && issue.input === undefined) return fail(path, 'is missing');
  return fail(path, `expected ${expectation(issue.expected ?? 'value')}, found ${shown(issue.input, 80)}`);
}

/** What the schema cannot say: ARNs, ids, URLs and targets, judged as the same flags are. */
function checkValues(config: Config, fail: Fail): void {
  const declaredAt = (path: Path, declared: WrittenFacts): void => {
    const read = readDeclared(declared);
    if ('declared' in read) return;
    const { fact, index, expected, value } = read.wrong;
    fail([...path, fact.key, ...(index === undefined ? [] : [index])], expectedFound(expected, value));
  };
  const formAt = (path: Path, name: FormName, value: string | undefined): void => {
    const problem = value === undefined ? undefined : problemOf(name, value);
    if (problem !== undefined) fail(path, problem);
  };
  declaredAt(['defaults'], config.defaults ?? {});
  for (const [index, entry] of (config.targets ?? []).entries()) {
    formAt(['targets', index, 'endpoint'], 'endpoint', entry.endpoint);
    formAt(['targets', index, 'subscription'], 'subscription', entry.subscription);
    formAt(['targets', index, 'keyVaultSubscription'], 'subscription', entry.keyVaultSubscription);
    targetAt(['targets', index, 'target'], entry, fail);
    declaredAt(['targets', index], entry);
  }
}

function targetAt(path: Path, { target, endpoint, provider }: NonNullable<Config['targets']>[number], fail: Fail): void {
  try {
    settleProvider(parseTarget(target, '.'), endpoint, provider);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    fail(path, error.message);
  }
}
