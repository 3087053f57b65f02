import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** Replaced by the build: a digest of all chunks. V8 itself compares no more of a source than its length. */
declare const BYOB_AUDIT_BUILD: string;

const build = BYOB_AUDIT_BUILD;
/** Folders of builds that nobody started for so long are removed when a new one is made. */
const days = 30;

interface Chunk {
  readonly exports: object;
}

interface Compiled {
  readonly file: string;
  readonly script: Script;
}

interface ChunkLoader {
  /** What the chunk exports. */
  readonly load: (file: string) => unknown;
  /** Keeps what this run had to compile. A folder that cannot be written to is no error. */
  readonly keep: () => void;
}

type Body = (exports: object, load: (id: string) => unknown, module: Chunk) => void;

/**
 * Loads the program's chunks as `require` would, from code that an earlier run compiled where it is there and whole.
 * @param other for everything that is not a chunk
 * @param cache a folder that nobody else can write to
 * @param program the folder of the chunks: V8 keeps their paths with the code, for stack traces
 */
export function chunkLoader(other: (id: string) => unknown, cache: string, program: string): ChunkLoader {
  const folder = join(cache, `${build}-${process.version}-${process.arch}-${crc32(program).toString(16)}`);
  const loaded = new Map<string, Chunk>();
  const compiled: Compiled[] = [];
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const chunk: Chunk = { exports: {} };
    loaded.set(file, chunk);
    const kept = join(folder, `${basename(file)}.bin`);
    const cachedData = read(kept);
    const script = new Script(`(function(exports,require,module){${readFileSync(file, 'utf8')}\n})`, {
      filename: file,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    if (script.cachedDataRejected !== false) compiled.push({ file: kept, script });
    const body = script.runInThisContext() as Body;
    body(chunk.exports, (id) => (id.startsWith('.') ? load(join(dirname(file), id)) : other(id)), chunk);
    return chunk.exports;
  };
  return {
    load,
    keep: () => {
      if (compiled.length === 0) return;
      try {
        if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) removeOld(cache);
        for (const { file, script } of compiled) write(file, script.createCachedData());
      } catch {
        // The next run compiles again.
      }
    },
  };
}

/** V8 takes damaged code for good, so that each file begins with its checksum. */
function read(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(4);
    return bytes.length > 4 && bytes.readUInt32LE() === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed: another run reads a whole file or none. */
function write(file: string, code: Buffer): void {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(crc32(code));
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, Buffer.concat([checksum, code]), { mode: 0o600 });
  renameSync(beside, file);
}

function removeOld(cache: string): void {
  const oldest = Date.now() - days * 24 * 60 * 60 * 1000;
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    if (statSync(folder).mtimeMs < oldest) rmSync(folder, { recursive: true, force: true });
  }
}
