import { statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { notRegular, readRegular } from '../../providers/shared/regular-file.ts';
import { storeVariables } from '../../requirements/store-uri.ts';
import type { Io } from '../output/io.ts';
import { readEnvFile } from './env-file.ts';
import { environment, type UriInput } from './model.ts';
import { UsageError } from '../usage-error.ts';

const limit = 2 * 1024 * 1024;
const names: readonly string[] = [storeVariables.current, storeVariables.former];
const never =
  'a storage URI is never an argument, because everybody on the machine can see arguments: use the environment, a file or -';

/**
 * The values to judge: from the environment, standard input or files, in their order.
 * @throws UsageError whose message repeats neither the value nor an argument that could be one
 */
export async function readUriInputs(
  files: readonly string[],
  variable: string | undefined,
  io: Io,
): Promise<readonly UriInput[]> {
  if (variable !== undefined && !/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(variable)) {
    throw new UsageError('--env: expected the name of an environment variable, such as GORILLA_SUPPORTED_FILE_STORES');
  }
  const wanted = variable === undefined ? names : [variable];
  if (files.length === 0) return [fromEnvironment(wanted, io)];
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new UsageError('the same file is named twice; expected each file once');
  const found: UriInput[] = [];
  for (const file of files) found.push(...(await inFile(file, wanted, io)));
  return found;
}

async function inFile(file: string, wanted: readonly string[], io: Io): Promise<readonly UriInput[]> {
  const isStdin = file === '-';
  const name = isStdin ? 'standard input' : file;
  const text = decode(isStdin ? await readStdin(io) : readFile(file, io), name);
  const found = await inText(text, name, isStdin ? '' : extname(file), wanted);
  return isStdin ? found.map((input) => ({ ...input, file })) : found;
}

function fromEnvironment(wanted: readonly string[], { env }: Io): UriInput {
  const name = wanted.find((candidate) => env[candidate] !== undefined);
  const text = name === undefined ? undefined : env[name];
  if (name === undefined || text === undefined) {
    throw new UsageError(
      `${wanted.join(' and ')} ${wanted.length > 1 ? 'are' : 'is'} not set; expected the variable, a file, or - for standard input`,
    );
  }
  return { variable: name, file: environment, text };
}

function readFile(file: string, { cwd }: Io): Buffer {
  if (file.includes('://') || file.includes('@') || file.length > 1024 || /^(?:s3|gs|az|cw):/i.test(file)) {
    // A path may have these characters too, but an error must not find that out by repeating a secret.
    if (statOf(resolve(cwd, file))?.isFile() !== true) throw new UsageError(never);
  }
  const path = resolve(cwd, file);
  const found = statOf(path);
  if (found === undefined)
    throw new UsageError(`there is no such file as the argument names; expected FILE, or - for standard input; ${never}`);
  if (found.isDirectory()) throw new UsageError(`${file} is a folder; expected a file with the value`);
  let read: ReturnType<typeof readRegular>;
  try {
    read = readRegular(path, limit);
  } catch {
    throw new UsageError(`${file} cannot be read by this user`);
  }
  if (read === 'special') throw new UsageError(`${file} ${notRegular} with the value`);
  if (read === 'too-long') throw tooLarge(file);
  return read;
}

function statOf(path: string): ReturnType<typeof statSync> {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

const tooLarge = (name: string): UsageError =>
  new UsageError(`${name} is larger than 2 MB; expected the value or a file that holds it`);

/** All of standard input, up to 2 MB. */
export async function readStdin({ stdin }: Io): Promise<Buffer> {
  if (stdin === undefined) throw new UsageError('standard input is closed; expected the value on it');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += part.length;
    if (size > limit) throw tooLarge('standard input');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Text in UTF-8; anything else is no input. */
export function decode(bytes: Uint8Array, name: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex
    if (!/[\u0000-\u0008\u000e-\u001a]/.test(text)) return text;
  } catch {
    // Told below.
  }
  throw new UsageError(`${name} is binary or not UTF-8; expected the value or a text file that holds it`);
}

const beginsAsUri = /^\s{0,100}["'`]?[a-z][a-z0-9+.-]{0,15}:\/\//i;

/** Finds out by the text what it is: the value itself, a .env file, or YAML. */
async function inText(text: string, name: string, extension: string, wanted: readonly string[]): Promise<readonly UriInput[]> {
  const isYaml = /^\.(?:ya?ml|json)$/i.test(extension);
  const plain: UriInput = {
    variable: undefined,
    file: name,
    text: text.replace(/\r?\n$/, ''),
    line: 1,
    column: 1,
    isLiteral: true,
  };
  if (text.trim() === '') throw new UsageError(`${name} is empty; expected the value or a file that holds it`);
  if (!isYaml && (beginsAsUri.test(text) || /^\s{0,100}(?:s3|gs|az|cw):\s{0,100}$/i.test(text))) return [plain];
  if (!isYaml) {
    const found = readEnvFile(text, name, wanted);
    if (found !== undefined) return nonEmpty(found, name, wanted);
    const [line = ''] = text.split('\n', 1);
    // One line without the look of a mapping is a value, however wrong.
    if (text.trim() === line.trim() && !/^\s{0,100}[\w"'{-][^:]{0,200}:(?:\s|$)|^\s{0,100}[{[]/.test(line)) return [plain];
  }
  const { readYaml } = await import('./yaml.ts');
  return nonEmpty(readYaml(text, name, wanted, decode), name, wanted);
}

function nonEmpty(found: readonly UriInput[], name: string, wanted: readonly string[]): readonly UriInput[] {
  if (found.length > 0) return found;
  throw new UsageError(
    `${name} sets ${wanted.length > 1 ? `neither ${wanted.join(' nor ')}` : `no ${wanted.join('')}`}; name another variable with --env`,
  );
}
