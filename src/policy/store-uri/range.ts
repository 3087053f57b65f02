/** A range of characters of the value: `start` counts from 0, `end` is the one behind the last. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

export const slice = (text: string, range: TextRange | undefined): string =>
  range === undefined ? '' : text.slice(range.start, range.end);

/** The first of `marks` in the range, or the end of the range. */
export function first(text: string, marks: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (marks.includes(text.charAt(at))) return at;
  return end;
}

/** The last `mark` in the range, or -1. */
export function last(text: string, mark: string, start: number, end: number): number {
  const at = end > start ? text.lastIndexOf(mark, end - 1) : -1;
  return at < start ? -1 : at;
}
