import { statSync } from 'node:fs';
import { badEvidence } from './error.ts';
import { fileError, memoryFor, readOne, type RecordedEvidence } from './read.ts';
import { isHandedIn, notRegular } from '../shared/regular-file.ts';

export { EvidenceError } from './error.ts';
export type { RecordedEvidence } from './read.ts';

export interface ReadOptions {
  /** The present, beyond which nothing can have been recorded; default: the clock of the machine. */
  readonly now?: Date | undefined;
  /** Told how many JSON files of a folder are something else, when there are any. */
  readonly others?: ((count: number) => void) | undefined;
}

/**
 * Reads evidence from a `.json` file, an `.ndjson` file or a folder of them, one piece at a time. A folder is looked through
 * before its first piece is given: what looks like evidence and is none that can be judged is named, all of it at once.
 * @throws EvidenceError for everything that is not evidence which this version knows
 */
export async function* readEvidence(path: string, options: ReadOptions = {}): AsyncGenerator<RecordedEvidence, void, undefined> {
  const { now = new Date() } = options;
  if (kindOf(path) === 'file') {
    yield* readOne(path, { now, seen: await memoryFor(path, 0) });
    return;
  }
  const { readFolder } = await import('./read-folder.ts');
  yield* readFolder(path, now, options.others);
}

function kindOf(path: string): 'file' | 'directory' {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return 'directory';
    if (found.isFile() || isHandedIn(path)) return 'file';
  } catch (error) {
    throw fileError(error, path);
  }
  throw badEvidence(`the file ${notRegular}`, path);
}
