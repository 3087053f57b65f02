import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, statSync, realpathSync, writeSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { writeReason } from './write-reason.ts';

/** A file that comes into being whole or not at all. */
export interface PendingFile {
  readonly write: (text: string) => void;
  /** Gives the file its name. */
  readonly commit: () => void;
  /** Leaves no trace. */
  readonly discard: () => void;
}

const flushAt = 1 << 16;

/** Opens a file beside `path`; nothing appears at `path` before `commit`. Throws a {@link UsageError} when it cannot be written. */
export function openPending(path: string, written: string): PendingFile {
  const existing = statOf(path);
  if (existing?.isDirectory() === true)
    throw new UsageError(`cannot write ${written}: it is a folder; expected the name of a file`);
  // A pipe or device cannot be replaced, and a symbolic link is to stay one.
  const special = existing !== undefined && !existing.isFile();
  const final = existing === undefined || special ? path : realpathSync(path);
  const beside = special ? final : join(dirname(final), `.${basename(final)}.${randomBytes(6).toString('hex')}.tmp`);
  const descriptor = open(beside, written, special);
  let buffered = '';
  let closed = false;
  const whole = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      throw new UsageError(`the report could not be written whole to ${written}: ${writeReason(error)}`);
    }
  };
  const flush = (): void => {
    const bytes = Buffer.from(buffered);
    buffered = '';
    whole(() => {
      for (let offset = 0; offset < bytes.length;) offset += writeSync(descriptor, bytes, offset);
    });
  };
  const close = (): void => {
    if (closed) return;
    closed = true;
    closeSync(descriptor);
  };
  return {
    write: (text) => {
      buffered += text;
      if (buffered.length >= flushAt) flush();
    },
    commit: () => {
      flush();
      whole(() => {
        close();
        if (!special) renameSync(beside, final);
      });
    },
    discard: () => {
      close();
      if (!special) rmSync(beside, { force: true });
    },
  };
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function open(path: string, written: string, special: boolean): number {
  try {
    return openSync(path, special ? 'w' : 'wx', 0o666);
  } catch (error) {
    throw new UsageError(`cannot write ${written}: ${writeReason(error)}`);
  }
}
