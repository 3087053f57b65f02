import { toMilliseconds } from './condition.ts';
import type { Statement } from '../document/model.ts';

const timeKeys = new Set(['aws:currenttime', 'aws:epochtime']);

/** Dates after `now` at which a statement begins or ceases to hold: true today, and not for good. */
export function comingChanges(
  statements: readonly Statement[],
  now: number,
): readonly { readonly statement: Statement; readonly date: string }[] {
  return statements.flatMap((statement) => {
    const dates = statement.conditions
      .filter(({ lowerKey, comparison }) => timeKeys.has(lowerKey) && (comparison === 'date' || comparison === 'numeric'))
      .flatMap(({ values }) => values.map(({ source }) => toMilliseconds(source)))
      .filter((date) => date > now && date < latest);
    return dates.length === 0 ? [] : [{ statement, date: new Date(Math.min(...dates)).toISOString().slice(0, 10) }];
  });
}

/** The last moment that a Date can hold. */
const latest = 8.64e15;
