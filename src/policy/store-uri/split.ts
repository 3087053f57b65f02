import { storeSchemes } from '../../requirements/store-uri.ts';

/** One of several values in one variable. */
export interface Piece {
  readonly text: string;
  /** Where it begins in the whole. */
  readonly offset: number;
  /** What stands between it and the piece before. */
  readonly separator: string;
}

const schemes = Object.keys(storeSchemes);
const separators = new Set([',', ';', ' ', '\n', '\r', '\t', '|']);
/** More stores than an organization has teams; the rest is one piece, so that hostile input stays cheap. */
const most = 500;

/**
 * Divides where a known scheme follows a separator. No document tells how several stores are written in one value;
 * a comma is the guess, and every other separator is told as an error.
 */
export function splitStoreUris(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  let separator = '';
  for (let mark = text.indexOf('://'); mark !== -1; mark = text.indexOf('://', mark + 3)) {
    const start = mark - 2;
    if (start <= 0 || pieces.length >= most - 1) continue;
    if (!schemes.includes(text.slice(start, mark).toLowerCase()) || !separators.has(text.charAt(start - 1))) continue;
    let end = start;
    while (end > offset && separators.has(text.charAt(end - 1))) end -= 1;
    // Spaces before the first URI do not divide anything.
    if (end === offset) continue;
    pieces.push({ text: text.slice(offset, end), offset, separator });
    separator = text.slice(end, start);
    offset = start;
  }
  pieces.push({ text: text.slice(offset), offset, separator });
  return pieces;
}
