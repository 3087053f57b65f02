import type { Sink } from './io.ts';

/**
 * A reader that went away (`| head`) ends the output, not the run: the exit code still tells the truth.
 * @param stream opened when it is first asked for, because Node takes a millisecond for each
 */
export function sinkOf(stream: () => NodeJS.WriteStream): Sink {
  let opened: NodeJS.WriteStream | undefined;
  let open = true;
  const get = (): NodeJS.WriteStream =>
    (opened ??= stream().on('error', (error: NodeJS.ErrnoException) => {
      open = false;
      if (error.code !== 'EPIPE') process.exitCode = 2;
    }));
  return {
    write: (text) => {
      if (open) get().write(text);
    },
    taken: () => (open && opened?.writableNeedDrain === true ? taken(opened) : undefined),
    get isTTY() {
      return get().isTTY;
    },
    get columns() {
      return get().columns;
    },
  };
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
