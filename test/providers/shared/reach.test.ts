import { describe, expect, it, vi } from 'vitest';
import { NoConnectionError } from '../../../src/providers/shared/failures.ts';
import { isNoConnection } from '../../../src/providers/shared/network-errors.ts';
import { openReach } from '../../../src/providers/shared/reach.ts';

const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

describe('what a run has learnt about hosts', () => {
  it.each([
    [refused, true],
    [Object.assign(new Error('x'), { code: 'ENOTFOUND' }), true],
    [new NoConnectionError(), true],
    [Object.assign(new Error('the socket did not establish a connection'), { name: 'TimeoutError' }), true],
    [new AggregateError([refused, refused]), true],
    [Object.assign(new Error('no answer in time'), { name: 'TimeoutError' }), false],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), false],
    [Object.assign(new Error('x'), { code: 'CERT_HAS_EXPIRED' }), false],
    ['refused', false],
  ])('knows whether a connection came about: %s', (error, expected) => {
    expect(isNoConnection(error)).toBe(expected);
  });

  it('asks a host that is not there once, and others all the same', async () => {
    const { ask } = openReach();
    const work = vi.fn(() => Promise.reject(refused));
    for (let turn = 0; turn < 3; turn += 1) await expect(ask('a:1', work)).rejects.toBe(refused);
    expect(work).toHaveBeenCalledTimes(1);
    await expect(ask('a:2', work)).rejects.toBe(refused);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('goes on asking a host that has answered before, and one whose answer failed', async () => {
    const { ask } = openReach();
    expect(await ask('a:1', async () => 1)).toBe(1);
    const work = vi.fn(() => Promise.reject(refused));
    for (let turn = 0; turn < 3; turn += 1) await expect(ask('a:1', work)).rejects.toBe(refused);
    expect(work).toHaveBeenCalledTimes(3);
    const broken = vi.fn(() => Promise.reject(new Error('broken')));
    for (let turn = 0; turn < 3; turn += 1) await expect(ask('a:2', broken)).rejects.toThrow('broken');
    expect(broken).toHaveBeenCalledTimes(3);
  });
});
