import { findingId } from '../core/finding-id.ts';
import type { Finding } from '../core/finding.ts';
import { safeJson } from './text.ts';

/** What was written of a check lately. */
interface Written {
  /** Id and title of the check as JSON. */
  readonly head: string;
  /** The last findings, with the JSON of what is not the target's. */
  readonly last: { readonly finding: Finding; readonly tail: string }[];
}

/** A company makes its buckets from fewer templates than this. */
const most = 8;

/**
 * One finding as a line of JSON. What is the same for every finding of a check (id, title) is serialised once, and so
 * is a verdict that many targets share.
 * @param lead members to put first, as JSON text that ends with a comma
 */
export function findingWriter(lead: string): (finding: Finding) => string {
  const written = new Map<string, Written>();
  return (finding) => {
    const { check, title, target } = finding;
    let known = written.get(check);
    if (known === undefined) {
      known = { head: safeJson(`"check":${JSON.stringify(check)},"title":${JSON.stringify(title)}`), last: [] };
      written.set(check, known);
    }
    const { head, last } = known;
    let tail = last.find((one) => isSameVerdict(one.finding, finding))?.tail;
    if (tail === undefined) {
      tail = tailOf(finding);
      if (last.unshift({ finding, tail }) > most) last.pop();
    }
    return `{${lead}"id":"${findingId(finding)}",${head},"target":${safeJson(JSON.stringify(target))},${tail}`;
  };
}

const tailOf = ({ status, severity, message, key, details, evidence, remediation, obstacles, answer }: Finding): string =>
  safeJson(JSON.stringify({ status, severity, message, key, details, evidence, remediation, obstacles, answer }).slice(1));

/** True where the engine repeated a verdict: then texts are equal, and lists and objects are the same ones. */
const isSameVerdict = (a: Finding, b: Finding): boolean =>
  a.evidence === b.evidence &&
  a.details === b.details &&
  a.remediation === b.remediation &&
  a.obstacles === b.obstacles &&
  a.status === b.status &&
  a.severity === b.severity &&
  a.key === b.key &&
  a.answer === b.answer &&
  a.message === b.message;
