import { shown } from '../../core/shown.ts';
import { doubledMember } from './doubled.ts';

export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** Parses JSON and says in one sentence where it is broken; `line` is the line of an NDJSON file. */
export function parseJson(text: string, line?: number): ParsedJson {
  try {
    const value: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    const doubled = doubledMember(text, value);
    if (doubled === undefined) return { ok: true, value };
    return { ok: false, problem: `the member ${shown(doubled)} is there twice in one object, and which one holds is not known` };
  } catch (error) {
    return { ok: false, problem: whereBroken(text, error instanceof Error ? error.message : '', line) };
  }
}

function whereBroken(text: string, message: string, line: number | undefined): string {
  if (text.trim() === '') return 'the file is empty: expected evidence written by `byob-audit record`';
  const at = /position (\d+)/.exec(message)?.[1];
  if (at === undefined) {
    const isCut = /end of JSON|Unterminated/.test(message);
    const where = line === undefined ? `after ${Buffer.byteLength(text)} bytes` : `at the end of line ${line}`;
    return isCut
      ? `the JSON breaks off ${where}`
      : `this is not JSON${line === undefined ? '' : ` (line ${line})`}: expected evidence written by \`byob-audit record\``;
  }
  const before = text.slice(0, Number(at));
  const lastBreak = before.lastIndexOf('\n');
  const row = line ?? before.split('\n').length;
  const what = Number(at) >= text.trimEnd().length ? 'the JSON breaks off' : 'the JSON is broken';
  return `${what} at line ${row}, column ${before.length - lastBreak}`;
}
