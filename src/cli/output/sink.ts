import { fstatSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import type { Sink } from './io.ts';
import { writeReason } from './write-reason.ts';

/** A sink of the process. */
export interface ProcessSink extends Sink {
  /** Why something could not be written, when that is so; a reader that went away is no reason. */
  readonly failure: () => string | undefined;
}

/**
 * A reader that went away (`| head`) ends the output, not the run: the exit code still tells the truth.
 * @param stream opened when it is first asked for, because Node takes a millisecond for each
 * @param descriptor of the same stream: Node drops what a full disk took only a part of
 */
export function sinkOf(stream: () => NodeJS.WriteStream, descriptor: number): ProcessSink {
  let opened: NodeJS.WriteStream | undefined;
  let open = true;
  let isFile: boolean | undefined;
  let failure: string | undefined;
  const failed = (error: unknown): void => {
    open = false;
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) {
      failure ??= writeReason(error);
      // It may be told after the run.
      process.exitCode = 2;
    }
  };
  const get = (): NodeJS.WriteStream => (opened ??= stream().on('error', failed));
  return {
    write: (text) => {
      if (!open) return;
      if (!(isFile ??= isFileOrDevice(descriptor))) {
        get().write(text);
        return;
      }
      try {
        const bytes = Buffer.from(text);
        for (let offset = 0; offset < bytes.length;) offset += writeSync(descriptor, bytes, offset);
      } catch (error) {
        failed(error);
      }
    },
    failure: () => failure,
    taken: () => (open && opened?.writableNeedDrain === true ? taken(opened) : undefined),
    get isTTY() {
      return get().isTTY;
    },
    get columns() {
      return get().columns;
    },
  };
}

/** Neither a terminal nor a pipe or socket: these Node writes whole, or says that it cannot. */
function isFileOrDevice(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isFile() || (found.isCharacterDevice() && !isatty(descriptor));
  } catch {
    return false;
  }
}

/** Resolves when the reader has caught up, or will never. */
const taken = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    const events = ['drain', 'error', 'close'];
    const done = (): void => {
      for (const event of events) stream.off(event, done);
      resolve();
    };
    for (const event of events) stream.on(event, done);
  });
