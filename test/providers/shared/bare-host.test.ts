import { describe, expect, it } from 'vitest';
import { isBareHost } from '../../../src/providers/shared/bare-host.ts';

describe('a host before which no name can stand', () => {
  it.each([
    ['http://127.0.0.1:9000', true],
    // What URLs take for an address is one by the time that it is looked at.
    ['http://0x7f.1', true],
    ['http://[::1]:9000', true],
    ['http://localhost', true],
    ['http://minio:9000/base', true],
    ['https://cwobject.com', false],
    ['https://1.example', false],
  ])('%s: %s', (url, expected) => {
    expect(isBareHost(url)).toBe(expected);
  });
});
