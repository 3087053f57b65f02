/**
 * Control characters (C0 but tab and newline, C1), bidirectional and zero-width marks, lone surrogates and
 * non-characters: they could repaint or reorder a terminal's line, or make XML ill-formed.
 */
const hostile =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Surrogate}/gu;

/** Nearly all text is printable ASCII, and a test costs a fraction of a replacement. */
const plain = /^[ -~]*$/;

/**
 * What agents of CI systems run when it is in their log: `##vso[` and `##[` anywhere in a line (azure-pipelines-agent and
 * actions/runner), `::command::` where a line begins, which may be where a table wraps it (actions/runner).
 */
const command = /#(?=#(?:vso)?\[)|(?<=^|\s):(?=:[a-z])|:(?=:[a-z][a-z-]*(?:\s[^:\n]*)?::)/gi;
const mayCommand = (text: string): boolean => text.includes('##') || text.includes('::');

const named = (c: string): string => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`;
const withoutCommands = (text: string, name: (c: string) => string): string =>
  mayCommand(text) ? text.replace(command, name) : text;

/** Text that may come from a bucket, made safe to print: what could act instead of being read is shown as `\u{…}`. */
export const clean = (text: string): string => withoutCommands(plain.test(text) ? text : text.replace(hostile, named), named);

/** The same on one line. */
export const cleanLine = (text: string): string => clean(text).replaceAll(/\s*[\n\t]\s*/g, ' ');

const escaped = (c: string): string => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** The same members inside JSON, as the escapes that JSON has. */
export const safeJson = (json: string): string =>
  withoutCommands(plain.test(json) ? json : json.replace(hostile, escaped), escaped);
