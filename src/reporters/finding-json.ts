import { findingId } from '../core/finding-id.ts';
import type { Finding } from '../core/finding.ts';
import { safeJson } from '../core/clean.ts';

/** What was written of a check lately. */
interface Written {
  /** Id and title of the check as JSON. */
  readonly head: string;
  /** The last findings, with the JSON of what is not the target's. */
  readonly findings: { readonly finding: Finding; readonly tail: string }[];
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
  let last: { readonly target: string; readonly json: string } | undefined;
  // All findings of a target come one after the other.
  const targetJson = (target: string): string =>
    (last?.target === target ? last : (last = { target, json: safeJson(JSON.stringify(target)) })).json;
  return (finding) => {
    const { check, title, target } = finding;
    let known = written.get(check);
    if (known === undefined) {
      known = { head: safeJson(`"check":${JSON.stringify(check)},"title":${JSON.stringify(title)}`), findings: [] };
      written.set(check, known);
    }
    const { head, findings } = known;
    let tail = findings.find((one) => isSameVerdict(one.finding, finding))?.tail;
    if (tail === undefined) {
      tail = tailOf(finding);
      if (findings.unshift({ finding, tail }) > most) findings.pop();
    }
    return `{${lead}"id":"${findingId(finding)}",${head},"target":${targetJson(target)},${tail}`;
  };
}

const tailOf = ({
  status,
  severity,
  message,
  key,
  details,
  evidence,
  remediation,
  step,
  obstacles,
  answer,
  flag,
  location,
  pointer,
}: Finding): string =>
  safeJson(
    JSON.stringify({
      status,
      severity,
      message,
      key,
      details,
      evidence,
      remediation: remediation === undefined ? undefined : { summary: remediation.summary, commands: remediation.commands, step },
      obstacles,
      answer,
      // Without what it takes: a program puts its own value behind it.
      flag: flag?.split(/[ |]/, 1)[0],
      location,
      pointer,
    }).slice(1),
  );

/** True where the engine repeated a verdict: then texts are equal, and lists and objects are the same ones. */
const isSameVerdict = (a: Finding, b: Finding): boolean =>
  a.evidence === b.evidence &&
  a.details === b.details &&
  a.remediation === b.remediation &&
  a.step === b.step &&
  a.obstacles === b.obstacles &&
  a.location === b.location &&
  a.pointer === b.pointer &&
  a.status === b.status &&
  a.severity === b.severity &&
  a.key === b.key &&
  a.answer === b.answer &&
  a.flag === b.flag &&
  a.message === b.message;
