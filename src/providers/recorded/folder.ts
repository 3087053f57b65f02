import { readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { join, sep } from 'node:path';
import { notRegular } from '../shared/regular-file.ts';
import { badEvidence, type EvidenceError } from './error.ts';

/** A file of a folder that looks like evidence and cannot be judged: the members of an {@link EvidenceError}. */
export type Unjudged = Pick<EvidenceError, 'file' | 'line' | 'message'>;

export interface Found {
  /** Files that may be evidence by their names, in the order of their paths. */
  readonly files: readonly string[];
  readonly unjudged: readonly Unjudged[];
}

/** Whether a file may be evidence by its name; letter case does not count. */
export const isEvidenceName = (name: string): boolean => /\.(?:nd)?json$/i.test(name);
const isPacked = (name: string): boolean => /\.(?:nd)?json\.(?:gz|bz2|xz|zst|zip)$/i.test(name);
/** What others wrote and nobody records into. */
const foreign: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * Everything below a folder that may be evidence. A link is followed where it leads to a file or folder inside, which is read
 * once; one that leads out is named, because a bucket must not drop out of an audit unnoticed.
 */
export function evidenceFilesIn(root: string): Found {
  const files: string[] = [];
  const unjudged: Unjudged[] = [];
  const links: string[] = [];
  const name = (file: string, problem: string): void => void unjudged.push(badEvidence(problem, file));
  const walk = (folder: string): void => {
    let entries: readonly Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      if (folder === root) throw error;
      name(folder, 'the folder may not be read by this user');
      return;
    }
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) {
        if (!foreign.has(entry.name)) walk(path);
      } else if (isPacked(entry.name)) name(path, 'the file is compressed: unpack it first');
      else if (isEvidenceName(entry.name)) {
        if (entry.isFile()) files.push(path);
        else name(path, `the file ${notRegular}`);
      }
    }
  };
  walk(root);
  followed(root, links, files, name);
  return { files, unjudged };
}

function followed(root: string, links: readonly string[], files: string[], name: (file: string, problem: string) => void): void {
  if (links.length === 0) return;
  const inside = `${realpathSync(root)}${sep}`;
  const known = new Set(files.map((file) => realpathSync(file)));
  for (const link of links) {
    let target: string;
    let found: Stats;
    try {
      target = realpathSync(link);
      found = statSync(target);
    } catch {
      if (isEvidenceName(link) || isPacked(link)) name(link, 'the link leads nowhere');
      continue;
    }
    // What is inside is met on the way, by its own name.
    if (found.isDirectory() && `${target}${sep}`.startsWith(inside)) continue;
    if (!found.isDirectory() && !isEvidenceName(link) && !isPacked(link)) continue;
    if (!target.startsWith(inside)) name(link, 'the link leads out of the folder: name what it leads to as a target of its own');
    else if (!known.has(target) && found.isFile()) {
      known.add(target);
      files.push(link);
    }
  }
}
