import type { Reporter } from '../core/report.ts';
import { findingWriter } from './finding-json.ts';
import { targetJson } from './target-json.ts';
import { checkJson } from './json.ts';
import { safeJson } from '../core/clean.ts';

const line = (value: unknown): string => `${safeJson(JSON.stringify(value))}\n`;

/** A line for the run, one for each target and each of its findings, and one for the end. */
export function ndjson(): Reporter {
  const finding = findingWriter('"type":"finding",');
  return {
    begin: ({ schemaVersion, tool, edition, startedAt, rules = {}, checks }) =>
      line({
        type: 'run',
        schemaVersion,
        kind: 'byob-audit/report',
        tool,
        edition,
        startedAt,
        ...(Object.keys(rules).length === 0 ? {} : { rules }),
        checks: Object.fromEntries(checks.map((check) => [check.id, checkJson(check, edition)])),
      }),
    target: (report) => {
      let out = line({ type: 'target', ...targetJson(report) });
      for (const item of report.findings) out += `${finding(item)}\n`;
      return out;
    },
    end: ({ summary, exit }) => line({ type: 'end', summary, exit }),
  };
}
