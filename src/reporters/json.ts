import { severityOf, type CheckMeta } from '../core/check.ts';
import type { Edition } from '../evidence/declared.ts';
import type { Reporter } from '../core/report.ts';
import { findingWriter } from './finding-json.ts';
import { targetJson } from './target-json.ts';
import { safeJson } from '../core/clean.ts';

/** What a report says about a check, so that it can be read without the program. */
export const checkJson = (check: CheckMeta, edition: Edition): Readonly<Record<string, unknown>> => ({
  title: check.title,
  severity: severityOf(check, edition),
  rationale: check.rationale,
  remediation: check.remediation,
  source: check.source,
  rows: check.rows,
  tags: check.tags,
  controls: check.controls ?? {},
});

const text = (value: unknown): string => safeJson(JSON.stringify(value));

/** One JSON document; findings come one a line, and what is known last (checks that were asked, targets, summary, exit) comes last. */
export function json(): Reporter {
  const targets: string[] = [];
  const providers = new Set<string>();
  let asked: (seen: ReadonlySet<string>) => readonly string[] = () => [];
  const finding = findingWriter('');
  let first = true;
  return {
    begin: ({ schemaVersion, tool, edition, startedAt, rules = {}, checks }) => {
      asked = (seen) =>
        checks
          .filter(({ id }) => seen.has(id.slice(0, id.indexOf('/'))))
          .map((check) => `\n  ${JSON.stringify(check.id)}: ${text(checkJson(check, edition))}`);
      const head = `{"schemaVersion": ${schemaVersion},\n"kind": "byob-audit/report",\n"tool": ${text(tool)},\n"edition": ${text(edition)},`;
      const chosen = Object.keys(rules).length === 0 ? '' : `"rules": ${text(rules)},\n`;
      return `${head}\n"startedAt": ${text(startedAt)},\n${chosen}"findings": [`;
    },
    target: (report) => {
      const { target, findings } = report;
      targets.push(text(targetJson(report)));
      providers.add(target.provider);
      let out = '';
      for (const item of findings) {
        out += `${first ? '' : ','}\n  ${finding(item)}`;
        first = false;
      }
      return out;
    },
    end: ({ summary, exit }) => {
      const list = targets.map((target) => `\n  ${target}`).join(',');
      // Which providers a recording is about is known when it has been read.
      return `],\n"checks": {${asked(providers).join(',')}},\n"targets": [${list}],\n"summary": ${text(summary)},\n"exit": ${text(exit)}}\n`;
    },
  };
}
