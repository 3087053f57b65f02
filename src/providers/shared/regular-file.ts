import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** What the shell hands in is read as standard input is, a pipe too. */
const handedIn = /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/** Whether a path is one of the descriptors that the program was started with. */
export const isHandedIn = (path: string): boolean => handedIn.test(path);

const chunkSize = 256 * 1024;

/**
 * Opens a regular file, or what the shell handed in. A pipe or device that lies in a folder would never end, or never begin.
 * @returns a descriptor, which the caller closes; undefined for a special file
 */
export function openRegular(path: string): number | undefined {
  const isOurs = isHandedIn(path);
  // Without waiting, because opening a pipe waits for somebody to write into it.
  const descriptor = openSync(path, constants.O_RDONLY | (isOurs ? 0 : (constants.O_NONBLOCK ?? 0)));
  if (isOurs || fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  return undefined;
}

/** Ends the sentence about a file that is none of those. */
export const notRegular = 'is a pipe, a device or another special file; expected a regular file';

/**
 * All of a regular file, or of what the shell handed in. The limit counts what is read, because a file may be longer than it says.
 * @param limit in bytes
 */
export function readRegular(path: string, limit: number): Buffer | 'special' | 'too-long' {
  const descriptor = openRegular(path);
  if (descriptor === undefined) return 'special';
  try {
    const { size } = fstatSync(descriptor);
    if (size > limit) return 'too-long';
    const parts: Buffer[] = [];
    let length = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(length === 0 && size > 0 ? size + 1 : chunkSize);
      const read = readSync(descriptor, part, 0, part.length, null);
      if (read === 0) break;
      length += read;
      if (length > limit) return 'too-long';
      parts.push(part.subarray(0, read));
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  } finally {
    closeSync(descriptor);
  }
}
