import type { UriInput } from './model.ts';

const assignment = /^[ \t]{0,100}(?:export[ \t]{1,100})?([A-Za-z_][A-Za-z0-9_.-]{0,127})[ \t]{0,100}=(.*)$/;

/**
 * The wanted variables of a .env file; undefined when the text is none. Quotes are taken off, as Docker Compose
 * and shells do, and reported, because `docker run --env-file` and `kubectl` leave them.
 */
export function readEnvFile(text: string, file: string, wanted: readonly string[]): readonly UriInput[] | undefined {
  const found: UriInput[] = [];
  let assignments = 0;
  let others = 0;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const match = assignment.exec(line);
    if (match === null) {
      others += 1;
      continue;
    }
    assignments += 1;
    const [, name = '', rest = ''] = match;
    if (!wanted.includes(name)) continue;
    const value = valueOf(rest);
    const begin = line.length - rest.length + Math.max(rest.indexOf(value.text), 0) + 1;
    found.push({
      variable: name,
      file,
      line: index + 1,
      column: begin,
      isLiteral: true,
      ...value,
    });
  }
  return found.length === 0 && (assignments === 0 || others > assignments) ? undefined : found;
}

function valueOf(written: string): { readonly text: string; readonly isQuoted?: boolean } {
  const trimmed = written.trim();
  const quote = trimmed.charAt(0);
  if ((quote === '"' || quote === "'") && trimmed.length > 1) {
    const end = trimmed.indexOf(quote, 1);
    const rest = end === -1 ? 'x' : trimmed.slice(end + 1).trim();
    if (rest === '' || rest.startsWith('#')) return { text: trimmed.slice(1, end), isQuoted: true };
    return { text: trimmed };
  }
  const comment = trimmed.search(/[ \t]#/);
  return { text: comment === -1 ? trimmed : trimmed.slice(0, comment).trimEnd() };
}
