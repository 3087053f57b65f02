import Table from 'cli-table3';
import { severities } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { TargetReport } from '../core/report.ts';
import { cleanLine } from '../core/clean.ts';

interface Line {
  readonly uri: string;
  /** Failures by severity, then errors and unknowns, questions, passes: also the order of what is worse. */
  readonly counts: readonly number[];
}

const head = ['target', ...severities, 'unknown', 'questions', 'passed'];
const most = 20;

/** What is worse comes first; passes do not count. */
function compare(a: Line, b: Line): number {
  for (let i = 0; i < a.counts.length - 1; i += 1) {
    const difference = (b.counts[i] ?? 0) - (a.counts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export interface Overview {
  readonly add: (report: TargetReport) => void;
  /** A table of the worst targets; nothing for a single one. */
  readonly render: (width: number) => string;
}

/** One line a target, for runs over several. Only the worst are kept, so that memory stays flat. */
export function overview(): Overview {
  let lines: Line[] = [];
  let total = 0;
  const worst = (): Line[] => lines.toSorted(compare).slice(0, most);
  return {
    add: ({ target, findings }) => {
      total += 1;
      lines.push({ uri: target.uri, counts: countsOf(findings) });
      if (lines.length > most * 4) lines = worst();
    },
    render: (width) => {
      if (total < 2) return '';
      // cli-table3 measures every cell, which is slow for many; each of these is short and on one line.
      const grid = new Table({
        head,
        style: { head: [], border: [], compact: true },
        colAligns: ['left', ...head.slice(1).map(() => 'right' as const)],
      });
      const room = Math.max(width - 66, 16);
      for (const { uri, counts } of worst())
        grid.push([cut(cleanLine(uri), room), ...counts.map((n) => (n === 0 ? '' : String(n)))]);
      const rest = total > most ? `the ${most} of ${total} targets with the gravest findings\n` : '';
      return `${grid.toString()}\n${rest}`;
    },
  };
}

const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

function countsOf(findings: readonly Finding[]): number[] {
  const counts = head.slice(1).map(() => 0);
  const add = (column: string): void => {
    const index = head.indexOf(column) - 1;
    counts[index] = (counts[index] ?? 0) + 1;
  };
  for (const { status, severity } of findings) {
    if (status === 'fail') add(severity);
    else if (status === 'unknown' || status === 'error') add('unknown');
    else if (status === 'manual') add('questions');
    else if (status === 'pass') add('passed');
  }
  return counts;
}
