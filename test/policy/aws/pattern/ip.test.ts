import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ipInRange,
  parseRange,
  publicIpInRange,
  publicIpInRanges,
  publicOutside,
  specialRange,
  telling,
} from '../../../../src/policy/aws/pattern/ip.ts';

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
    ['8.8.8.0/24', 'unknown'],
    ['::/0', 'unknown'],
    // Set apart for examples, tests and the like (IANA, special-purpose address registries).
    ['0.0.0.0/8', 'false'],
    ['192.0.0.0/24', 'false'],
    ['192.0.0.0/22', 'unknown'],
    ['192.0.2.0/24', 'false'],
    ['198.18.0.0/15', 'false'],
    ['198.51.100.0/25', 'false'],
    ['203.0.113.7', 'false'],
    ['224.0.0.0/3', 'false'],
    ['192.0.0.0/2', 'unknown'],
    ['255.255.255.255/32', 'false'],
    ['2001:db8::/32', 'false'],
    ['2001:4860::/32', 'unknown'],
    ['3fff::/20', 'false'],
    ['ff00::/8', 'false'],
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
    expect(specialRange(block) !== undefined).toBe(expected === 'false');
  });
});

describe('blocks together', () => {
  it.each([
    [['0.0.0.0/1', '128.0.0.0/1'], 'true', undefined],
    // What is left out is private, reserved or multicast.
    [
      [
        '1.0.0.0/8',
        '2.0.0.0/7',
        '4.0.0.0/6',
        '8.0.0.0/7',
        '11.0.0.0/8',
        '12.0.0.0/6',
        '16.0.0.0/4',
        '32.0.0.0/3',
        '64.0.0.0/2',
        '128.0.0.0/2',
        '192.0.0.0/3',
      ],
      'true',
      undefined,
    ],
    [['0.0.0.0/1', '128.0.0.0/2'], 'unknown', '192.0.1.0'],
    [['0.0.0.0/1', '::/0'], 'unknown', '128.0.0.0'],
    [['10.0.0.0/8', '2001:db8::/32'], 'false', '1.0.0.0'],
    [['nonsense'], 'unknown', '1.0.0.0'],
    [[], 'false', '1.0.0.0'],
  ] as const)('%j hold a public address: %s', (blocks, expected, outside) => {
    expect([publicIpInRanges(blocks), publicOutside(blocks)]).toEqual([expected, outside]);
  });

  it('leave out an address that is in none of them and public', () => {
    const block = fc
      .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 1, max: 16 }))
      .map(([a, b, prefix]) => `${a}.${b}.0.0/${prefix}`);
    fc.assert(
      fc.property(fc.array(block, { maxLength: 30 }), (blocks) => {
        const outside = publicOutside(blocks);
        if (outside === undefined) return;
        expect(specialRange(outside)).toBeUndefined();
        expect(blocks.map((one) => ipInRange(outside, one))).not.toContain('true');
      }),
    );
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

/** The parser of earlier versions, written out by hand; it took leading zeros for decimal digits. */
function byHand(text: string): bigint | undefined {
  const v4 = (dotted: string): bigint | undefined => {
    const parts = dotted.split('.');
    if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return undefined;
    return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
  };
  if (!text.includes(':')) return v4(text);
  const at = text.includes('.') ? text.lastIndexOf(':') + 1 : text.length;
  const tail = at < text.length ? v4(text.slice(at)) : 0n;
  if (tail === undefined) return undefined;
  const last = `${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const halves = (at < text.length ? `${text.slice(0, at)}${last}` : text).split('::');
  if (halves.length > 2) return undefined;
  const [head = [], end = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - end.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...end];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

describe('the library, with what it takes too much of kept out', () => {
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.ipV6().map((text) => text.toUpperCase()),
  );

  it('reads every address as it was read by hand', () => {
    fc.assert(
      fc.property(address, (text) => {
        expect(parseRange(text)?.bits).toBe(byHand(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads nothing that was not an address, and misses none that is almost not one', () => {
    const piece = fc.constantFrom(
      '0',
      '1',
      '01',
      '255',
      '256',
      'ffff',
      '0a',
      '12345',
      ':',
      '::',
      '.',
      '%',
      'x',
      '/',
      ' ',
      '1.2.3.4',
      '0x7',
    );
    const pieces = fc.array(piece, { maxLength: 18 }).map((parts) => parts.join(''));
    const broken = fc
      .tuple(address, fc.nat(40), piece)
      .map(([text, at, more]) => `${text.slice(0, at)}${more}${text.slice(at + 1)}`);
    fc.assert(
      fc.property(
        fc.oneof(pieces, broken).filter((text) => !text.includes('/')),
        (text) => {
          expect(parseRange(text)?.bits).toBe(byHand(text));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it.each(['010.0.0.1', '10.0.0.01', '0x7f.0.0.1', '127.1', '2130706433', '::ffff:010.0.0.1', 'fe80::1%eth0', '127.0.0.1 '])(
    'does not read %s, which others read differently',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
      expect(ipInRange(text, '0.0.0.0/0')).toBe('unknown');
      expect(specialRange(text)).toBeUndefined();
    },
  );

  it('does not take a compatible address for a mapped one', () => {
    expect(parseRange('::1.2.3.4')?.bits).toBe(0x01020304n);
    expect(parseRange('::ffff:1.2.3.4')?.bits).toBe(0xffff01020304n);
    expect(parseRange('64:FF9B::1.2.3.4')?.bits).toBe((0x64ff9bn << 96n) | 0x01020304n);
  });

  it('knows the private ranges as they were listed by hand', () => {
    const listed = [
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '100.64.0.0/10',
      '127.0.0.0/8',
      '169.254.0.0/16',
      'fc00::/7',
      'fe80::/10',
      'fec0::/10',
      '::1/128',
    ];
    const first = fc.constantFrom(
      '10',
      '172.16',
      '172.31',
      '172.32',
      '192.168',
      '100.64',
      '100.127',
      '100.128',
      '127',
      '169.254',
      '11',
      '0',
      '255',
    );
    const v4 = fc.tuple(first, fc.ipV4()).map(([begin, rest]) => [...begin.split('.'), ...rest.split('.')].slice(0, 4).join('.'));
    const v6 = fc
      .tuple(fc.constantFrom('fc00', 'fdff', 'fe00', 'fe80', 'febf', 'fec0', '0', '2001'), fc.nat(0xffff))
      .map(([begin, end]) => `${begin}::${end.toString(16)}`);
    const block = fc.oneof(fc.tuple(v4, fc.nat(32)), fc.tuple(v6, fc.nat(128))).map(([text, prefix]) => `${text}/${prefix}`);
    fc.assert(
      fc.property(block, (text) => {
        const [base = '', prefix] = text.split('/');
        const isListed = listed.some(
          (outer) => Number(outer.split('/')[1]) <= Number(prefix) && ipInRange(base, outer) === 'true',
        );
        expect(specialRange(text) === 'private').toBe(isListed);
      }),
      { numRuns: 2000 },
    );
  });
});
