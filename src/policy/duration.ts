const units = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A time in hours, minutes and seconds as people say it, with the milliseconds that a policy or an API has. */
export function durationText(milliseconds: number): string {
  let left = milliseconds;
  const parts: string[] = [];
  for (const [name, length] of units) {
    const count = name === 'second' ? left / length : Math.floor(left / length);
    left -= count * length;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return `${parts.length === 0 ? '0 seconds' : parts.join(' ')} (${milliseconds} ms)`;
}
