import { createReadStream } from 'node:fs';
import { notRegular, openRegular } from '../shared/regular-file.ts';

const newline = 0x0a;
const chunkSize = 256 * 1024;
/** A recorded bucket is a few KB; a line of this size is another kind of file. */
const longestLine = 64 * 1024 * 1024;

export interface TextLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/**
 * The lines of a file, one at a time and without its line ends; memory does not grow with the file.
 * `node:readline` costs more than parsing the JSON does, hence the own splitter.
 */
export async function* linesOf(path: string): AsyncGenerator<TextLine, void, undefined> {
  let number = 0;
  let rest: Buffer[] = [];
  let restLength = 0;
  const finish = (end: Buffer): TextLine => {
    number += 1;
    const bytes = rest.length === 0 ? end : Buffer.concat([...rest, end]);
    rest = [];
    restLength = 0;
    const text = bytes.toString('utf8');
    return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text };
  };
  const fd = openRegular(path);
  if (fd === undefined) throw new RangeError(`the file ${notRegular}`);
  const stream: AsyncIterable<Buffer> = createReadStream(path, { fd, highWaterMark: chunkSize });
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      yield finish(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length) {
      rest.push(chunk.subarray(start));
      restLength += chunk.length - start;
      if (restLength > longestLine) throw new RangeError(`line ${number + 1} is longer than ${longestLine / 1024 / 1024} MB`);
    }
  }
  if (restLength > 0) yield finish(Buffer.alloc(0));
}
