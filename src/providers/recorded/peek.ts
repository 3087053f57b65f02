import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** `record` writes the provider within the first 120 characters; a file that begins otherwise is not guessed about. */
const beginning = /^\s*\{\s*"kind":\s*"byob-audit\/evidence",\s*"schemaVersion":\s*\d+,\s*"provider":\s*"([\w-]+)"/;
const beginningLength = 256;
const mostFiles = 16;

/**
 * Which providers the evidence below a path is of, by the beginnings of its files; undefined when they do not tell or
 * are too many, and for NDJSON, which may hold evidence of several.
 */
export function peekProviders(path: string): ReadonlySet<string> | undefined {
  try {
    const files = statSync(path).isDirectory() ? filesIn(path) : [path];
    if (files === undefined || files.some((file) => file.endsWith('.ndjson'))) return undefined;
    const found = new Set(files.flatMap((file) => beginning.exec(head(file))?.[1] ?? []));
    return found.size === 0 ? undefined : found;
  } catch {
    return undefined;
  }
}

/** Undefined when there are too many, or folders in the folder. */
function filesIn(folder: string): readonly string[] | undefined {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some((entry) => entry.isDirectory())) return undefined;
  const files = entries.filter(({ name }) => name.endsWith('.json') || name.endsWith('.ndjson'));
  return files.length > mostFiles ? undefined : files.map(({ name }) => join(folder, name));
}

function head(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(beginningLength);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, beginningLength, 0));
  } finally {
    closeSync(descriptor);
  }
}
