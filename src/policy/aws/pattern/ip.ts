import ipaddr from 'ipaddr.js';
import { memoOf } from '../../memo.ts';
import { or, ternary, type Ternary } from '../../ternary.ts';

/** The addresses that begin with the same bits. */
interface Block {
  readonly width: 32 | 128;
  readonly bits: bigint;
  readonly prefix: number;
}

/** Why no request from the internet comes from an address: a network of its own, or set apart for examples, tests and the like. */
export type Special = 'private' | 'reserved';

interface Range extends Block {
  /** Undefined for a block in which a public address can lie. */
  readonly special: Special | undefined;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** No address is longer: eight groups, the last two as an IPv4 address. */
const longest = 45;

/**
 * An address in the one form that everybody reads alike. The library takes more: a leading zero as a sign of octal
 * digits, fewer than four parts, zones, and `::1.2.3.4` for a mapped address.
 */
function addressOf(text: string): Address | undefined {
  if (text.length > longest) return undefined;
  if (!text.includes(':')) return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
  const start = text.includes('.') ? text.lastIndexOf(':') + 1 : text.length;
  const end = start === text.length ? '' : groupsOf(text.slice(start));
  const plain = end === undefined ? '' : `${text.slice(0, start)}${end}`;
  return /^[\da-f:]+$/i.test(plain) && ipaddr.IPv6.isValid(plain) ? ipaddr.IPv6.parse(plain) : undefined;
}

/** An IPv4 address as the last two groups of an IPv6 one. */
function groupsOf(text: string): string | undefined {
  const v4 = text.includes(':') ? undefined : addressOf(text);
  return v4?.kind() === 'ipv4'
    ? v4
        .toByteArray()
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .replace(/^.{4}/, '$&:')
    : undefined;
}

/** The library's names for networks of their own (RFC 1918, 6598, 1122, 3927, 4193, 4291 and 3879). */
const ownNetworks: ReadonlySet<string> = new Set([
  'private',
  'carrierGradeNat',
  'loopback',
  'linkLocal',
  'uniqueLocal',
  'deprecatedSiteLocal',
]);

/** Its names for what a request from the internet can come from, or stands for an address that can (RFC 3056, 4380, 6052 …). */
const routed: ReadonlySet<string> = new Set(['unicast', '6to4', 'teredo', 'as112', 'as112v6', 'amt', 'ipv4Mapped', 'rfc6052']);

const ranges = memoOf<Range | undefined>(4096);

/** A CIDR block or a single address; undefined when it is neither. */
export const parseRange = (text: string): Range | undefined => ranges(text, () => readRange(text));

function readRange(text: string): Range | undefined {
  const [written = '', length, ...rest] = text.split('/');
  const address = addressOf(written);
  if (address === undefined || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const width = address.kind() === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? width : Number(length);
  const bits = address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  if (prefix > width) return undefined;
  const block = { width, bits, prefix } as const;
  return { ...block, special: specialOf(block) };
}

/** IPv4 from 224.0.0.0 on: multicast, reserved and broadcast side by side. */
const highest = 224n << 24n;

/**
 * What the registry of special-purpose addresses says of a whole block (IANA, as the library has it). No block begins and
 * ends in ranges of the same name with other addresses between them.
 */
function specialOf(block: Block): Special | undefined {
  const [first, last] = endsOf(block);
  const names = [first, last].map((bits): string => addressFrom(block.width, bits).range());
  if (names.some((name) => routed.has(name))) return undefined;
  if (names.every((name) => ownNetworks.has(name)) && names[0] === names[1]) return 'private';
  return names[0] === names[1] || (block.width === 32 && first >= highest) ? 'reserved' : undefined;
}

// Shifting by BigInt on purpose: with numbers `-1 << 32` is `-1`, and a /0 block would match nothing.
const covers = (outer: Block, inner: Block): boolean =>
  outer.width === inner.width &&
  outer.prefix <= inner.prefix &&
  outer.bits >> BigInt(outer.width - outer.prefix) === inner.bits >> BigInt(inner.width - outer.prefix);

const mapped: Block = { width: 128, bits: 0xffffn << 32n, prefix: 96 };

/** The first and the last address of a block. */
function endsOf({ width, bits, prefix }: Block): readonly [bigint, bigint] {
  const size = 1n << BigInt(width - prefix);
  const first = (bits / size) * size;
  return [first, first + size - 1n];
}

/**
 * Addresses of a block at which an answer can change when it depends on lying in the listed blocks: if it is the same at
 * all of them, it is the same in the whole block. Nothing for text that is no block.
 */
export function telling(block: string, listed: readonly string[]): readonly string[] {
  const range = parseRange(block);
  if (range === undefined) return [];
  const [first, last] = endsOf(range);
  const beside = listed.flatMap((text) => {
    const other = parseRange(text);
    if (other?.width !== range.width) return [];
    const [from, to] = endsOf(other);
    return [from - 1n, from, to, to + 1n];
  });
  const all = [...new Set([first, last, ...beside.filter((bits) => bits > first && bits < last)])];
  return all.map((bits) => addressFrom(range.width, bits).toNormalizedString());
}

/** An address by its number. */
function addressFrom(width: number, bits: bigint): Address {
  const shifts = Array.from({ length: width / 8 }, (_, index) => BigInt(width - 8 * (index + 1)));
  return ipaddr.fromByteArray(shifts.map((shift) => Number((bits >> shift) & 0xffn)));
}

/** Whether a text is one address. */
export const isAddressText = (text: string): boolean => !text.includes('/') && parseRange(text) !== undefined;

/** Prefixes of IPv6 behind which an IPv4 address stands: mapped ones (RFC 4291) and those that NAT64 translates (RFC 6052). */
const embedding = ['::ffff:0:0/96', '64:ff9b::/96'].map(parseRange).filter((range) => range !== undefined);

/** The IPv4 address that an IPv6 address stands for; undefined for any other. */
export function embeddedIpv4(address: string): string | undefined {
  const range = parseRange(address);
  return range !== undefined && embedding.some((outer) => covers(outer, range))
    ? addressFrom(32, range.bits & 0xffff_ffffn).toNormalizedString()
    : undefined;
}

/** Why no request from the internet has an address of the block; undefined where one can, and for text that is no block. */
export const specialRange = (block: string): Special | undefined => parseRange(block)?.special;

/** IPv4 addresses written as IPv6: whether AWS compares them with IPv4 ones is not documented. */
const isMapped = (range: Block): boolean => covers(mapped, range);

/** Whether an address lies in a block, both as text. */
export function ipInRange(address: string, block: string): Ternary {
  const outer = parseRange(block);
  const inner = parseRange(address);
  if (outer === undefined || inner === undefined) return 'unknown';
  if (outer.width !== inner.width && (isMapped(outer) || isMapped(inner))) return 'unknown';
  return ternary(covers(outer, inner));
}

/** Whether a public address that nobody knows lies in a block: never in a private one, always in a /0. */
export function publicIpInRange(block: string): Ternary {
  const range = parseRange(block);
  if (range === undefined) return 'unknown';
  if (range.special !== undefined) return 'false';
  // S3's regional endpoints are IPv4 unless dual-stack is asked for, so ::/0 alone proves nothing.
  return range.prefix === 0 && range.width === 32 ? 'true' : 'unknown';
}

/**
 * Whether a public address that nobody knows lies in one of several blocks: always where they leave no public IPv4
 * address out, however the Internet is cut up.
 */
export function publicIpInRanges(blocks: readonly string[]): Ternary {
  const one = blocks.map(publicIpInRange).reduce(or, 'false');
  return one === 'unknown' && publicOutside(blocks) === undefined ? 'true' : one;
}

/** The first public IPv4 address in none of the blocks; undefined when there is none. */
export const publicOutside = (blocks: readonly string[]): string | undefined =>
  outsides(blocks.join(' '), () => findPublicOutside(blocks));

const outsides = memoOf<string | undefined>(256);

function findPublicOutside(blocks: readonly string[]): string | undefined {
  const listed = blocks
    .map(parseRange)
    .flatMap((range) => (range?.width === 32 ? [endsOf(range)] : []))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const end = 1n << 32n;
  let next = 0n;
  let at = 0;
  while (next < end) {
    for (let block = listed[at]; block !== undefined && block[0] <= next; block = listed[at]) {
      next = max(next, block[1] + 1n);
      at += 1;
    }
    if (next >= end) return undefined;
    const behind = behindSpecial(next);
    if (behind === next) return addressFrom(32, next).toString();
    next = behind;
  }
  return undefined;
}

/** One public IPv4 address of each part into which blocks cut the Internet; in a part every address lies in the same blocks. */
export function publicParts(blocks: readonly string[]): readonly string[] {
  const end = 1n << 32n;
  const cuts = blocks
    .map(parseRange)
    .flatMap((range) => (range?.width === 32 ? [endsOf(range)] : []))
    .flatMap(([first, last]) => [first, last + 1n]);
  const points = [...new Set([0n, ...cuts])].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return points.flatMap((from, at) => {
    const to = points[at + 1] ?? end;
    for (let next = from; next < to;) {
      const behind = behindSpecial(next);
      if (behind === next) return [addressFrom(32, next).toString()];
      next = behind;
    }
    return [];
  });
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** The first address behind the widest special block that begins at an address; the address itself when there is none. */
function behindSpecial(first: bigint): bigint {
  for (let prefix = 3; prefix <= 32; prefix += 1) {
    const size = 1n << BigInt(32 - prefix);
    if (first % size === 0n && specialOf({ width: 32, bits: first, prefix }) !== undefined) return first + size;
  }
  return first;
}
