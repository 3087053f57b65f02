import { basename } from 'node:path';
import type { Seen } from '../../evidence/seen.ts';
import { claimOf } from './claims.ts';
import { EvidenceError } from './error.ts';
import { evidenceFilesIn, type Unjudged } from './folder.ts';
import { accept, fileError, isLines, memoryFor, readJson, readOne, type ReadContext, type RecordedEvidence } from './read.ts';

/** By their names these can be nothing else. */
const isMeantAsEvidence = (file: string): boolean => /^evidence.*\.json$|\.evidence\.json$/i.test(basename(file));

/** What a file of the folder holds; a list of lines is read again when it is its turn, because it may be long. */
type FolderPiece = RecordedEvidence | { readonly lines: string };

/**
 * The evidence below a folder, in the order of the paths.
 * @param others told how many JSON files are something else
 * @throws EvidenceError that names everything which looks like evidence and cannot be judged, before anything is given
 */
export async function* readFolder(
  root: string,
  now: Date,
  others: ((count: number) => void) | undefined,
): AsyncGenerator<RecordedEvidence, void, undefined> {
  const { files, unjudged: named } = filesIn(root);
  const unjudged = [...named];
  const pieces: FolderPiece[] = [];
  let other = 0;
  let seen: Seen | undefined;
  for (const file of files) {
    seen ??= await memoryFor(file, pieces.length);
    try {
      const piece = await pieceOf(file, { now, seen });
      if (piece === 'other') other += 1;
      else if (piece !== 'report') pieces.push(piece);
    } catch (error) {
      if (!(error instanceof EvidenceError)) throw error;
      unjudged.push(error);
    }
  }
  refuse(unjudged);
  if (pieces.length === 0)
    throw new EvidenceError(`no evidence in ${root}: expected files written by \`byob-audit record\``, root);
  if (other > 0) others?.(other);
  for (const piece of pieces) {
    if ('lines' in piece) yield* readOne(piece.lines, { now, seen });
    else yield piece;
  }
}

function filesIn(root: string): ReturnType<typeof evidenceFilesIn> {
  try {
    return evidenceFilesIn(root);
  } catch (error) {
    throw fileError(error, root);
  }
}

async function pieceOf(file: string, reading: ReadContext): Promise<FolderPiece | 'other' | 'report'> {
  if (isLines(file)) {
    // Broken lines are found before the first verdict.
    for await (const recorded of readOne(file, reading)) void recorded;
    return { lines: file };
  }
  const value = readJson(file);
  const claim = claimOf(value);
  if ((claim === 'other' || claim === 'report') && !isMeantAsEvidence(file)) return claim;
  return { file, evidence: await accept(value, reading, file) };
}

/** Nobody reads more names than this in one sentence. */
const mostNamed = 100;

function refuse(unjudged: readonly Unjudged[]): void {
  const [first, ...rest] = unjudged;
  if (first === undefined) return;
  if (rest.length === 0) throw new EvidenceError(first.message, first.file, first.line);
  const told = unjudged.slice(0, mostNamed).map(({ message }) => message);
  const more = unjudged.length > told.length ? `; and ${unjudged.length - told.length} more` : '';
  throw new EvidenceError(
    `${unjudged.length} files look like evidence and cannot be judged: ${told.join('; ')}${more}`,
    first.file,
    first.line,
  );
}
