import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '../../evidence/index.ts';
import { parseEvidence } from '../../evidence/parse.ts';
import type { Seen } from '../../evidence/seen.ts';
import { badEvidence, EvidenceError } from './error.ts';
import { parseJson } from './json.ts';

export { EvidenceError } from './error.ts';

export interface RecordedEvidence {
  readonly file: string;
  /** Line of an NDJSON file, counted from 1. */
  readonly line?: number | undefined;
  readonly evidence: Evidence;
}

const largestJson = 512 * 1024 * 1024;
const hint = 'expected files written by `byob-audit record`';

// Small files are read synchronously: nothing else could run meanwhile, and the first asynchronous file call of a
// process starts a pool of threads, which costs a short run milliseconds. NDJSON is streamed.

/**
 * Reads evidence from a `.json` file, an `.ndjson` file or a folder of them, one piece at a time.
 * @throws EvidenceError for everything that is not evidence which this version knows
 */
export async function* readEvidence(path: string): AsyncGenerator<RecordedEvidence, void, undefined> {
  const kind = kindOf(path);
  if (kind === 'file') {
    yield* readOne(path, true, await memoryFor(path, 0));
    return;
  }
  let found = 0;
  let seen: Seen | undefined;
  for (const file of filesIn(path)) {
    for await (const recorded of readOne(file, false, (seen ??= await memoryFor(file, found)))) {
      found += 1;
      yield recorded;
    }
  }
  if (found === 0) throw new EvidenceError(`no evidence in ${path}: ${hint}`, path);
}

/** What remembers facets is loaded where there are many; a folder of one recording may hold its report as well. */
const memoryFor = async (file: string, found: number): Promise<Seen | undefined> =>
  found < 2 && !isLines(file) ? undefined : (await import('../../evidence/seen.ts')).seenFacets();

const isLines = (file: string): boolean => file.endsWith('.ndjson');

function kindOf(path: string): 'file' | 'directory' {
  try {
    return statSync(path).isDirectory() ? 'directory' : 'file';
  } catch (error) {
    throw fileError(error, path);
  }
}

function fileError(error: unknown, path: string): EvidenceError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return badEvidence(`there is no such file or folder; ${hint}`, path);
  if (code === 'EACCES' || code === 'EPERM') return badEvidence('the file may not be read by this user', path);
  return badEvidence(`the file could not be read (${typeof code === 'string' ? code : 'unknown reason'})`, path);
}

const isEvidenceName = (name: string): boolean => name.endsWith('.json') || name.endsWith('.ndjson');

/** Evidence files of a folder and of the folders in it, in the order of their names. */
function filesIn(directory: string): string[] {
  const files: string[] = [];
  try {
    for (const entry of sortedEntries(directory)) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        for (const inner of sortedEntries(path))
          if (!inner.isDirectory() && isEvidenceName(inner.name)) files.push(join(path, inner.name));
      } else if (isEvidenceName(entry.name)) {
        files.push(path);
      }
    }
  } catch (error) {
    throw fileError(error, directory);
  }
  return files;
}

const sortedEntries = (directory: string): readonly { readonly name: string; readonly isDirectory: () => boolean }[] =>
  readdirSync(directory, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** By their names these can be nothing else: a broken one is an error, not another file. */
const isMeantAsEvidence = (file: string): boolean => /(?:^|[/\\])evidence[^/\\]*\.json$|\.evidence\.json$|\.ndjson$/.test(file);

async function* readOne(
  file: string,
  isNamed: boolean,
  seen: Seen | undefined,
): AsyncGenerator<RecordedEvidence, void, undefined> {
  const isStrict = isNamed || isMeantAsEvidence(file);
  if (isLines(file)) {
    yield* readLines(file, seen);
    return;
  }
  const text = readText(file);
  const parsed = parseJson(text);
  // Broken JSON may have been evidence, whatever its name: a bucket must not drop out of an audit unnoticed.
  if (!parsed.ok) throw badEvidence(parsed.problem, file);
  if (!isStrict && !claimsToBeEvidence(parsed.value)) return;
  yield { file, evidence: await accept(parsed.value, seen, file) };
}

async function* readLines(file: string, seen: Seen | undefined): AsyncGenerator<RecordedEvidence, void, undefined> {
  const { linesOf } = await import('./lines.ts');
  let found = 0;
  try {
    for await (const { number, text } of linesOf(file)) {
      if (text.trim() === '') continue;
      const parsed = parseJson(text, number);
      if (!parsed.ok) throw badEvidence(parsed.problem, file, number);
      found += 1;
      yield { file, line: number, evidence: await accept(parsed.value, seen, file, number) };
    }
  } catch (error) {
    if (error instanceof EvidenceError) throw error;
    throw error instanceof RangeError ? badEvidence(error.message, file) : fileError(error, file);
  }
  if (found === 0) throw badEvidence(`the file is empty; ${hint}`, file);
}

function readText(file: string): string {
  try {
    if (statSync(file).size > largestJson) {
      throw badEvidence('the file is larger than 512 MB: record many targets as .ndjson, which is read line by line', file);
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw error instanceof EvidenceError ? error : fileError(error, file);
  }
}

const claimsToBeEvidence = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'byob-audit/evidence';

async function accept(value: unknown, seen: Seen | undefined, file: string, line?: number): Promise<Evidence> {
  const result = await parseEvidence(value, seen);
  if (!result.ok) throw badEvidence(result.problem, file, line);
  return result.evidence;
}
