import type { Evidence } from '../../evidence/index.ts';
import { parseEvidence } from '../../evidence/parse.ts';
import type { Seen } from '../../evidence/seen.ts';
import { badEvidence, EvidenceError } from './error.ts';
import { parseJson } from './json.ts';
import { notRegular, readRegular } from '../shared/regular-file.ts';

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

/** What remembers facets is loaded where there are many; a folder of one recording may hold its report as well. */
export const memoryFor = async (file: string, found: number): Promise<Seen | undefined> =>
  found < 2 && !isLines(file) ? undefined : (await import('../../evidence/seen.ts')).seenFacets();

export const isLines = (file: string): boolean => /\.ndjson$/i.test(file);

/** Why a file could not be read, in one sentence. */
export function fileError(error: unknown, path: string): EvidenceError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return badEvidence(`there is no such file or folder; ${hint}`, path);
  if (code === 'EACCES' || code === 'EPERM') return badEvidence('the file may not be read by this user', path);
  return badEvidence(`the file could not be read (${typeof code === 'string' ? code : 'unknown reason'})`, path);
}

/** What holds for all files of a run. */
export interface ReadContext {
  readonly now: Date;
  readonly seen: Seen | undefined;
}

/** The evidence of one file, which can be nothing else. */
export async function* readOne(file: string, reading: ReadContext): AsyncGenerator<RecordedEvidence, void, undefined> {
  if (isLines(file)) yield* readLines(file, reading);
  else yield { file, evidence: await accept(readJson(file), reading, file) };
}

/** The value of a JSON file. @throws EvidenceError when it is broken, or says something twice */
export function readJson(file: string): unknown {
  const parsed = parseJson(readText(file));
  if (!parsed.ok) throw badEvidence(parsed.problem, file);
  return parsed.value;
}

async function* readLines(file: string, reading: ReadContext): AsyncGenerator<RecordedEvidence, void, undefined> {
  const { linesOf } = await import('./lines.ts');
  let found = 0;
  try {
    for await (const { number, text } of linesOf(file)) {
      if (text.trim() === '') continue;
      const parsed = parseJson(text, number);
      if (!parsed.ok) throw badEvidence(parsed.problem, file, number);
      found += 1;
      yield { file, line: number, evidence: await accept(parsed.value, reading, file, number) };
    }
  } catch (error) {
    if (error instanceof EvidenceError) throw error;
    throw error instanceof RangeError ? badEvidence(error.message, file) : fileError(error, file);
  }
  if (found === 0) throw badEvidence(`the file is empty; ${hint}`, file);
}

function readText(file: string): string {
  let read: ReturnType<typeof readRegular>;
  try {
    read = readRegular(file, largestJson);
  } catch (error) {
    throw fileError(error, file);
  }
  if (read === 'special') throw badEvidence(`the file ${notRegular}`, file);
  if (read === 'too-long')
    throw badEvidence('the file is larger than 512 MB: record many targets as .ndjson, which is read line by line', file);
  return read.toString('utf8');
}

/** A JSON value as evidence that can be judged at this moment. @throws EvidenceError */
export async function accept(value: unknown, { now, seen }: ReadContext, file: string, line?: number): Promise<Evidence> {
  const result = await parseEvidence(value, seen);
  if (!result.ok) throw badEvidence(result.problem, file, line);
  const { evidence } = result;
  if (Date.parse(evidence.collectedAt) > now.getTime() + day)
    throw badEvidence('collectedAt: the evidence is dated in the future: expected the time at which it was recorded', file, line);
  return evidence;
}

/** Clocks and time zones of two machines differ by less. */
const day = 24 * 60 * 60 * 1000;
