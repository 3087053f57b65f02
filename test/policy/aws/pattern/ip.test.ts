import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipInRange, isPrivateRange, parseRange, publicIpInRange, telling } from '../../../../src/policy/aws/pattern/ip.ts';

describe('ipInRange', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9', 'true'],
    ['203.0.113.9', '203.0.113.9/32', 'true'],
    ['203.0.113.9', '203.0.113.8', 'false'],
    ['203.0.113.9', '203.0.113.0/24', 'true'],
    ['203.0.114.9', '203.0.113.0/24', 'false'],
    ['0.0.0.0', '0.0.0.0/0', 'true'],
    ['255.255.255.255', '0.0.0.0/0', 'true'],
    ['128.0.0.1', '0.0.0.0/1', 'false'],
    ['128.0.0.1', '128.0.0.0/1', 'true'],
    ['2001:db8::1', '2001:db8::/32', 'true'],
    ['2001:db9::1', '2001:db8::/32', 'false'],
    ['2001:db8::1', '::/0', 'true'],
    ['203.0.113.9', '::/0', 'false'],
    ['2001:db8::1', '0.0.0.0/0', 'false'],
    // Whether AWS takes an IPv4 address for its IPv4-mapped form is not documented.
    ['203.0.113.9', '::ffff:203.0.113.0/120', 'unknown'],
    ['::ffff:203.0.113.9', '::ffff:203.0.113.0/120', 'true'],
    ['::ffff:cb00:7109', '::ffff:203.0.113.9', 'true'],
    ['203.0.113.9', 'x', 'unknown'],
  ])('%s in %s is %s', (address, block, expected) => {
    expect(ipInRange(address, block)).toBe(expected);
  });

  it('agrees with arithmetic for every prefix length', () => {
    const octet = fc.nat(255);
    const bits = (parts: readonly number[]): number => parts.reduce((sum, part) => sum * 256 + part, 0);
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), fc.tuple(octet, octet, octet, octet), fc.nat(32), (a, b, prefix) => {
        const size = 2 ** (32 - prefix);
        const expected = Math.floor(bits(a) / size) === Math.floor(bits(b) / size);
        expect(ipInRange(a.join('.'), `${b.join('.')}/${prefix}`)).toBe(String(expected));
      }),
    );
  });
});

describe('parseRange', () => {
  it.each(['', 'x', '1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.4/33', '1.2.3.4/', '1.2.3.4/8/8', '1.2.3.4/-1', ' 1.2.3.4'])(
    'refuses %j',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );
  it.each([':', '1::2::3', '::g', '::/129', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '::1.2.3', '1.2.3.4::', '::1.2.3.4:5'])(
    'refuses %j',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );
  it.each(['1.2.3.4', '0.0.0.0/0', '::', '::/0', '::1', '1::', '1:2:3:4:5:6:7:8', '64:ff9b::1.2.3.4/128'])('reads %j', (text) => {
    expect(parseRange(text)).toBeDefined();
  });
});

describe('a public address that nobody knows', () => {
  it.each([
    ['0.0.0.0/0', 'true'],
    ['0.0.0.0/1', 'unknown'],
    ['203.0.113.0/24', 'unknown'],
    ['::/0', 'unknown'],
    ['10.0.0.0/8', 'false'],
    ['10.1.2.3', 'false'],
    ['172.16.0.0/12', 'false'],
    ['172.0.0.0/8', 'unknown'],
    ['192.168.1.0/24', 'false'],
    ['100.64.0.0/10', 'false'],
    ['fc00::/7', 'false'],
    ['fd12:3456::/48', 'false'],
  ])('is in %s: %s', (block, expected) => {
    expect(publicIpInRange(block)).toBe(expected);
    expect(isPrivateRange(block)).toBe(expected === 'false');
  });
});

describe('the addresses that tell about a block', () => {
  it.each([
    ['198.51.100.0/24', [], ['198.51.100.0', '198.51.100.255']],
    ['198.51.100.7', ['198.51.100.0/24'], ['198.51.100.7']],
    [
      '198.51.100.0/24',
      ['198.51.100.64/26'],
      ['198.51.100.0', '198.51.100.255', '198.51.100.63', '198.51.100.64', '198.51.100.127', '198.51.100.128'],
    ],
    ['2001:db8::/127', ['198.51.100.0/24'], ['2001:db8:0:0:0:0:0:0', '2001:db8:0:0:0:0:0:1']],
    ['nonsense', [], []],
  ])('%s beside %j', (block, listed, expected) => {
    expect(telling(block, listed)).toEqual(expected);
  });
});
