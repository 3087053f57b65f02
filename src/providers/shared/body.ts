import { BrokenOffError, NotUnderstoodError } from './failures.ts';

const megabyte = 1024 * 1024;
/** No answer that is read here comes near this size: policies end at 250 KB, and a page of resources at a few hundred. */
const largestAnswer = 16 * megabyte;

/**
 * The bytes of an answer. Whoever calls sets the deadline.
 * @throws NotUnderstoodError for a body that is larger than any configuration, BrokenOffError for one without an end
 */
export async function wholeBody(body: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Leaving the loop destroys the stream.
    for await (const chunk of body) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (size > largestAnswer) throw new NotUnderstoodError(`the answer is larger than ${largestAnswer / megabyte} MB`);
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof NotUnderstoodError ? error : new BrokenOffError(`the answer broke off after ${size} bytes`);
  }
  return Buffer.concat(chunks);
}
