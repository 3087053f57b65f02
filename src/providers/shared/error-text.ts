const longest = 300;

/** Servers echo what they were sent: signatures, access keys and session tokens must not reach a report. */
const secrets: readonly (readonly [RegExp, string])[] = [
  // The parser of JSON quotes its input, which may be a key file.
  [
    /\b(?:Unexpected (?:token|end|non-whitespace|string|number)|Expected|Bad|Unterminated|No number).*?(?:not valid JSON|(?:in|after) JSON at position \d+(?: \(line \d+ column \d+\))?|JSON input)/g,
    'it is not JSON',
  ],
  [/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, '(access key)'],
  [/\b(Credential|Signature|X-Amz-Security-Token|X-Amz-Signature|X-Amz-Credential)(=|: ?)[^\s,&"'<]+/gi, '$1$2(removed)'],
  // A raw slash in a secret does not end it.
  [/\/\/[^@\s]*@/g, '//'],
  [/\bya29\.[\w.-]+|\beyJ[\w-]+\.[\w.-]+|\b(?<=Bearer )[\w.~+/=-]+/g, '(removed)'],
  [/[A-Za-z0-9+/=_-]{80,}/g, '(removed)'],
];

/**
 * A text of a server as one line that may be printed: no control or bidirectional characters, no credentials,
 * at most 300 characters.
 */
export function cleanText(text: string): string {
  let clean = text
    .slice(0, 4000)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  for (const [pattern, replacement] of secrets) clean = clean.replace(pattern, replacement);
  return clean.length <= longest ? clean : `${clean.slice(0, longest - 1)}…`;
}
