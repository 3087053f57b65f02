/**
 * The first member that an object of a JSON text has twice, or undefined. `JSON.parse` keeps the last one silently, so that
 * what somebody reads in the file is not what is judged.
 * @param text valid JSON. @param value what it was parsed to
 */
export function doubledMember(text: string, value: unknown): string | undefined {
  // Counting is quick, and nearly all files have none.
  return membersIn(text) === membersOf(value) ? undefined : firstDoubled(text);
}

function membersOf(value: unknown): number {
  let count = 0;
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const members: unknown[] = Object.values(next);
    if (!Array.isArray(next)) count += members.length;
    for (const member of members) if (typeof member === 'object' && member !== null) open.push(member);
  }
  return count;
}

function membersIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = endOfString(text, at);
    if (text.charAt(afterBlanks(text, at)) === ':') count += 1;
  }
  return count;
}

function firstDoubled(text: string): string | undefined {
  const objects: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '{') objects.push(new Set());
    else if (letter === '[') objects.push(undefined);
    else if (letter === '}' || letter === ']') objects.pop();
    if (letter !== '"') continue;
    const end = endOfString(text, at);
    if (text.charAt(afterBlanks(text, end)) === ':') {
      const name: unknown = JSON.parse(text.slice(at, end));
      const names = objects.at(-1);
      if (names?.has(String(name)) === true) return String(name);
      names?.add(String(name));
    }
    at = end - 1;
  }
  return undefined;
}

/** @returns the place after the closing quote */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charAt(at - 1 - backslashes) === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function afterBlanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}
