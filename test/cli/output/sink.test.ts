import { closeSync, existsSync, openSync } from 'node:fs';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { sinkOf } from '../../../src/cli/output/sink.ts';

/** A stream whose reader takes a piece when it is told to. */
function slowStream() {
  const waiting: ((error?: Error) => void)[] = [];
  const stream = new Writable({
    highWaterMark: 10,
    write: (_chunk, _encoding, done) => void waiting.push(done),
  });
  const take = (error?: Error): void => waiting.shift()?.(error);
  return { sink: sinkOf(() => stream as NodeJS.WriteStream, -1), stream, take };
}

async function isSettled(wait: Promise<void> | undefined): Promise<boolean> {
  const turn = new Promise<string>((resolve) => void setImmediate(() => resolve('waiting')));
  return (await Promise.race([wait, turn])) !== 'waiting';
}

describe('a stream of the process', () => {
  it('asks nobody to wait while its reader keeps up, or before anything was written', () => {
    const { sink } = slowStream();
    expect(sink.taken?.()).toBeUndefined();
    sink.write('short');
    expect(sink.taken?.()).toBeUndefined();
  });

  it('lets a slow reader catch up', async () => {
    const { sink, stream, take } = slowStream();
    sink.write('longer than ten');
    const wait = sink.taken?.();
    expect(await isSettled(wait)).toBe(false);
    take();
    await wait;
    expect(sink.taken?.()).toBeUndefined();
    expect(['drain', 'close'].map((event) => stream.listenerCount(event))).toEqual([0, 0]);
  });

  it('waits for no reader that went away', async () => {
    const { sink, take } = slowStream();
    const before = process.exitCode;
    sink.write('longer than ten');
    const wait = sink.taken?.();
    take(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    await wait;
    sink.write('more, to nobody');
    expect(sink.taken?.()).toBeUndefined();
    expect(process.exitCode).toBe(before);
  });

  it.skipIf(!existsSync('/dev/full'))('tells that a full disk did not take it, and writes no more', () => {
    const before = process.exitCode;
    const descriptor = openSync('/dev/full', 'w');
    const sink = sinkOf(() => process.stdout, descriptor);
    sink.write('a report');
    expect(sink.failure()).toBe('no space is left on the device');
    expect(process.exitCode).toBe(2);
    closeSync(descriptor);
    sink.write('more');
    expect(sink.failure()).toBe('no space is left on the device');
    process.exitCode = before;
  });
});
