import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** `record` writes the provider within the first 120 characters; about a file that begins otherwise nothing is known. */
const beginning = /^\s*\{\s*"kind":\s*"byob-audit\/evidence",\s*"schemaVersion":\s*\d+,\s*"provider":\s*"([\w-]+)"/;
/** A report beside the evidence is no evidence. */
const report = /^\s*\{\s*"schemaVersion":\s*\d+,\s*"kind":\s*"byob-audit\/report"/;
const beginningLength = 256;
const mostFiles = 16;

/**
 * Which providers the evidence below a path is of, by the beginnings of its files; undefined when one of them does not
 * tell or they are too many, for NDJSON, which may hold evidence of several, and for pipes, which can be read only once.
 */
export function peekProviders(path: string): ReadonlySet<string> | undefined {
  try {
    const files = statSync(path).isDirectory() ? filesIn(path) : [path];
    if (files === undefined || files.some((file) => /\.ndjson$/i.test(file) || !statSync(file).isFile())) return undefined;
    const found = new Set<string>();
    for (const file of files) {
      const text = head(file);
      const provider = beginning.exec(text)?.[1];
      if (provider !== undefined) found.add(provider);
      else if (!report.test(text)) return undefined;
    }
    return found.size === 0 ? undefined : found;
  } catch {
    return undefined;
  }
}

/** Undefined when there are too many, or folders or links in the folder. */
function filesIn(folder: string): readonly string[] | undefined {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (entries.some((entry) => entry.isDirectory() || entry.isSymbolicLink())) return undefined;
  const files = entries.filter(({ name }) => /\.(?:nd)?json$/i.test(name));
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
