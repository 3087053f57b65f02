import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { notRegular, openRegular } from '../../providers/shared/regular-file.ts';
import type { Io } from '../output/io.ts';
import { UsageError } from '../usage-error.ts';

/** Far above every service's limit; more is not a policy and would only fill the memory. */
const limit = 10 * 1024 * 1024;

/** How messages name a file. @param file as the user wrote it, or `-` for standard input */
export const fileLabel = (file: string): string =>
  file === '-' ? 'standard input' : `file ${JSON.stringify(file.length > 120 ? `${file.slice(0, 119)}…` : file)}`;

/** The whole text of a document. @param file a path, or `-` for standard input */
export async function readText(file: string, io: Io): Promise<string> {
  const name = fileLabel(file);
  const bytes = await collect(file === '-' ? stdinOf(io) : await openFile(file, name, io), name);
  if (bytes.includes(0)) throw new UsageError(`${name} is binary or not UTF-8; expected a JSON document`);
  let text: string;
  try {
    // The reader of each kind strips a byte order mark itself, and says so.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is binary or not UTF-8; expected a JSON document`);
  }
  if (text.replace('\ufeff', '').trim() === '') throw new UsageError(`${name} is empty; expected a JSON document`);
  return text;
}

function stdinOf({ stdin }: Io): AsyncIterable<unknown> {
  if (stdin === undefined) throw new UsageError('standard input is closed; expected a JSON document on it');
  return stdin;
}

async function openFile(file: string, name: string, io: Io): Promise<AsyncIterable<unknown>> {
  if (file === '') throw new UsageError('the name of the document is empty; expected a file, or - for standard input');
  const path = resolve(io.cwd, file);
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(name, error);
  });
  if (found.isDirectory()) throw new UsageError(`${name} is a folder; expected a JSON document`);
  if (found.size > limit) throw tooLarge(name);
  const fd = openRegular(path);
  if (fd === undefined) throw new UsageError(`${name} ${notRegular}`);
  return createReadStream(path, { fd });
}

async function collect(chunks: AsyncIterable<unknown>, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of chunks) {
      const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      size += part.length;
      if (size > limit) throw tooLarge(name);
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable(name, error);
  }
  return Buffer.concat(parts);
}

const tooLarge = (name: string): UsageError => new UsageError(`${name} is larger than 10 MB; expected a JSON document`);

function unreadable(name: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new UsageError(code === 'ENOENT' ? `${name}: there is no such file` : `${name} cannot be read (${code})`);
}
