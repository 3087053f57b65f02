import { memoOf } from '../../memo.ts';
import { ternary, type Ternary } from '../../ternary.ts';

interface Range {
  readonly width: 32 | 128;
  readonly bits: bigint;
  readonly prefix: number;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  // The last 32 bits may be written as an IPv4 address.
  const v4At = text.includes('.') ? text.lastIndexOf(':') + 1 : text.length;
  const v4 = v4At < text.length ? parseV4(text.slice(v4At)) : 0n;
  if (v4 === undefined) return undefined;
  const plain = v4At < text.length ? `${text.slice(0, v4At)}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}` : text;
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const groups = (half: string | undefined): string[] => (half === undefined || half === '' ? [] : half.split(':'));
  const head = groups(halves[0]);
  const tail = groups(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

const ranges = memoOf<Range | undefined>(4096);

/** A CIDR block or a single address; undefined when it is neither. */
export const parseRange = (text: string): Range | undefined => ranges(text, () => readRange(text));

function readRange(text: string): Range | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const width = address.includes(':') ? 128 : 32;
  const bits = width === 128 ? parseV6(address) : parseV4(address);
  if (bits === undefined || rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const prefix = length === undefined ? width : Number(length);
  return prefix > width ? undefined : { width, bits, prefix };
}

// Shifting by BigInt on purpose: with numbers `-1 << 32` is `-1`, and a /0 block would match nothing.
const covers = (outer: Range, inner: Range): boolean =>
  outer.width === inner.width &&
  outer.prefix <= inner.prefix &&
  outer.bits >> BigInt(outer.width - outer.prefix) === inner.bits >> BigInt(inner.width - outer.prefix);

const mapped: Range = { width: 128, bits: 0xffffn << 32n, prefix: 96 };

const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
]
  .map(parseRange)
  .filter((range) => range !== undefined);

/** The first and the last address of a block. */
const endsOf = ({ width, bits, prefix }: Range): readonly [bigint, bigint] => {
  const size = 1n << BigInt(width - prefix);
  const first = (bits / size) * size;
  return [first, first + size - 1n];
};

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
  return all.map((bits) => (range.width === 32 ? dotted(bits) : grouped(bits)));
}

const dotted = (bits: bigint): string => [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 0xffn)).join('.');
const grouped = (bits: bigint): string =>
  [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((bits >> shift) & 0xffffn).toString(16)).join(':');

/** Whether a text is one address. */
export const isAddressText = (text: string): boolean => !text.includes('/') && parseRange(text) !== undefined;

/** Prefixes of IPv6 behind which an IPv4 address stands: mapped ones (RFC 4291) and those that NAT64 translates (RFC 6052). */
const embedding = ['::ffff:0:0/96', '64:ff9b::/96'].map(parseRange).filter((range) => range !== undefined);

/** The IPv4 address that an IPv6 address stands for; undefined for any other. */
export function embeddedIpv4(address: string): string | undefined {
  const range = parseRange(address);
  return range !== undefined && embedding.some((outer) => covers(outer, range)) ? dotted(range.bits) : undefined;
}

/** True for a block of addresses that no request from the internet has. */
export function isPrivateRange(block: string): boolean {
  const range = parseRange(block);
  return range !== undefined && privateRanges.some((outer) => covers(outer, range));
}

/** IPv4 addresses written as IPv6: whether AWS compares them with IPv4 ones is not documented. */
const isMapped = (range: Range): boolean => covers(mapped, range);

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
  if (privateRanges.some((outer) => covers(outer, range))) return 'false';
  // S3's regional endpoints are IPv4 unless dual-stack is asked for, so ::/0 alone proves nothing.
  return range.prefix === 0 && range.width === 32 ? 'true' : 'unknown';
}
