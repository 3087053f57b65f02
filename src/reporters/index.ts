import type { Reporter } from '../core/report.ts';
import type { ReporterOptions } from './options.ts';

/** Every format, loaded when it is asked for. */
export const reporters = {
  table: async () => (await import('./table.ts')).table,
  json: async () => (await import('./json-formats.ts')).json,
  ndjson: async () => (await import('./json-formats.ts')).ndjson,
  junit: async () => (await import('./junit.ts')).junit,
} as const satisfies Readonly<Record<string, () => Promise<(options: ReporterOptions) => Reporter>>>;

export type ReporterName = keyof typeof reporters;
export const reporterNames = Object.keys(reporters) as readonly ReporterName[];
