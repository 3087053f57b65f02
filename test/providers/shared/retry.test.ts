import { describe, expect, it, vi } from 'vitest';
import { BrokenOffError, NotUnderstoodError } from '../../../src/providers/shared/failures.ts';
import {
  isInterruption,
  isPassing,
  maxAttempts,
  pauseAfter,
  retried,
  retryAfterOf,
} from '../../../src/providers/shared/retry.ts';

describe('the pause before the next attempt', () => {
  it('grows, and there are few', () => {
    for (let turn = 0; turn < 100; turn += 1) {
      expect(pauseAfter(1, undefined)).toBeGreaterThanOrEqual(100);
      expect(pauseAfter(1, undefined)).toBeLessThanOrEqual(200);
      expect(pauseAfter(2, undefined)).toBeGreaterThanOrEqual(200);
      expect(pauseAfter(2, undefined)).toBeLessThanOrEqual(400);
    }
    expect(pauseAfter(maxAttempts, undefined)).toBeUndefined();
    expect(pauseAfter(maxAttempts, 0)).toBeUndefined();
  });

  it('is the one that the server wishes, unless it asks for too much patience', () => {
    expect(pauseAfter(1, 0)).toBe(0);
    expect(pauseAfter(1, 10_000)).toBe(10_000);
    expect(pauseAfter(1, 10_001)).toBeUndefined();
  });

  it.each([
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['0', 0],
    [' 7 ', 7000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Thu, 99 Jan 1970 00:00:00 GMT', undefined],
    ['2026', 2_026_000],
  ])('is read from Retry-After: %s', (header, expected) => {
    expect(retryAfterOf(header)).toBe(expected);
  });

  it('is read from a date', () => {
    const wish = retryAfterOf(new Date(Date.now() + 5000).toUTCString());
    expect(wish).toBeGreaterThan(3000);
    expect(wish).toBeLessThanOrEqual(5000);
  });
});

describe('another attempt', () => {
  it('helps with what passes by itself, and with what broke off', () => {
    expect([408, 429, 500, 502, 503, 504].filter((status) => !isPassing(status))).toEqual([]);
    expect([200, 301, 400, 401, 403, 404, 501].filter(isPassing)).toEqual([]);
    expect(isInterruption(Object.assign(new Error('hung up'), { code: 'ECONNRESET' }))).toBe(true);
    expect(isInterruption(new BrokenOffError('x'))).toBe(true);
    expect(isInterruption(new NotUnderstoodError('x'))).toBe(false);
    expect(isInterruption(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }))).toBe(false);
    expect(isInterruption('text')).toBe(false);
  });

  it('ends with the last outcome, an answer or an error', async () => {
    const answers = vi.fn(async () => 'busy');
    expect(await retried(answers, () => ({ after: 0 }), undefined)).toBe('busy');
    expect(answers).toHaveBeenCalledTimes(maxAttempts);
    const errors = vi.fn(() => Promise.reject(new Error('broken')));
    await expect(retried(errors, () => ({ after: 0 }), undefined)).rejects.toThrow('broken');
    expect(errors).toHaveBeenCalledTimes(maxAttempts);
    const once = vi.fn(async () => 'fine');
    expect(await retried(once, () => false, undefined)).toBe('fine');
    expect(once).toHaveBeenCalledTimes(1);
  });

  it('is not waited for when the run is interrupted', async () => {
    const stop = new AbortController();
    const asked = retried(
      async () => 'busy',
      () => ({ after: 9000 }),
      stop.signal,
    );
    setTimeout(() => stop.abort(), 20);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(
      await retried(
        async () => 'busy',
        () => ({ after: 9000 }),
        AbortSignal.abort(),
      ),
    ).toBe('busy');
  });
});
